import { USER } from "@tokenplane/rules/fields";
import { takeQuota } from "../accounts/quota.js";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import type { Action, InputBuilder } from "../graphql/mutation.js";
import { checkForm } from "../graphql/validation.js";
import { userColumns, type UserFields, type UserRow } from "./store.js";

/** The fields of a new user. */
export function newUserFields(t: InputBuilder) {
  return {
    login: t.string({
      required: true,
      description: "What the person signs in as: 1 to 254 characters, unique in the account.",
    }),
    email: t.string({ description: "E-mail address." }),
    phoneNumber: t.string({ description: "Phone number, as in E.164: +4915112345678." }),
    firstName: t.string({ description: "First name: 1 to 50 characters." }),
    lastName: t.string({ description: "Last name: 1 to 50 characters." }),
    enabled: t.boolean({ defaultValue: true, description: "Whether the person may sign in anywhere." }),
  };
}

export const NewUserInput = builder.inputType("NewUserInput", {
  description: "A user to create in the same step.",
  fields: newUserFields,
});

/** The refusal of a login that another user has. */
export function loginTaken(path: readonly string[]): Refusal {
  return new Refusal("ALREADY_EXISTS", "Another user has this login.", path);
}

/** Checks a user's fields. @param path of the input that holds them. @throws Refusal VALIDATION_FAILED */
export function checkUserFields(fields: UserFields, path: readonly string[]): UserFields {
  const { email, phoneNumber, firstName, lastName } = fields;
  checkForm(fields.login, USER.login, [...path, "login"]);
  if (email !== null) checkForm(email, USER.email, [...path, "email"]);
  if (phoneNumber !== null) checkForm(phoneNumber, USER.phoneNumber, [...path, "phoneNumber"]);
  if (firstName !== null) checkForm(firstName, USER.firstName, [...path, "firstName"]);
  if (lastName !== null) checkForm(lastName, USER.lastName, [...path, "lastName"]);
  return fields;
}

/** Creates a user in an action. @param path of the input. @throws Refusal */
export async function createUser(
  action: Action,
  input: typeof NewUserInput.$inferInput,
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
  action.record({ type: "USER_CREATED", user, summary: `User ${user.login} was created.` });
  return user;
}
