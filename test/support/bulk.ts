import type { Api } from "./api.js";

/** A refusal in a bulk mutation: `NOT_FOUND 1.token` for the token of item 1. */
type Reported = string;

/** The result of a bulk mutation. */
export interface BulkAnswer {
  /** For each item `done`, or its refusal; null when nothing was done. */
  readonly results: readonly Reported[] | null;
  /** The refusals because of which nothing was done, or that of the whole input. */
  readonly refused: readonly Reported[];
}

interface Refused {
  readonly code?: string;
  readonly path?: readonly string[];
}

function reported({ code, path = [] }: Refused): Reported {
  const within = path[1] === "items" ? path.slice(2) : path.slice(1);
  return code === undefined ? "done" : `${code} ${within.join(".")}`.trim();
}

/** Sends a bulk mutation. @param more fields besides the items, such as `onRefusal`. */
export async function inBulk(
  api: Api,
  name: string,
  items: readonly object[],
  more: object = {},
): Promise<BulkAnswer> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const data = await api.query<
    Record<string, Refused & { results?: readonly Refused[]; refusals?: readonly Refused[] }>
  >(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) {
      ... on ${type}Payload { results { ... on Error { code path } } }
      ... on Error { code path } ... on ItemsRefusedError { refusals { code path } } } }`,
    { input: { items, ...more } },
  );
  const { results, refusals, ...whole } = data[name] ?? {};
  if (results !== undefined) return { results: results.map(reported), refused: [] };
  return { results: null, refused: (refusals ?? [whole]).map(reported) };
}

/** Items that only name tokens. */
export function getTokens(devices: readonly { readonly id: string }[]): { token: { id: string } }[] {
  return devices.map(({ id }) => ({ token: { id } }));
}
