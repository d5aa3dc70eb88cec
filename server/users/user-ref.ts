import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { mayTouchUser } from "../actions/may-touch.js";
import { lockRow } from "../database/lock.js";
import type { Transaction } from "../database/prisma.js";
import { globalId, localId } from "../global-id.js";
import { findUser, lockUsers, loginKey, type UserKey, type UserRow } from "./user-store.js";

/** Identifies a user, by one of the fields. */
export interface UserRefInput {
  /** Global id. */
  readonly id?: string | null | undefined;
  readonly login?: string | null | undefined;
}

/** The key that a UserRef names; null when its id is of something else. */
export function userKey(ref: UserRefInput): UserKey | null {
  if (ref.login != null) return { login: ref.login };
  const id = localId("User", ref.id ?? "");
  return id === null ? null : { id };
}

/** Whether a UserRef names this user of its account. */
export function isNamed(user: Pick<UserRow, "id" | "login">, ref: UserRefInput): boolean {
  const key = userKey(ref);
  if (key === null) return false;
  return "id" in key ? key.id === user.id : loginKey(key.login) === loginKey(user.login);
}

/** The user a UserRef names. @throws Refusal NOT_FOUND */
export async function namedUser(
  transaction: Transaction,
  accountId: string,
  ref: UserRefInput,
  path: readonly string[],
): Promise<UserRow> {
  const key = userKey(ref);
  const user = key === null ? null : await findUser(transaction, accountId, key);
  if (user === null) throw new Refusal("NOT_FOUND", "There is no such user.", path);
  return user;
}

/**
 * The user a UserRef names, held for an action's transaction.
 * @throws Refusal NOT_FOUND
 * @throws RequestError FORBIDDEN when it is an administrator, and the actor may not change one.
 */
export async function lockUser(action: Action, ref: UserRefInput, path: readonly string[]): Promise<UserRow> {
  const { transaction, accountId } = action;
  const { id } = await namedUser(transaction, accountId, ref, path);
  await lockRow(transaction, "users", accountId, id);
  await mayTouchUser(action, id);
  return namedUser(transaction, accountId, { id: globalId("User", id) }, path);
}

/** Holds the user of every item, all in one order; what names nothing is left to the code that reads it. */
export async function holdUsers(
  { transaction, accountId }: Action,
  items: readonly { readonly user: UserRefInput }[],
): Promise<void> {
  const keys = items.map(({ user }) => userKey(user)).filter((key) => key !== null);
  await lockUsers(transaction, accountId, keys);
}
