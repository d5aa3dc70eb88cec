import type { Api } from "./api.js";

/** The obstacle that denies sign-ins, as the API shows it. */
export interface SeenObstacle {
  readonly reason: string;
  readonly message: string;
  readonly resource: { readonly name: string } | null;
  readonly token: { readonly name: string } | null;
  readonly until: string | null;
  readonly conditional: boolean;
}

const OBSTACLE = "reason message resource { name } token { name } until conditional";

/** The obstacles that deny sign-ins of a user or a token; null for none, or no such resource. @param at a resource; null for all. */
export async function getObstacles(
  api: Api,
  subject: object,
  at: string | null,
  clientAddress: string | null = null,
): Promise<readonly SeenObstacle[] | null> {
  const [kind, type] = "user" in subject ? (["user", "User"] as const) : (["token", "Token"] as const);
  const by: unknown = Reflect.get(subject, kind);
  const found = await api.query<Record<string, { signInObstacles: SeenObstacle[] | null } | null>>(
    `query ($by: ${type}Ref!, $at: ResourceRef, $from: String) {
      ${kind}(by: $by) { signInObstacles(resource: $at, clientAddress: $from) { ${OBSTACLE} } } }`,
    { by, at: at === null ? null : { name: at }, from: clientAddress },
  );
  return found[kind]?.signInObstacles ?? null;
}

/** Their reasons, each with where it holds. */
export async function getReasons(
  api: Api,
  subject: object,
  at: string | null,
  clientAddress: string | null = null,
): Promise<readonly string[] | null> {
  const found = await getObstacles(api, subject, at, clientAddress);
  return (
    found?.map(({ reason, resource, token }) =>
      [reason, token?.name, ...(resource === null ? [] : ["at", resource.name])]
        .filter((word) => word !== undefined)
        .join(" "),
    ) ?? null
  );
}
