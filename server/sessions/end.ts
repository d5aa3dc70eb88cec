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
 * @param why as the end of a sentence. @param which one session, or all of the person but one; undefined for all.
 * @returns the ids of those that were open.
 */
export async function endSessions(
  { transaction, accountId, now, record }: Action,
  user: { readonly id: string; readonly login: string },
  why: string,
  which: { readonly only?: string | undefined; readonly but?: string } = {},
): Promise<string[]> {
  const { only, but } = which;
  const some =
    only !== undefined
      ? Prisma.sql`AND id = ${only}::uuid`
      : but === undefined
        ? Prisma.empty
        : Prisma.sql`AND id <> ${but}::uuid`;
  const ended = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE sessions SET revoked_at = ${new Date(now)}
    WHERE account_id = ${accountId}::uuid AND user_id = ${user.id}::uuid AND revoked_at IS NULL AND expires_at > ${new Date(now)} ${some}
    RETURNING id`);
  const summary = `A session of ${user.login} was ended: ${why}.`;
  return ended.map((session) => {
    record({ type: "SESSION_REVOKED", user, summary });
    return session.id;
  });
}
