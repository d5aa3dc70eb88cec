import { allowedLength, type BypassPolicy, GRANTERS } from "@tokenplane/rules/bypass-policy";
import type { Action } from "../actions/action.js";
import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";

// A bypass that a policy forbids is still there: its grant may be valid elsewhere, or for longer than the policy allows. It must not
// begin when somebody loosens the policy, who does not know of it. So the action that loosens a policy writes into each bypass what the
// policy left of it until then. Nothing is written when a policy becomes stricter: the policy itself is asked at each sign-in.

/** The key of the account's default policy among the limits of a bypass. */
const DEFAULT = "default";

/**
 * How long former policies let a bypass work at a resource, in milliseconds from its grant; Infinity where they forbade nothing.
 * @param limits as they are stored. @param isDefault whether the account's default policy applies at the resource.
 */
export function limitAt(limits: unknown, resourceId: string, isDefault: boolean): number {
  if (typeof limits !== "object" || limits === null) throw new TypeError("a bypass is damaged");
  const stored: Readonly<Record<string, unknown>> = { ...limits };
  const found = [stored[resourceId], isDefault ? stored[DEFAULT] : undefined];
  return Math.min(...found.map((limit) => (typeof limit === "number" ? limit : Number.POSITIVE_INFINITY)));
}

/** A change of the policy that applies at a resource, or by default. */
export interface PolicyChange {
  /** null for the account's default. */
  readonly resourceId: string | null;
  /** Which policy applied there before, and which one applies now. */
  readonly before: BypassPolicy;
  readonly after: BypassPolicy;
  /** Whether the resource gets a policy of its own in place of the account's default. */
  readonly leavesDefault: boolean;
}

/** Bypasses of the account that were not ended, and that are valid where a policy changes. */
function validThere({ accountId, now }: Action, resourceId: string | null): Sql {
  const place =
    resourceId === null
      ? Prisma.sql`NOT EXISTS (SELECT 1 FROM resources WHERE resources.account_id = bypass.account_id
          AND resources.id = bypass.resource_id AND resources.bypass_policy IS NOT NULL)`
      : Prisma.sql`coalesce(bypass.resource_id = ${resourceId}::uuid, true)`;
  return Prisma.sql`bypass.account_id = ${accountId}::uuid AND bypass.ended_at IS NULL
    AND coalesce(bypass.expires_at > ${new Date(now)}, true) AND ${place}`;
}

/**
 * Keeps what a policy forbade until now: the bypasses that another policy would begin or prolong get a limit.
 * No other policy of the account changes meanwhile.
 * @returns how many bypasses got one.
 */
export async function keepLimits(action: Action, change: PolicyChange): Promise<number> {
  const { transaction } = action;
  const { resourceId, before, after, leavesDefault } = change;
  const key = Prisma.sql`${resourceId ?? DEFAULT}::text`;
  const there = validThere(action, resourceId);
  const current = Prisma.sql`(bypass.limits ->> ${key})::bigint`;
  if (leavesDefault) {
    await transaction.$executeRaw(Prisma.sql`
      UPDATE bypasses AS bypass SET limits = limits || jsonb_build_object(${key}, least(${current}, (limits ->> ${DEFAULT}::text)::bigint))
      WHERE ${there} AND limits ->> ${DEFAULT}::text IS NOT NULL`);
  }
  let limited = 0;
  for (const granter of GRANTERS) {
    const length = allowedLength(before, granter);
    if (allowedLength(after, granter) <= length) continue;
    limited += await transaction.$executeRaw(Prisma.sql`
      UPDATE bypasses AS bypass SET limits = limits || jsonb_build_object(${key}, ${length}::bigint)
      WHERE ${there} AND bypass.granted_by = ${granter} AND coalesce(${current} > ${length}::bigint, true)
        AND coalesce(bypass.expires_at > bypass.granted_at + ${length}::bigint * interval '1 millisecond', true)`);
  }
  return limited;
}
