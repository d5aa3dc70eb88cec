import { passwordForm } from "@tokenplane/rules/password";
import type { Action } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import { Prisma } from "../database/generated/client.js";
import { NIL_UUID } from "../nil-uuid.js";
import { countGuess, delayKey, takeBack } from "./delays.js";
import { loginKey } from "../users/user-store.js";
import { isStillSet, MAX_FAILURES, readPassword, type StoredPassword } from "./password-store.js";

/** A password that somebody typed for a login. */
export interface TypedPassword {
  readonly accountId: string;
  readonly login: string;
  readonly password: string;
  /** The unit that wrong ones are counted by. */
  readonly network: string;
}

/** A password that was checked. No client learns whether it is right before the code was right, too. */
export interface CheckedPassword {
  readonly isRight: boolean;
  /** null when no user has the login, or no password is set. */
  readonly stored: StoredPassword | null;
}

/**
 * The owners of the queue in which password checks wait: a login, and a client. The login is asked first, so that one that is guessed
 * leaves the room of its network to the others there.
 */
export function getShares({ accountId, login, network }: Omit<TypedPassword, "password">): readonly string[] {
  return [`login ${accountId} ${loginKey(login)}`, `network ${network}`];
}

/**
 * Whether a typed password is right. One that was set before passwords had a form was hashed as it was typed: then both are
 * checked, also where the form is right and for a login that no user has. Only what was typed decides how much work it is.
 * @throws RequestError RATE_LIMITED
 */
async function isOneOf(
  { passwords }: Pick<Services, "passwords">,
  typed: TypedPassword,
  stored: StoredPassword | null,
): Promise<boolean> {
  const { accountId, password } = typed;
  const shares = getShares(typed);
  let isRight = false;
  for (const spelling of new Set([passwordForm(password), password])) {
    if (stored === null) await passwords.pretend(accountId, shares);
    else if (await passwords.isRight(accountId, stored.hash, spelling, stored.userId, shares)) isRight = true;
  }
  return isRight;
}

/**
 * Checks the password that somebody typed. The work is the same for a login that no user has.
 * @throws RequestError RATE_LIMITED
 */
export async function checkPassword(
  services: Pick<Services, "bounds" | "clock" | "database" | "hmacKey" | "passwords">,
  typed: TypedPassword,
): Promise<CheckedPassword> {
  const { database, hmacKey, clock } = services;
  const { accountId, login, network } = typed;
  const key = delayKey(hmacKey, typed);
  await countGuess(services, key);
  const stored = await readPassword(database, accountId, login, network, clock());
  // One that was not compared, because too many wait, was no guess.
  const matches = await isOneOf(services, typed, stored).catch(async (error: unknown) => {
    await takeBack(database, key, clock());
    throw error;
  });
  const isLocked = stored !== null && stored.failures >= MAX_FAILURES && !stored.isKnownNetwork;
  return { isRight: matches && !isLocked, stored };
}

/**
 * Counts a checked password of a person as a failure, if it is wrong. It is done for every password, in a transaction that
 * writes anyway, so that the time tells nothing. The failure that reaches the ceiling gets an event.
 */
export async function countWrong(action: Action, { isRight, stored }: CheckedPassword): Promise<void> {
  const { transaction, accountId } = action;
  const userId = isRight ? NIL_UUID : (stored?.userId ?? NIL_UUID);
  const [row] = await transaction.$queryRaw<{ failures: number }[]>(Prisma.sql`
    UPDATE passwords SET failures = least(failures, ${MAX_FAILURES}::int) + 1
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid RETURNING failures`);
  if (stored === null || row?.failures !== MAX_FAILURES) return;
  const { login } = stored;
  action.record({
    type: "PASSWORD_LOCKED",
    user: { id: stored.userId, login },
    params: { failures: MAX_FAILURES },
  });
}

/** Whether a checked password was right, and is still the one of this person; the password stays until the transaction ends. */
export async function isStillRight(
  { transaction, accountId }: Action,
  { isRight, stored }: CheckedPassword,
  userId: string,
): Promise<boolean> {
  return (
    isRight && stored?.userId === userId && (await isStillSet(transaction, accountId, userId, stored.version))
  );
}

/** Forgets the failures of a person: the right password was proven. */
export async function forgetWrong(action: Action, userId: string): Promise<void> {
  const { transaction, accountId } = action;
  await transaction.password.updateMany({
    where: { accountId, userId, failures: { gt: 0 } },
    data: { failures: 0 },
  });
}
