import { USER } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { takeQuota } from "../actions/quota.js";
import { checkForm } from "../actions/validation.js";
import { userColumns, type UserFields, type UserRow } from "./user-store.js";

/** A user to create: by itself (`userCreate`), or in the same step as something else. */
export interface NewUserInput {
  readonly email?: string | null | undefined;
  /** Whether the person may sign in anywhere; true by default. */
  readonly enabled?: boolean | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  /** In which language the person reads mails, and what a phone asks; the account's by default. */
  readonly locale?: string | null | undefined;
  /** The login of the person. No other user of the account has it, in upper or lower case. */
  readonly login: string;
  /** As in E.164: +4915112345678. */
  readonly phoneNumber?: string | null | undefined;
}

/** The refusal of a login that another user has. */
export function loginTaken(path: readonly string[]): Refusal {
  return new Refusal("ALREADY_EXISTS", "Another user has this login.", path);
}

/** Checks a user's fields. @param path of the input that holds them. @throws Refusal VALIDATION_FAILED */
export function checkUserFields(fields: UserFields, path: readonly string[]): UserFields {
  const { email, phoneNumber, firstName, lastName, locale } = fields;
  checkForm(fields.login, USER.login, [...path, "login"]);
  if (email !== null) checkForm(email, USER.email, [...path, "email"]);
  if (phoneNumber !== null) checkForm(phoneNumber, USER.phoneNumber, [...path, "phoneNumber"]);
  if (firstName !== null) checkForm(firstName, USER.firstName, [...path, "firstName"]);
  if (lastName !== null) checkForm(lastName, USER.lastName, [...path, "lastName"]);
  if (locale !== null) checkForm(locale, USER.locale, [...path, "locale"]);
  return fields;
}

/** Creates a user in an action. @param path of the input. @throws Refusal */
export async function createUser(
  action: Action,
  input: NewUserInput,
  path: readonly string[],
): Promise<UserRow> {
  const { transaction, accountId, now } = action;
  const fields = checkUserFields(
    {
      login: input.login,
      email: input.email ?? null,
      phoneNumber: input.phoneNumber ?? null,
      firstName: input.firstName ?? null,
      lastName: input.lastName ?? null,
      locale: input.locale ?? null,
      enabled: input.enabled ?? true,
    },
    path,
  );
  await takeQuota(transaction, accountId, "users");
  const user = await transaction.user.create({
    data: {
      accountId,
      id: action.newId(),
      ...userColumns(fields),
      createdAt: new Date(now),
      updatedAt: new Date(now),
    },
  });
  action.record({ type: "USER_CREATED", user, params: { isImported: false } });
  return user;
}
