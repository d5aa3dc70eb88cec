import type { Api } from "./api.js";

/** The fields of a bypass. */
export interface SeenBypass {
  readonly id: string;
  readonly duration: string;
  readonly reason: string | null;
  readonly everywhere: boolean;
  readonly resource: { readonly name: string } | null;
  readonly grantedBy: string;
  readonly grantedByName: string;
  readonly grantedAt: string;
  readonly expiresAt: string | null;
  readonly running: boolean;
  readonly endedAt: string | null;
  readonly endedBecause: string | null;
}

export const BYPASS = `id duration reason everywhere resource { name } grantedBy grantedByName grantedAt expiresAt
  running endedAt endedBecause`;

/** The scope of a bypass, in the form of inputs. */
export function getScope(place: string): object {
  return place === "everywhere" ? { everywhere: true } : { resource: { name: place } };
}

/** Grants a bypass. @param place a resource, or `everywhere`. */
export async function grant(
  api: Api,
  token: string,
  place: string,
  duration: string,
  more: object = {},
): Promise<SeenBypass> {
  const input = { token: { id: token }, scope: getScope(place), duration, ...more };
  const { bypass } = await api.do<{ bypass: SeenBypass }>("tokenBypassGrant", input, `bypass { ${BYPASS} }`);
  return bypass;
}

/** Sets the policy of a resource, or the account's default. */
export async function setPolicy(
  api: Api,
  place: string,
  maximumDuration: string,
  more: object = {},
): Promise<void> {
  const scope = place === "default" ? { accountDefault: true } : { resource: { name: place } };
  await api.do("bypassPolicySet", { scope, maximumDuration, ...more }, "__typename");
}

/** A bypass by its id. */
export async function getBypass(api: Api, id: string): Promise<SeenBypass | null> {
  const { bypass } = await api.query<{ bypass: SeenBypass | null }>(
    `query ($id: ID!) { bypass(id: $id) { ${BYPASS} } }`,
    { id },
  );
  return bypass;
}
