// The fields by which tokens are created. Each model declares which of them it takes (models.ts, model-inputs.ts). The inputs of
// the API, the checks, what the provider sends and the console's form follow from the declarations.
import { chatId } from "./channel.js";
import { counter } from "./counter.js";
import type { Hash } from "./hash.js";
import { suite } from "./ocra-suite.js";
import { pin } from "./pin.js";
import type { Rule } from "./rule.js";
import type { SecretEncoding } from "./secret.js";
import { email, name, phoneNumber } from "./text.js";

/** What a field is, whatever the model. */
interface FieldInfo {
  /** Its name for people. */
  readonly label: string;
  /** More, for the person who fills in a form. */
  readonly hint?: string;
  /** How it is typed into a form, if not as a plain text. */
  readonly typed?: "password" | "tel" | "email";
  /** What is accepted, of a text; the settings of a model decide the rest. */
  readonly rule?: Rule<string>;
}

/** All fields. Their names are those of the API, so that a refusal names one. */
export const FIELDS = {
  serialNumber: { label: "Serial number", rule: name("Serial number") },
  secret: { label: "Secret", hint: "The seed that the vendor delivered.", typed: "password" },
  secretEncoding: { label: "The secret is written in" },
  acceptShortSecrets: { label: "Accept a short secret" },
  algorithm: { label: "Algorithm" },
  digits: { label: "OTP length" },
  periodSeconds: { label: "OTP period (seconds)" },
  hash: { label: "Hash algorithm" },
  counter: {
    label: "Counter of the next code",
    rule: (value) => counter(/^\d+$/.test(value) ? Number(value) : Number.NaN),
  },
  suite: {
    label: "OCRA suite",
    hint: "The OCRA suite, which defines how answers are computed, as in OCRA-1:HOTP-SHA1-6:QN08.",
    rule: suite,
  },
  suitePin: {
    label: "PIN of the suite",
    hint: "The answers of this suite depend on it: 4 to 12 digits.",
    typed: "password",
    rule: pin,
  },
  issuer: {
    label: "Issuer",
    hint: "What the app shows above the code. Without one, it shows the account's name.",
    rule: name("Issuer"),
  },
  phoneNumber: {
    label: "Phone number",
    hint: "A mobile number with its country code, as in +491701234567.",
    typed: "tel",
    rule: phoneNumber,
  },
  address: { label: "E-mail address", hint: "Where the codes are sent.", typed: "email", rule: email },
  channel: { label: "Channel of the bot" },
  chatId: {
    label: "Chat ID",
    hint: "The chat to which the bot writes. Leave it empty for a Telegram bot: then you get a link with which the person opens the chat.",
    rule: chatId,
  },
} as const satisfies Readonly<Record<string, FieldInfo>>;

export type FieldName = keyof typeof FIELDS;

export function isFieldName(text: string): text is FieldName {
  return Object.hasOwn(FIELDS, text);
}

/** Something for each field. */
export function ofEachField<T>(make: (field: FieldName) => T): Readonly<Record<FieldName, T>> {
  const made = Object.keys(FIELDS).filter(isFieldName);
  // There is one for each name.
  return Object.fromEntries(made.map((field) => [field, make(field)])) as Readonly<Record<FieldName, T>>;
}

/** What a field is, for code that is the same for all of them. */
export function fieldInfo(field: FieldName): FieldInfo {
  return FIELDS[field];
}

/** How codes are computed: from the time (TOTP), from a counter (HOTP), or as answers to questions (OCRA). */
export type Algorithm = "TOTP" | "HOTP" | "OCRA";

interface Described {
  readonly description: string;
  readonly isRequired?: true;
}

/** A field as a model takes it. One that is neither required nor has a default is null when it is not given. */
export type Field = Described &
  (
    | { readonly type: "text"; readonly default?: string }
    | { readonly type: "number" | "counter"; readonly default?: number }
    | { readonly type: "flag"; readonly default: boolean }
    | { readonly type: "algorithm"; readonly default: "TOTP" | "HOTP" }
    | { readonly type: "hash"; readonly default?: Hash }
    | { readonly type: "encoding"; readonly default?: SecretEncoding }
    | { readonly type: "channel" }
  );

/** The fields of an input, in the order in which forms have them. */
export type Fields = Readonly<Partial<Record<FieldName, Field>>>;

/** A type of input in the API. */
export interface InputType {
  readonly type: string;
  readonly description: string;
  readonly fields: Fields;
}

/** The input with which tokens of a model are created. Models with the same one take the same. */
export interface ModelInput extends InputType {
  /** The fields that depend on how codes are computed; absent where the model decides it. */
  readonly oath?: Readonly<Record<(typeof WAYS)[Algorithm], InputType>>;
}

/** The ways in which codes are computed, as the API's inputs name them. */
export const WAYS = { TOTP: "totp", HOTP: "hotp", OCRA: "ocra" } as const;

/** The fields of an input, in order. */
export function fieldsIn({ fields }: InputType): (readonly [FieldName, Field])[] {
  return Object.entries(fields).flatMap(([key, field]) => (isFieldName(key) ? [[key, field] as const] : []));
}
