import {
  effectivePolicy,
  honouredUntil,
  isDuration,
  isGranter,
  readPolicy,
} from "@tokenplane/rules/bypass-policy";
import type { Scope } from "../actions/scope.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { limitAt } from "./bypass-limits.js";
import { type BypassRow, getEnd } from "./bypass-store.js";

/** A resource at which a bypass works. */
export interface Honoured {
  readonly resourceId: string;
  /** null: until somebody ends it. */
  readonly until: Date | null;
}

type Row = Pick<
  BypassRow,
  "id" | "grantedAt" | "duration" | "grantedBy" | "expiresAt" | "endedAt" | "endedBecause" | "limits"
> & { readonly resourceId: string; readonly own: unknown; readonly accountDefault: unknown };

/** Until when a bypass works at a resource under its policies since the grant; null when it does not work there. */
export function honoured({ resourceId, own, accountDefault, ...bypass }: Row, now: number): Honoured | null {
  const { duration, grantedBy } = bypass;
  if (!isDuration(duration) || !isGranter(grantedBy)) throw new TypeError("a bypass is damaged");
  if (getEnd(bypass, now) !== null) return null;
  const policy = effectivePolicy(readPolicy(own), readPolicy(accountDefault));
  const limit = limitAt(bypass.limits, resourceId, own === null);
  const until = honouredUntil({ grantedAt: bypass.grantedAt.getTime(), duration, grantedBy }, policy, limit);
  if (until === null || until <= now) return null;
  return { resourceId, until: until === Number.POSITIVE_INFINITY ? null : new Date(until) };
}

/**
 * The linked resources at which bypasses work now, in the order in which they were linked; a list for each bypass. The
 * console is never among them.
 * @param now milliseconds since 1970 UTC.
 */
export async function readHonoured(
  database: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
  now: number,
): Promise<Honoured[][]> {
  const rows = await database.query<Row>(Prisma.sql`
    SELECT b.id, b.granted_at AS "grantedAt", b.duration, b.granted_by AS "grantedBy", b.expires_at AS "expiresAt",
      b.ended_at AS "endedAt", b.ended_because AS "endedBecause", b.limits,
      r.id AS "resourceId", r.bypass_policy AS own, a.bypass_policy AS "accountDefault"
    FROM bypasses b
    JOIN accounts a ON a.id = b.account_id
    JOIN assignments l ON l.account_id = b.account_id AND l.token_id = b.token_id
      AND l.resource_id = coalesce(b.resource_id, l.resource_id)
    JOIN resources r ON r.account_id = l.account_id AND r.id = l.resource_id
    WHERE b.account_id = ${accountId}::uuid AND b.id = ANY(${[...ids]}::uuid[]) AND r.kind <> 'CONSOLE'
      ${resourceId === null ? Prisma.empty : Prisma.sql`AND r.id = ${resourceId}::uuid`}
    ORDER BY l.id`);
  const byBypass = new Map(ids.map((id): [string, Honoured[]] => [id, []]));
  for (const row of rows) {
    const found = honoured(row, now);
    if (found !== null) byBypass.get(row.id)?.push(found);
  }
  return ids.map((id) => byBypass.get(id) ?? []);
}
