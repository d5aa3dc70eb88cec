import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";
import { WIDEST_WINDOW } from "../otp/windows.js";

/**
 * Refuses every TOTP code that may have been used up to now: on all tokens, on secrets that wait for their first code,
 * and on secrets that left their tokens. It is for a start after the database may have lost uses, and for a restore.
 * Each token's period and drift decide which steps those are; the marks only move forward, and stay over further
 * starts. HOTP codes are not refused: their use has no time limit, and a counter beyond the lost one would lock out
 * every device that was idle. Open challenges may have been answered, so they are closed, and must be requested again.
 * Messages that wait may have been sent, so they are not sent. Sessions may have been ended, so all of them end: people sign
 * in again. Links may have been used, so all of them are void. Recovery codes stay, as passwords do: people keep them for
 * years, and would learn only on the day on which they need one that a crash had ended it. A password is needed beside it.
 * @param now milliseconds since 1970 UTC.
 */
export async function refuseForgottenCodes(database: Pick<Session, "query">, now: number): Promise<void> {
  // The widest window, whatever the setting is: the last run may have had another.
  const latest = Prisma.sql`(${now}::bigint / 1000 / token.period_seconds + ${WIDEST_WINDOW}::int)`;
  await database.query(Prisma.sql`
    UPDATE tokens AS token SET last_step = ${latest} + token.drift
    WHERE token.period_seconds IS NOT NULL AND token.last_step < ${latest} + token.drift`);
  await database.query(Prisma.sql`
    UPDATE enrolments AS waiting SET last_step = ${latest} + waiting.drift
    FROM tokens AS token WHERE token.account_id = waiting.account_id AND token.id = waiting.token_id
      AND token.period_seconds IS NOT NULL AND waiting.last_step < ${latest} + waiting.drift`);
  await database.query(Prisma.sql`
    UPDATE used_secrets SET last_step = ${now}::bigint / 1000 / period_seconds + ${WIDEST_WINDOW}::int + drift
    WHERE period_seconds > 0 AND last_step < ${now}::bigint / 1000 / period_seconds + ${WIDEST_WINDOW}::int + drift`);
  await database.query(Prisma.sql`DELETE FROM challenges WHERE answered_step IS NULL`);
  await database.query(Prisma.sql`UPDATE installation SET challenges_since = ${new Date(now)}`);
  await database.query(
    Prisma.sql`UPDATE sessions SET revoked_at = ${new Date(now)} WHERE revoked_at IS NULL`,
  );
  await database.query(Prisma.sql`DELETE FROM sign_ins`);
  await database.query(Prisma.sql`
    UPDATE invitations SET revoked_at = ${new Date(now)} WHERE revoked_at IS NULL AND used_at IS NULL
      AND expires_at > ${new Date(now)}`);
  await database.query(Prisma.sql`
    UPDATE messages SET state = 'UNKNOWN', payload = NULL, claimed_until = NULL, settled_at = ${new Date(now)},
      failure = 'The database may lack the last changes before its restart. It is unknown whether the message was sent.'
    WHERE state IN ('PENDING', 'SENDING')`);
}
