import type { Action } from "../actions/action.js";
import { Prisma } from "../database/generated/client.js";
import type { EndedBecause } from "../events/types/people.js";
import type { SessionOrigin } from "./begin.js";

/** Ends one session, without an event. @returns false when it was ended before. */
export async function closeSession({ transaction, accountId, now }: Action, id: string): Promise<boolean> {
  const { count } = await transaction.userSession.updateMany({
    where: { accountId, id, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  return count > 0;
}

/** Which sessions of a person; without a condition, all. */
interface Sessions {
  readonly only?: string | undefined;
  readonly but?: string;
  readonly level?: 1 | 2;
  /** Not those that are as these say how they began. */
  readonly butWays?: readonly SessionOrigin[];
}

/**
 * Ends sessions of a person, with an event for each.
 * @param which one session, all of the person but one, those of a level, or those that began in another way; undefined for all.
 * @returns the ids of those that were open.
 */
export async function endSessions(
  { transaction, accountId, now, record }: Action,
  user: { readonly id: string; readonly login: string },
  because: EndedBecause,
  { only, but, level, butWays }: Sessions = {},
): Promise<string[]> {
  const some = [
    ...(only === undefined ? [] : [Prisma.sql`AND id = ${only}::uuid`]),
    ...(but === undefined ? [] : [Prisma.sql`AND id <> ${but}::uuid`]),
    ...(level === undefined ? [] : [Prisma.sql`AND level = ${level}`]),
    ...(butWays === undefined ? [] : [Prisma.sql`AND (way IS NULL OR way <> ALL(${[...butWays]}::text[]))`]),
  ];
  const ended = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE sessions SET revoked_at = ${new Date(now)}
    WHERE account_id = ${accountId}::uuid AND user_id = ${user.id}::uuid AND revoked_at IS NULL AND expires_at > ${new Date(now)}
      ${some.length === 0 ? Prisma.empty : Prisma.join(some, " ")}
    RETURNING id`);
  return ended.map((session) => {
    record({ type: "SESSION_REVOKED", user, params: { because } });
    return session.id;
  });
}
