import { Prisma } from "../database/generated/client.js";
import type { Action } from "../actions/action.js";
import type { BypassEnded } from "../events/types/sign-ins.js";
import { type BypassEnd, bypassesChanged, type BypassRow, getEnd } from "./bypass-store.js";
import { bypassChanges } from "./event-changes.js";

/** A filter for running bypasses. An absent field is no condition. */
interface Which {
  readonly id?: string;
  readonly tokenId?: string;
  readonly resourceId?: string | null;
}

/**
 * Ends running bypasses of a locked token (or a locked resource) early, each with its event. For those that have
 * expired, the end is stored too; so none of them runs again when the clock is set back.
 * @param because the value of `Bypass.endedBecause`.
 * @param ended the same in more detail, for the event.
 * @returns the ids of those that were running.
 */
export async function endBypasses(
  action: Action,
  which: Which,
  because: Exclude<BypassEnd, "EXPIRED" | "REPLACED">,
  ended: BypassEnded,
): Promise<BypassRow["id"][]> {
  const { transaction, accountId, now } = action;
  const open = await transaction.bypass.findMany({
    where: { accountId, ...which, endedAt: null },
    include: { token: { include: { user: true } }, resource: true },
    orderBy: { id: "asc" },
  });
  if (open.length === 0) return [];
  const at = new Date(now);
  await transaction.$executeRaw(Prisma.sql`
    UPDATE bypasses SET ended_at = least(expires_at, ${at}),
      ended_because = CASE WHEN expires_at <= ${at} THEN 'EXPIRED' ELSE ${because} END
    WHERE account_id = ${accountId}::uuid AND id = ANY(${open.map(({ id }) => id)}::uuid[])`);
  if (which.tokenId !== undefined) await bypassesChanged(transaction, accountId, which.tokenId);
  const running = open.filter((bypass) => getEnd(bypass, now) === null);
  for (const bypass of running) {
    const { token, resource } = bypass;
    action.record({
      type: "BYPASS_REVOKED",
      token,
      user: token.user,
      resource,
      changes: bypassChanges(bypass, null),
      params: { until: bypass.expiresAt, because: ended },
    });
  }
  return running.map(({ id }) => id);
}
