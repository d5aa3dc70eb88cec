import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { hashSecret } from "../sessions/secret.js";

/** Codes that may be typed in one sign-in, and how often a code may be sent in it. */
const MAX_TRIES = 5;
const MAX_CHALLENGES = 3;

/** A sign-in of which the password was typed. */
export interface StartedSignIn {
  readonly hash: Buffer<ArrayBuffer>;
  readonly accountId: string;
  readonly resourceId: string;
  readonly login: string;
  /** Whose password was right, and which one; null when it was wrong. */
  readonly userId: string | null;
  readonly passwordVersion: string | null;
  readonly challengeId: string | null;
  /** The role of that person; null for none. */
  readonly role: string | null;
}

const COLUMNS = Prisma.sql`s.account_id AS "accountId", r.id AS "resourceId", s.login, s.user_id AS "userId",
  s.password_version AS "passwordVersion", s.challenge_id AS "challengeId", a.role`;

const JOINS = Prisma.sql`JOIN resources AS r ON r.account_id = s.account_id AND r.kind = 'CONSOLE'
  LEFT JOIN administrators AS a ON a.account_id = s.account_id AND a.user_id = s.user_id`;

/**
 * The sign-in that a page goes on with; null when it is too late, or too many codes were typed.
 * @param step whether a code is typed, or is to be sent: both are counted. @param now milliseconds since 1970 UTC.
 */
export async function goOn(
  database: Database,
  secret: string,
  step: "CODE" | "CHALLENGE",
  now: number,
): Promise<StartedSignIn | null> {
  const hash = hashSecret(secret);
  const counted =
    step === "CODE"
      ? Prisma.sql`tries = tries + 1 WHERE tries < ${MAX_TRIES}::smallint`
      : Prisma.sql`challenges = challenges + 1 WHERE challenges < ${MAX_CHALLENGES}::smallint`;
  const [row] = await database.query<Omit<StartedSignIn, "hash">>(Prisma.sql`
    WITH s AS (
      UPDATE sign_ins SET ${counted} AND hash = ${hash} AND expires_at > ${new Date(now)} RETURNING *
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
