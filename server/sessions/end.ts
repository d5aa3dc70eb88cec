import type { Action } from "../actions/action.js";
import { Prisma } from "../database/generated/client.js";

/** Ends one session, without an event. @returns false when it was ended before. */
export async function closeSession({ transaction, accountId, now }: Action, id: string): Promise<boolean> {
  const { count } = await transaction.userSession.updateMany({
    where: { accountId, id, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  return count > 0;
}

/**
 * Ends sessions of a person, with an event for each.
 * @param why as the end of a sentence. @param id of one session; undefined for all of the person.
 * @returns the ids of those that were open.
 */
export async function endSessions(
  { transaction, accountId, now, record }: Action,
  user: { readonly id: string; readonly login: string },
  why: string,
  id?: string,
): Promise<string[]> {
  const only = id === undefined ? Prisma.empty : Prisma.sql`AND id = ${id}::uuid`;
  const ended = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE sessions SET revoked_at = ${new Date(now)}
    WHERE account_id = ${accountId}::uuid AND user_id = ${user.id}::uuid AND revoked_at IS NULL AND expires_at > ${new Date(now)} ${only}
    RETURNING id`);
  const summary = `A session of ${user.login} was ended: ${why}.`;
  return ended.map((session) => {
    record({ type: "SESSION_REVOKED", user, summary });
    return session.id;
  });
}
