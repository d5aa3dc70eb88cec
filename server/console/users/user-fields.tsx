import { refusalAt, type Refusal } from "../data/refusal.js";
import { TextField } from "../fields/text-field.js";
import { USER_FIELDS, type UserDraft, type UserProblems } from "./user-draft.js";

const LABELS: UserDraft = {
  login: "Login",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail address",
  phoneNumber: "Phone number",
};

const HINTS: Partial<UserDraft> = {
  login: "The name with which the person signs in.",
  phoneNumber: "With the country code, as in +4915112345678.",
};

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
