import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { isMailPurpose } from "../delivery/texts/message-facts.js";
import type { ClaimedMessage } from "./outbox.js";
import type { MessagePayload } from "./payload.js";

/** The current data of a message, right before it is sent. */
export interface Current {
  /** Whether the challenge that its code answers is open; of a mail to a person, whether its link works and the person exists. */
  readonly wanted: boolean;
  readonly tokenEnabled: boolean | null;
  /** Whose token it is now. */
  readonly tokenUserId: string | null;
  readonly accountName: string;
  /** The language of the person who gets it; where none is known, the account's. */
  readonly locale: string;
}

/** Whether the link or the code of a mail is of use to the person `u`: its link works, or its code is the newest of a sign-in. */
function mailWorks({ id, purpose, expiresAt }: ClaimedMessage, at: Date): Sql {
  if (purpose === "PORTAL_CODE") {
    // A sign-in ends with its code, or later. A newer code ends at another moment, and one that was proven is gone.
    return Prisma.sql`EXISTS (SELECT 1 FROM sign_ins AS s WHERE s.expires_at >= ${expiresAt} AND s.account_id = a.id
      AND s.mailed_to = u.id AND s.code_expires_at = ${expiresAt} AND s.code_hmac IS NOT NULL)`;
  }
  const hasLink = ["INVITATION", "PASSWORD_RESET", "PORTAL_INVITATION"].includes(purpose);
  return hasLink
    ? Prisma.sql`EXISTS (SELECT 1 FROM invitations WHERE account_id = a.id AND user_id = u.id
        AND message_id = ${id}::uuid AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ${at})`
    : Prisma.sql`true`;
}

/** Whether a mail is still to be sent: its person may be gone or disabled, and its link or its code void. */
function isMailWanted(message: ClaimedMessage, at: Date): Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM users AS u WHERE u.account_id = a.id AND u.id = ${message.userId}::uuid AND u.enabled
    AND ${mailWorks(message, at)})`;
}

/** Whether the challenge or the change that the code of a message answers is open. */
function isWanted(message: ClaimedMessage, at: Date): Sql {
  const { id, kind, purpose, challengeId } = message;
  if (purpose === "TEST") return Prisma.sql`true`;
  if (isMailPurpose(purpose)) return isMailWanted(message, at);
  if (purpose === "CONTACT") {
    return Prisma.sql`EXISTS (SELECT 1 FROM contact_changes WHERE account_id = a.id AND user_id = ${message.userId}::uuid
      AND message_id = ${id}::uuid AND expires_at > ${at})`;
  }
  return purpose === "ENROLMENT" && kind !== "PUSH"
    ? // A newer code made this one void: it began at another moment.
      Prisma.sql`EXISTS (SELECT 1 FROM enrolments AS e JOIN messages AS m ON m.account_id = e.account_id
        WHERE e.account_id = a.id AND e.token_id = t.id AND e.expires_at > ${at}
          AND m.id = ${id}::uuid AND m.created_at = e.created_at)`
    : Prisma.sql`EXISTS (SELECT 1 FROM challenges WHERE account_id = a.id AND id = ${challengeId}::uuid
        AND token_id = t.id AND answered_step IS NULL AND coalesce(push_state, 'PENDING') = 'PENDING' AND expires_at > ${at})`;
}

/** Reads whether a claimed message is still to be sent: its token, its user and what it answers may be gone. */
export async function readCurrent(
  database: Pick<Database, "query">,
  message: ClaimedMessage,
  now: number,
): Promise<Current | null> {
  const { accountId, tokenId, userId } = message;
  const [row] = await database.query<Current>(Prisma.sql`
    SELECT ${isWanted(message, new Date(now))} AS wanted, t.enabled AS "tokenEnabled", t.user_id AS "tokenUserId",
      a.name AS "accountName", coalesce(u.locale, a.locale) AS locale
    FROM accounts AS a LEFT JOIN tokens AS t ON t.account_id = a.id AND t.id = ${tokenId}::uuid
    LEFT JOIN users AS u ON u.account_id = a.id AND u.id = coalesce(${userId}::uuid, t.user_id)
    WHERE a.id = ${accountId}::uuid AND a.enabled`);
  return row ?? null;
}

/** Whether a message is still to be sent: also its token may be disabled, or another user's, since it was asked for. */
export function isStillWanted(
  { tokenId }: ClaimedMessage,
  { userId }: MessagePayload,
  current: Current | null,
): current is Current {
  if (current === null || !current.wanted) return false;
  return tokenId === null || (current.tokenEnabled === true && current.tokenUserId === userId);
}
