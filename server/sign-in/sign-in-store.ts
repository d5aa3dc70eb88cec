import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { giveCountsBack } from "../messages/message-limits.js";
import { hashSecret } from "../sessions/session-secret.js";

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
  /** To whom a code was mailed, and what is stored of it; null where the password is typed. */
  readonly mailedTo: string | null;
  readonly codeHmac: Uint8Array | null;
  /** Until when that code is valid; null for a sign-in that a server of the version before began. */
  readonly codeExpiresAt: Date | null;
  /** The link that began it, which sets another password once a code was right; null for all other sign-ins. */
  readonly invitationId: string | null;
  readonly newPassword: string | null;
  /** The role of that person; null for none. */
  readonly role: string | null;
}

/** Where people sign in: the console, or the portal of a resource. */
export type Front = "CONSOLE" | "PORTAL";

const COLUMNS = Prisma.sql`s.account_id AS "accountId", r.id AS "resourceId", s.login, s.user_id AS "userId",
  s.password_version AS "passwordVersion", s.challenge_id AS "challengeId", s.mailed_to AS "mailedTo", s.code_hmac AS "codeHmac",
  s.code_expires_at AS "codeExpiresAt", s.invitation_id AS "invitationId", s.new_password AS "newPassword", a.role`;

const JOINS = Prisma.sql`JOIN resources AS r ON r.account_id = s.account_id
    AND CASE WHEN s.resource_id IS NULL THEN r.kind = 'CONSOLE' ELSE r.id = s.resource_id AND r.portal_address IS NOT NULL END
  LEFT JOIN administrators AS a ON a.account_id = s.account_id AND a.user_id = s.user_id`;

/**
 * The sign-in that a page continues; null when it is too late, or when too many codes were typed.
 * @param front where it was begun: another one does not continue it. @param step whether a code is typed, or is to be sent: both are
 * counted. @param now milliseconds since 1970 UTC.
 */
export async function goOn(
  database: Database,
  front: Front,
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
      UPDATE sign_ins SET ${counted} AND hash = ${hash} AND expires_at > ${new Date(now)}
        AND (resource_id IS NULL) = ${front === "CONSOLE"} RETURNING *
    ) SELECT ${COLUMNS} FROM s ${JOINS}`);
  return row === undefined ? null : { ...row, hash };
}

/**
 * Keeps the challenge that the code will answer. One that was not asked, as when a code was sent too short a time ago, is not
 * stored: then the one before stays, whose code may be on its way.
 */
export async function keepChallengeOf(
  database: Database,
  hash: Buffer<ArrayBuffer>,
  challengeId: string,
): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE sign_ins AS s SET challenge_id = ${challengeId}::uuid
    WHERE hash = ${hash} AND (s.challenge_id IS NULL OR EXISTS (
      SELECT 1 FROM challenges AS c WHERE c.account_id = s.account_id AND c.id = ${challengeId}::uuid))`);
}

/** A code that is asked for to begin a sign-in to a portal. */
export interface AskedMailCode {
  readonly accountId: string;
  readonly resourceId: string;
  readonly login: string;
  readonly loginLower: string;
  /** The recipient of the code, and its stored form; null when none is mailed. */
  readonly mailed: { readonly userId: string; readonly codeHmac: Buffer<ArrayBuffer> } | null;
  /** Until when it is valid. */
  readonly expiresAt: Date;
}

/** Stores a sign-in that waits for a mailed code. */
export async function beginByMail(
  { signIn }: Pick<Transaction, "signIn">,
  hash: Buffer<ArrayBuffer>,
  { mailed, expiresAt, ...asked }: AskedMailCode,
): Promise<void> {
  await signIn.create({
    data: {
      ...asked,
      hash,
      mailedTo: mailed?.userId ?? null,
      codeHmac: mailed?.codeHmac ?? null,
      codeExpiresAt: expiresAt,
      expiresAt,
    },
  });
}

/**
 * Continues a sign-in that waits for a mailed code, when another one is asked for. If none is mailed, the code before stays, and
 * is valid no longer than it was. What can be seen from outside is the same in both cases: the sign-in lasts longer, and its tries
 * continue to count.
 * @param now milliseconds since 1970 UTC. @returns false when there is no such sign-in: then another one begins.
 */
export async function goOnByMail(
  transaction: Pick<Transaction, "$queryRaw">,
  hash: Buffer<ArrayBuffer>,
  { accountId, resourceId, loginLower, mailed, expiresAt }: AskedMailCode,
  now: number,
): Promise<boolean> {
  const isMailed = mailed !== null;
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    UPDATE sign_ins SET expires_at = ${expiresAt},
      mailed_to = CASE WHEN ${isMailed} THEN ${mailed?.userId ?? null}::uuid ELSE mailed_to END,
      code_hmac = CASE WHEN ${isMailed} THEN ${mailed?.codeHmac ?? null}::bytea ELSE code_hmac END,
      code_expires_at = CASE WHEN ${isMailed} THEN ${expiresAt}::timestamptz ELSE code_expires_at END
    WHERE hash = ${hash} AND account_id = ${accountId}::uuid AND resource_id = ${resourceId}::uuid AND login_lower = ${loginLower}
      AND code_expires_at IS NOT NULL AND user_id IS NULL AND tries < ${MAX_TRIES}::smallint AND expires_at > ${new Date(now)}
    RETURNING 1`);
  return rows.length > 0;
}

/**
 * Keeps that the person to whom a code was mailed proved it; the code is then used up, and codes of a token may be typed. A code
 * that was used does not count against the next one.
 * @param until when the sign-in ends, in milliseconds since 1970 UTC. @returns false when it was proven before.
 */
export async function keepProven(
  database: Database,
  { hash, accountId, codeExpiresAt }: Pick<StartedSignIn, "hash" | "accountId" | "codeExpiresAt">,
  userId: string,
  until: number,
): Promise<boolean> {
  const [proven] = await database.query<{ readonly personCounts: readonly string[] | null }>(Prisma.sql`
    WITH proven AS (
      UPDATE sign_ins SET user_id = ${userId}::uuid, code_hmac = NULL, tries = 0, expires_at = ${new Date(until)}
      WHERE hash = ${hash} AND code_hmac IS NOT NULL AND mailed_to = ${userId}::uuid RETURNING 1
    ), read AS (
      UPDATE messages SET used = true
      WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid AND purpose = 'PORTAL_CODE'
        AND expires_at = ${codeExpiresAt} AND EXISTS (SELECT 1 FROM proven)
      RETURNING person_counts
    )
    SELECT (SELECT person_counts FROM read LIMIT 1) AS "personCounts" FROM proven`);
  if (proven === undefined) return false;
  await giveCountsBack(database, { person: proven.personCounts ?? [], others: [] });
  return true;
}
