import type { Action } from "../graphql/mutation.js";
import { bypassesChanged, type BypassEnd, type BypassRow } from "./store.js";
import { bypassChanges, placeOf, untilOf } from "./words.js";

/** Which running bypasses. What is absent is no condition. */
interface Which {
  readonly id?: string;
  readonly tokenId?: string;
  readonly resourceId?: string | null;
}

/**
 * Ends running bypasses of a held token (or of a held resource) before their time, each with its event.
 * @param because what `Bypass.endedBecause` says. @param why the same as the end of a sentence.
 * @returns their ids.
 */
export async function endBypasses(
  action: Action,
  which: Which,
  because: Exclude<BypassEnd, "EXPIRED" | "REPLACED">,
  why: string,
): Promise<BypassRow["id"][]> {
  const { transaction, accountId, now } = action;
  const running = await transaction.bypass.findMany({
    where: {
      accountId,
      ...which,
      endedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(now) } }],
    },
    include: { token: { include: { user: true } }, resource: true },
    orderBy: { id: "asc" },
  });
  if (running.length === 0) return [];
  const ids = running.map(({ id }) => id);
  await transaction.bypass.updateMany({
    where: { accountId, id: { in: ids } },
    data: { endedAt: new Date(now), endedBecause: because },
  });
  if (which.tokenId !== undefined) await bypassesChanged(transaction, accountId, which.tokenId);
  for (const bypass of running) {
    const { token, resource } = bypass;
    action.record({
      type: "BYPASS_REVOKED",
      token,
      user: token.user,
      resource,
      changes: bypassChanges(bypass, null),
      summary: `The bypass of token ${token.name} ${placeOf(resource)}, ${untilOf(bypass.expiresAt)}, ended: ${why}.`,
    });
  }
  return ids;
}
