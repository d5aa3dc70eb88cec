import { lockRow } from "../database/lock.js";
import type { Transaction } from "../database/prisma.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { globalId, localId } from "../graphql/global-id.js";
import { findUser, type UserKey, type UserRow } from "./store.js";

export const UserRef = builder.inputType("UserRef", {
  description: "Identifies a user.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    login: t.string({ description: "By its login; upper and lower case are the same." }),
  }),
});

export type UserRefInput = typeof UserRef.$inferInput;

/** What a UserRef names; null when its id is of something else. */
export function userKey(ref: UserRefInput): UserKey | null {
  if (ref.login != null) return { login: ref.login };
  const id = localId("User", ref.id ?? "");
  return id === null ? null : { id };
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

/** The user a UserRef names, held for this transaction. @throws Refusal NOT_FOUND */
export async function lockUser(
  transaction: Transaction,
  accountId: string,
  ref: UserRefInput,
  path: readonly string[],
): Promise<UserRow> {
  const { id } = await namedUser(transaction, accountId, ref, path);
  await lockRow(transaction, "users", accountId, id);
  return namedUser(transaction, accountId, { id: globalId("User", id) }, path);
}
