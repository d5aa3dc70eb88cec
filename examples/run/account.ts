import { ask, type Access } from "./api.js";

/** Something that an example made, as the API describes it. */
interface MadeNode {
  readonly __typename: string;
  readonly user?: { readonly login: string } | null;
  readonly resource?: { readonly name: string } | null;
  readonly token?: {
    readonly name: string;
    readonly status: string;
    readonly user?: { readonly login: string } | null;
  } | null;
  readonly name?: string;
  readonly effectiveBypassPolicy?: Policy;
  readonly reason?: string | null;
  readonly honoured?: readonly {
    readonly resource: { readonly name: string } | null;
    readonly until: string | null;
  }[];
}

interface Policy {
  readonly maximumDuration: string;
  readonly reasonRequired: boolean;
}

const NODES = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Assignment { user { login } resource { name } token { name status } }
    ... on Resource { name effectiveBypassPolicy { maximumDuration reasonRequired } }
    ... on Bypass { reason honoured { resource { name } until } token { name status user { login } } }
  }
}`;

/** Asks the server what there is of some ids, in its pages of a hundred. */
async function getNodes(access: Access, ids: readonly string[]): Promise<readonly MadeNode[]> {
  const found: MadeNode[] = [];
  for (let from = 0; from < ids.length; from += 100) {
    const { nodes } = await ask<{ nodes: readonly (MadeNode | null)[] }>(access, NODES, {
      ids: ids.slice(from, from + 100),
    });
    found.push(...nodes.filter((node) => node !== null));
  }
  return found;
}

/** One row for all that differ only in their last cell. */
function grouped(rows: readonly (readonly string[])[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const [head, last = ""] = [JSON.stringify(row.slice(0, -1)), row.at(-1)];
    groups.set(head, [...(groups.get(head) ?? []), last].sort(alphabetically));
  }
  return [...groups].map(([head, lasts]) => [...(JSON.parse(head) as string[]), lasts.join(", ")]);
}

function alphabetically(one: string, other: string): number {
  return one.localeCompare(other, "en");
}

/** Cells under each other. */
function table(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column) + 2))
      .join("")
      .trimEnd(),
  );
}

/**
 * The objects of an example that the server has: the users who sign in at its resources, and their authenticators.
 * @param made ids, by types of the provider.
 * @returns lines to print; none when nothing is left.
 */
export async function whatThereIs(
  access: Access,
  made: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[]> {
  const of = (type: string) => getNodes(access, made.get(`tokenplane_${type}`) ?? []);
  const assignments = grouped(
    (await of("assignment")).map(({ user, resource, token }) => [
      user?.login ?? "",
      `${token?.name}${token?.status === "PENDING" ? " (not enrolled yet)" : ""}`,
      resource?.name ?? "",
    ]),
  );
  const policies = (await of("resource")).flatMap(({ name, effectiveBypassPolicy: policy }) =>
    name === undefined || policy === undefined ? [] : [[name, inWords(policy)]],
  );
  const bypasses = (await of("bypass")).flatMap(({ token, reason, honoured = [] }) =>
    honoured.map(({ resource, until }) => [
      token?.user?.login ?? "",
      resource?.name ?? "",
      `${until === null ? "until somebody ends it" : `until ${until}`}${token?.status === "PENDING" ? `, once ${token.name} is enrolled` : ""}`,
      reason ?? "",
    ]),
  );
  return [
    ...under("Who signs in, with what, and where:", assignments),
    ...under("How long somebody may be let in without a code:", policies),
    ...under("Who signs in without a code:", bypasses),
  ];
}

/** How much of what an example made the server still has. */
export async function countLeft(
  access: Access,
  made: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  const kinds = ["user", "resource", "token", "assignment", "bypass"];
  const ids = kinds.flatMap((kind) => made.get(`tokenplane_${kind}`) ?? []);
  // A bypass is kept for the record when it has ended, with nowhere that honours it.
  return (await getNodes(access, ids)).filter(({ honoured }) => honoured?.length !== 0).length;
}

function under(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = table(rows).map((line) => `  ${line}`);
  return ["", title, ...lines.sort(alphabetically)];
}

function inWords({ maximumDuration, reasonRequired }: Policy): string {
  if (maximumDuration === "NONE") return "none";
  const [, hours] = /^HOURS?_(\d+)$/.exec(maximumDuration) ?? [];
  const longest = hours === undefined ? "of any length" : hours === "1" ? "1 hour" : `${hours} hours`;
  return `${longest}${reasonRequired ? ", with a reason" : ""}`;
}
