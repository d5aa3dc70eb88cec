import { email, login, name, phoneNumber } from "@tokenplane/rules/text";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { TextField } from "../fields/text-field.js";
import type { NewUserInput } from "../generated/documents.js";

export const USER_FIELDS = ["login", "firstName", "lastName", "email", "phoneNumber"] as const;
type UserField = (typeof USER_FIELDS)[number];

/** A user as it was typed. */
type UserDraft = Readonly<Record<UserField, string>>;
type UserProblems = Partial<Readonly<Record<UserField, string>>>;

export const NO_USER: UserDraft = { login: "", firstName: "", lastName: "", email: "", phoneNumber: "" };

const LABELS: UserDraft = {
  login: "Login",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail address",
  phoneNumber: "Phone number",
};

const HINTS: Partial<UserDraft> = {
  login: "What the person signs in as.",
  phoneNumber: "With the country code, as in +4915112345678.",
};

const RULES = {
  login: login("Login"),
  firstName: name("First name"),
  lastName: name("Last name"),
  email,
  phoneNumber,
} as const;

/** A user without the spaces around what was typed, as they come with what is pasted. */
function trimmed(draft: UserDraft): UserDraft {
  return {
    login: draft.login.trim(),
    firstName: draft.firstName.trim(),
    lastName: draft.lastName.trim(),
    email: draft.email.trim(),
    phoneNumber: draft.phoneNumber.trim(),
  };
}

/** What the server would refuse, in its words. */
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

/** The data of a user as the API takes a change of it: null takes a value away. */
export function userChange(typed: UserDraft) {
  const draft = trimmed(typed);
  const given = (field: UserField) => (draft[field] === "" ? null : draft[field]);
  return {
    login: draft.login,
    firstName: given("firstName"),
    lastName: given("lastName"),
    email: given("email"),
    phoneNumber: given("phoneNumber"),
  };
}

/** The fields of a user. */
export function UserFields({
  draft,
  problems,
  refusal,
  onChange,
}: {
  readonly draft: UserDraft;
  readonly problems: UserProblems;
  readonly refusal: Refusal | undefined;
  readonly onChange: (draft: UserDraft) => void;
}) {
  return USER_FIELDS.map((field) => (
    <TextField
      key={field}
      id={`user-${field}`}
      label={LABELS[field]}
      type={field === "email" ? "email" : field === "phoneNumber" ? "tel" : "text"}
      value={draft[field]}
      hint={HINTS[field]}
      isRequired={field === "login"}
      problem={problems[field] ?? refusalAt(refusal, field)}
      onChange={(value) => onChange({ ...draft, [field]: value })}
    />
  ));
}
