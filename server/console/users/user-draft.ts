import { locale } from "@tokenplane/rules/channel";
import { email, login, name, phoneNumber } from "@tokenplane/rules/text";
import type { NewUserInput } from "../generated/documents.js";

export const USER_FIELDS = ["login", "firstName", "lastName", "email", "phoneNumber", "locale"] as const;
type UserField = (typeof USER_FIELDS)[number];

/** A user as it was typed. */
export type UserDraft = Readonly<Record<UserField, string>>;
export type UserProblems = Partial<Readonly<Record<UserField, string>>>;

export const NO_USER: UserDraft = {
  login: "",
  firstName: "",
  lastName: "",
  email: "",
  phoneNumber: "",
  locale: "",
};

const RULES = {
  login: login("Login"),
  firstName: name("First name"),
  lastName: name("Last name"),
  email,
  phoneNumber,
  locale,
} as const;

/** A user without the spaces around what was typed, as they come with what is pasted. */
function trimmed(draft: UserDraft): UserDraft {
  return {
    login: draft.login.trim(),
    firstName: draft.firstName.trim(),
    lastName: draft.lastName.trim(),
    email: draft.email.trim(),
    phoneNumber: draft.phoneNumber.trim(),
    locale: draft.locale,
  };
}

/** The problems for which the server would refuse the user, in its words. */
export function userProblems(typed: UserDraft): UserProblems {
  const draft = trimmed(typed);
  const problems: Partial<Record<UserField, string>> = {};
  for (const field of USER_FIELDS) {
    if (field !== "login" && draft[field] === "") continue;
    const sentence = RULES[field](draft[field]);
    if (sentence !== null) problems[field] = sentence;
  }
  return problems;
}

/** A new user as the API takes it. */
export function newUserInput(typed: UserDraft): NewUserInput {
  const draft = trimmed(typed);
  const given: Partial<Record<UserField, string>> = {};
  for (const field of USER_FIELDS) if (draft[field] !== "") given[field] = draft[field];
  return { ...given, login: draft.login };
}

/**
 * The data of a user as the API takes a change of it: null takes a value away. What was not changed is left out, because somebody
 * else may have changed it meanwhile.
 * @param first what the fields showed first.
 */
export function userChange(first: UserDraft, typed: UserDraft) {
  const draft = trimmed(typed);
  const change: { login?: string } & Partial<Record<Exclude<UserField, "login">, string | null>> = {};
  for (const field of USER_FIELDS) {
    if (draft[field] === first[field]) continue;
    if (field === "login") change.login = draft.login;
    else change[field] = draft[field] === "" ? null : draft[field];
  }
  return change;
}
