import type { Action } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import { Prisma } from "../database/generated/client.js";
import { NIL_UUID } from "../nil-uuid.js";
import { getShares } from "../passwords/check.js";
import { countGuess, delayKey, forgive, takeBack } from "../passwords/delays.js";
import { plainRecoveryCode } from "./code.js";
import { readRecoveryCode, type StoredRecoveryCode, voidRecoveryCode } from "./recovery-code-store.js";

/** Wrong recovery codes in a row after which there is none any more (NIST SP 800-63B-4, section 3.2.2). */
export const MAX_FAILURES = 100;

/** Characters of a typed code that are looked at. */
const LONGEST = 100;

/** The name to which a hash is bound: the same text as a password of the same user has another hash. */
const getOwner = (userId: string) => `recovery ${userId}`;

/** The hash of a user's recovery code. @throws RequestError RATE_LIMITED */
export function hashRecoveryCode(
  { passwords }: Pick<Services, "passwords">,
  accountId: string,
  userId: string,
  code: string,
): Promise<string> {
  return passwords.hash(accountId, plainRecoveryCode(code), getOwner(userId));
}

/** A recovery code that somebody typed in a sign-in. */
export interface TypedRecoveryCode {
  readonly accountId: string;
  /** The user who proved the first factor; null for no user. */
  readonly userId: string | null;
  readonly login: string;
  readonly code: string;
  /** The unit that wrong ones are counted by. */
  readonly network: string;
}

/** A recovery code that was checked. */
export interface CheckedRecoveryCode {
  readonly isRight: boolean;
  /** null when no user proved the first factor, or the user has none. */
  readonly stored: StoredRecoveryCode | null;
}

/**
 * Checks a recovery code. The work is the same for a user who has none, and for one who proved nothing.
 * @throws RequestError RATE_LIMITED
 */
export async function checkRecoveryCode(
  services: Pick<Services, "bounds" | "clock" | "database" | "hmacKey" | "passwords">,
  typed: TypedRecoveryCode,
): Promise<CheckedRecoveryCode> {
  const { database, passwords, hmacKey, clock } = services;
  const { accountId, userId, code } = typed;
  const key = delayKey(hmacKey, typed, "recovery code");
  await countGuess(services, key, "recovery code");
  const stored = await readRecoveryCode(database, accountId, userId ?? NIL_UUID);
  const shares = getShares(typed);
  const checking =
    stored === null
      ? passwords.pretend(accountId, shares).then(() => false)
      : passwords.isRight(
          accountId,
          stored.hash,
          plainRecoveryCode(code.slice(0, LONGEST)),
          getOwner(stored.userId),
          shares,
        );
  // One that was not compared, because too many wait, was no guess.
  const isRight = await checking.catch(async (error: unknown) => {
    await takeBack(database, key, clock());
    throw error;
  });
  return { isRight, stored };
}

/**
 * Counts a checked code as a failure, if it is wrong. It is done for every code, so that the time tells nothing. The failure
 * that reaches the ceiling makes the code void.
 */
export async function countWrongRecoveryCode(
  action: Action,
  { isRight, stored }: CheckedRecoveryCode,
): Promise<void> {
  const { transaction, accountId } = action;
  const userId = isRight ? NIL_UUID : (stored?.userId ?? NIL_UUID);
  const [row] = await transaction.$queryRaw<{ failures: number }[]>(Prisma.sql`
    UPDATE recovery_codes SET failures = failures + 1
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid RETURNING failures`);
  if (stored === null || row === undefined || row.failures < MAX_FAILURES) return;
  const { login } = stored;
  await voidRecoveryCode(action, { id: stored.userId, login }, "WRONG_CODES");
}

/** Takes a code back that was counted before it was checked: it was right, but lets no user in now. */
export function takeBackRecoveryCode(
  { database, hmacKey, clock }: Pick<Services, "clock" | "database" | "hmacKey">,
  typed: TypedRecoveryCode,
): Promise<void> {
  return takeBack(database, delayKey(hmacKey, typed, "recovery code"), clock());
}

/** Forgets the wrong codes of a login and network: the right one was proven. */
export function forgiveRecoveryCodes(
  services: Pick<Services, "database" | "hmacKey">,
  typed: TypedRecoveryCode,
): Promise<void> {
  return forgive(services, typed, "recovery code");
}
