import { refusalAt, type Refusal } from "../data/refusal.js";
import { LOCALES } from "@tokenplane/rules/channel";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { languageName } from "./user-name.js";
import { USER_FIELDS, type UserDraft, type UserProblems } from "./user-draft.js";

const LABELS: UserDraft = {
  login: "Login",
  firstName: "First name",
  lastName: "Last name",
  email: "E-mail address",
  phoneNumber: "Phone number",
  locale: "Language",
};

const HINTS: Partial<UserDraft> = {
  login: "The name with which the person signs in.",
  phoneNumber: "With the country code, as in +4915112345678.",
  locale: "Of mails and messages, and of what a phone asks. The person changes it in a portal.",
};

const LANGUAGES = [
  { value: "", label: "The account's" },
  ...LOCALES.map((locale) => ({ value: locale, label: languageName(locale) })),
];

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
  return USER_FIELDS.map((field) => {
    const shown = {
      id: `user-${field}`,
      label: LABELS[field],
      value: draft[field],
      hint: HINTS[field],
      problem: problems[field] ?? refusalAt(refusal, field),
      onChange: (value: string) => onChange({ ...draft, [field]: value }),
    };
    return field === "locale" ? (
      <SelectField key={field} {...shown} options={LANGUAGES} />
    ) : (
      <TextField
        key={field}
        {...shown}
        type={field === "email" ? "email" : field === "phoneNumber" ? "tel" : "text"}
        isRequired={field === "login"}
      />
    );
  });
}
