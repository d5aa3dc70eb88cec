import { email, login, name, phoneNumber } from "@tokenplane/rules/text";
import { refusalAt, type Refusal } from "../data/refusal.js";
import { TextField } from "../fields/text-field.js";
import type { NewUserInput } from "../generated/documents.js";

const FIELDS = ["login", "firstName", "lastName", "email", "phoneNumber"] as const;
type UserField = (typeof FIELDS)[number];

/** A user as it was typed. */
export type UserDraft = Readonly<Record<UserField, string>>;
export type UserProblems = Partial<Readonly<Record<UserField, string>>>;

export const NO_USER: UserDraft = { login: "", firstName: "", lastName: "", email: "", phoneNumber: "" };

const LABELS: UserDraft = {
  login: "Login",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail address",
  phoneNumber: "Phone number",
};

const RULES = {
  login: login("Login"),
  firstName: name("First name"),
  lastName: name("Last name"),
  email,
  phoneNumber,
} as const;

/** What the server would refuse, in its words. */
export function newUserProblems(draft: UserDraft): UserProblems {
  const problems: Partial<Record<UserField, string>> = {};
  for (const field of FIELDS) {
    if (field !== "login" && draft[field] === "") continue;
    const sentence = RULES[field](draft[field]);
    if (sentence !== null) problems[field] = sentence;
  }
  return problems;
}

/** A user as the API takes it. */
export function newUserInput(draft: UserDraft): NewUserInput {
  const given: Partial<Record<UserField, string>> = {};
  for (const field of FIELDS) if (draft[field] !== "") given[field] = draft[field];
  return { ...given, login: draft.login };
}

/** Whether a refusal is shown beside one of the fields. */
export function isAboutUser(refusal: Refusal): boolean {
  return FIELDS.some((field) => refusalAt(refusal, field) !== undefined);
}

/** The fields of a new user. */
export function NewUser({
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
  return FIELDS.map((field) => (
    <TextField
      key={field}
      id={`user-${field}`}
      label={LABELS[field]}
      type={field === "email" ? "email" : field === "phoneNumber" ? "tel" : "text"}
      value={draft[field]}
      isRequired={field === "login"}
      problem={problems[field] ?? refusalAt(refusal, field)}
      onChange={(value) => onChange({ ...draft, [field]: value })}
    />
  ));
}
