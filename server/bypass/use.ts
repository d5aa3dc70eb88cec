import {
  effectivePolicy,
  honouredUntil,
  isDuration,
  isGranter,
  readPolicy,
} from "@tokenplane/rules/bypass-policy";
import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { limitAt } from "./bypass-limits.js";

/** A token's bypasses at one resource that were not ended, and the policies there: as JSON delivers them. */
export interface KeptBypass {
  readonly resourceId: string;
  /** The resource's own policy. */
  readonly own: unknown;
  readonly accountDefault: unknown;
  readonly granted: readonly {
    readonly grantedAt: string;
    readonly duration: string;
    readonly grantedBy: string;
    readonly limits: unknown;
  }[];
}

/** A bypass that signs a token in. */
export interface UsedBypass {
  /** Until when; null: until somebody ends it. */
  readonly until: Date | null;
}

/**
 * A column of the statement that reads what decides a sign-in. It uses the rows q (the request), r (the
 * resource) and t (the token), and its value is a `KeptBypass`, or null when there is none. For a token without
 * a bypass, only the token's row is read. The clock is not used here. At the console no bypass counts: who has somebody's
 * password would otherwise become an administrator while that person's phone is at the repair shop.
 */
export const runningBypass: Sql = Prisma.sql`CASE WHEN t.has_bypass AND r.kind <> 'CONSOLE' THEN (
  SELECT json_build_object('resourceId', r.id, 'own', r.bypass_policy,
    'accountDefault', (SELECT bypass_policy FROM accounts WHERE accounts.id = q.account_id),
    'granted', json_agg(json_build_object('grantedAt', granted_at, 'duration', duration, 'grantedBy', granted_by,
      'limits', limits)))
  FROM bypasses
  WHERE bypasses.account_id = q.account_id AND bypasses.token_id = t.id AND bypasses.ended_at IS NULL
    AND r.id IS NOT NULL AND coalesce(bypasses.resource_id = r.id, true)
  HAVING count(*) > 0) END`;

/**
 * Which of the bypasses signs the token in now: the one that works longest under the resource's policies since the grant.
 * Only the clock decides whether it has expired.
 * @param now milliseconds since 1970 UTC.
 */
export function bypassAt(kept: KeptBypass | null, now: number): UsedBypass | null {
  if (kept === null) return null;
  const policy = effectivePolicy(readPolicy(kept.own), readPolicy(kept.accountDefault));
  const ends = kept.granted.map(({ grantedAt, duration, grantedBy, limits }) => {
    if (!isDuration(duration) || !isGranter(grantedBy)) throw new TypeError("a bypass is damaged");
    const limit = limitAt(limits, kept.resourceId, kept.own === null);
    return honouredUntil({ grantedAt: Date.parse(grantedAt), duration, grantedBy }, policy, limit) ?? now;
  });
  const until = Math.max(...ends);
  if (until <= now) return null;
  return { until: until === Number.POSITIVE_INFINITY ? null : new Date(until) };
}
