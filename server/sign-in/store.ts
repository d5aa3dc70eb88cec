import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { hashSecret } from "../sessions/secret.js";

/** Codes that may be typed in one sign-in. */
const MAX_TRIES = 5;

/** A sign-in of which the password was typed. */
export interface StartedSignIn {
  readonly hash: Buffer<ArrayBuffer>;
  readonly accountId: string;
  readonly resourceId: string;
  readonly login: string;
  readonly passwordRight: boolean;
  readonly challengeId: string | null;
  /** The role that the login has; null for none. */
  readonly role: string | null;
  readonly userId: string | null;
}

const COLUMNS = Prisma.sql`s.account_id AS "accountId", r.id AS "resourceId", s.login, s.password_right AS "passwordRight",
  s.challenge_id AS "challengeId", a.role, u.id AS "userId"`;

const JOINS = Prisma.sql`JOIN resources AS r ON r.account_id = s.account_id AND r.kind = 'CONSOLE'
  LEFT JOIN LATERAL (
    SELECT id FROM users WHERE users.account_id = s.account_id AND users.login_lower = s.login_lower LIMIT 1
  ) AS u ON true
  LEFT JOIN administrators AS a ON a.account_id = s.account_id AND a.user_id = u.id`;

/**
 * The sign-in that a page goes on with; null when it is too late, or too many codes were typed.
 * @param isTry whether a code is typed, which is counted. @param now milliseconds since 1970 UTC.
 */
export async function goOn(
  database: Database,
  secret: string,
  isTry: boolean,
  now: number,
): Promise<StartedSignIn | null> {
  const hash = hashSecret(secret);
  const [row] = await database.query<Omit<StartedSignIn, "hash">>(Prisma.sql`
    WITH s AS (
      UPDATE sign_ins SET tries = tries + ${isTry ? 1 : 0}::smallint
      WHERE hash = ${hash} AND expires_at > ${new Date(now)} AND tries < ${MAX_TRIES}::smallint RETURNING *
    ) SELECT ${COLUMNS} FROM s ${JOINS}`);
  return row === undefined ? null : { ...row, hash };
}

/** Keeps the challenge that the code will answer. */
export async function keepChallengeOf(
  database: Database,
  hash: Buffer<ArrayBuffer>,
  challengeId: string,
): Promise<void> {
  await database.query(
    Prisma.sql`UPDATE sign_ins SET challenge_id = ${challengeId}::uuid WHERE hash = ${hash}`,
  );
}
