import { either } from "./either.js";
import type { Hash } from "./hash.js";
import type { Algorithm, ModelInput } from "./model-fields.js";
import {
  BOT_INPUT,
  EMAIL_INPUT,
  GIVEN_FOB_INPUT,
  GOOGLE_AUTHENTICATOR_INPUT,
  PROGRAMMABLE_FOB_INPUT,
  PUSH_INPUT,
  SMART_INPUT,
  SMS_INPUT,
  ULTRA_INPUT,
  UNIVERSAL_INPUT,
} from "./model-inputs.js";
import { choice, range, type Rule } from "./rule.js";

/** The settings of the tokens of a model, and the fields that its creation needs. */
export interface Model {
  readonly kind: "HARDWARE" | "SOFTWARE" | "UNIVERSAL";
  readonly description: string;
  readonly algorithms: readonly Algorithm[];
  readonly hashes: readonly Hash[];
  readonly digits: readonly number[];
  /**
   * When the code length of a token may change: at any time, only with a new secret (because the app has to
   * learn it), or never.
   */
  readonly digitsChange: "ANY_TIME" | "WITH_NEW_SECRET" | "NEVER";
  /** TOTP periods that can be chosen, in seconds; "ANY" is 10 to 86,400. */
  readonly periods: readonly number[] | "ANY";
  /** Where the secret comes from: the caller provides it, or the server generates it. */
  readonly secret: "GIVEN" | "SERVER";
  /** Whether the user must confirm the secret with a first code. */
  readonly enrols: boolean;
  /** Its choice among the models of its kind, in the API's input; absent where the kind has one model only. */
  readonly choice?: { readonly name: string; readonly description: string };
  /** What its creation takes, besides a name. */
  readonly input: ModelInput;
  /** How its codes are sent to the person; absent for models that compute codes. */
  readonly sentBy?: SentBy;
  /**
   * The statement of NIST SP 800-63B-4 on the model: RESTRICTED (§3.2.9: an alternative must be offered) or
   * NOT_OUT_OF_BAND (§3.1.3.1: it does not prove possession of a device). Absent where it says nothing of the kind.
   */
  readonly assurance?: Assurance;
}

/** How a code reaches a person. */
export type SentBy = "SMS" | "EMAIL" | "BOT";

/** The reservation of a standard about a model. */
export type Assurance = "RESTRICTED" | "NOT_OUT_OF_BAND";

export type ReissueField =
  "secret" | "secretEncoding" | "acceptShortSecrets" | "counter" | "digits" | "issuer";

const FOB_PERIODS = [30, 60] as const;
const GIVEN_FOB = {
  kind: "HARDWARE",
  algorithms: ["TOTP"],
  digits: [6],
  digitsChange: "NEVER",
  periods: FOB_PERIODS,
  secret: "GIVEN",
  enrols: false,
  input: GIVEN_FOB_INPUT,
} as const;
const PROGRAMMABLE_FOB = {
  kind: "HARDWARE",
  algorithms: ["TOTP"],
  hashes: ["SHA1"],
  digits: [6],
  digitsChange: "NEVER",
  periods: FOB_PERIODS,
  secret: "SERVER",
  enrols: false,
  input: PROGRAMMABLE_FOB_INPUT,
} as const;

const SENT = {
  kind: "SOFTWARE",
  algorithms: [],
  hashes: [],
  digits: [6],
  digitsChange: "NEVER",
  periods: [],
  secret: "SERVER",
  enrols: true,
} as const;

/** The catalogue. */
export const MODELS = {
  PROTECTIMUS_TWO: {
    ...GIVEN_FOB,
    choice: { name: "two", description: "Protectimus Two." },
    hashes: ["SHA1"],
    description: "Protectimus Two: a key fob with a seed from the factory.",
  },
  PROTECTIMUS_SHARK: {
    ...GIVEN_FOB,
    choice: { name: "shark", description: "Protectimus Shark." },
    hashes: ["SHA256"],
    description: "Protectimus Shark: a key fob with a SHA-256 seed from the factory.",
  },
  PROTECTIMUS_SLIM: {
    ...PROGRAMMABLE_FOB,
    choice: { name: "slim", description: "Protectimus Slim." },
    description:
      "Protectimus Slim: a card that is programmed over NFC with a secret that the server generates.",
  },
  PROTECTIMUS_SLIM_MINI: {
    ...PROGRAMMABLE_FOB,
    choice: { name: "slimMini", description: "Protectimus Slim mini." },
    description:
      "Protectimus Slim mini: a small card that is programmed over NFC with a secret that the server generates.",
  },
  PROTECTIMUS_FLEX: {
    ...PROGRAMMABLE_FOB,
    choice: { name: "flex", description: "Protectimus Flex." },
    description:
      "Protectimus Flex: a key fob that is programmed over NFC with a secret that the server generates.",
  },
  PROTECTIMUS_ULTRA: {
    kind: "HARDWARE",
    description: "Protectimus Ultra: a device with a keypad that answers a question (OCRA).",
    algorithms: ["OCRA"],
    hashes: ["SHA1", "SHA256", "SHA512"],
    digits: [6, 7, 8],
    digitsChange: "NEVER",
    periods: [],
    secret: "GIVEN",
    enrols: false,
    choice: { name: "ultra", description: "Protectimus Ultra." },
    input: ULTRA_INPUT,
  },
  PROTECTIMUS_SMART: {
    kind: "SOFTWARE",
    description: "Protectimus Smart: an app that accepts any OATH settings.",
    algorithms: ["TOTP", "HOTP"],
    hashes: ["SHA256", "SHA1", "SHA512"],
    digits: [6, 8],
    digitsChange: "WITH_NEW_SECRET",
    periods: "ANY",
    secret: "SERVER",
    enrols: true,
    choice: { name: "smart", description: "Protectimus Smart." },
    input: SMART_INPUT,
  },
  GOOGLE_AUTHENTICATOR: {
    kind: "SOFTWARE",
    description: "Google Authenticator, and other apps that support its fixed settings.",
    algorithms: ["TOTP"],
    hashes: ["SHA1"],
    digits: [6],
    digitsChange: "NEVER",
    periods: [30],
    secret: "SERVER",
    enrols: true,
    choice: { name: "googleAuthenticator", description: "Google Authenticator and other apps." },
    input: GOOGLE_AUTHENTICATOR_INPUT,
  },
  SMS: {
    ...SENT,
    description: "SMS: a code is sent to the person's phone number.",
    choice: { name: "sms", description: "Codes are sent by SMS." },
    input: SMS_INPUT,
    sentBy: "SMS",
    assurance: "RESTRICTED",
  },
  EMAIL: {
    ...SENT,
    description: "E-mail: a code is sent to the person's e-mail address.",
    choice: { name: "email", description: "Codes are sent by e-mail." },
    input: EMAIL_INPUT,
    sentBy: "EMAIL",
    assurance: "NOT_OUT_OF_BAND",
  },
  BOT: {
    ...SENT,
    description: "Bot: a code is sent to the person in a messenger, such as Telegram, Slack or Mattermost.",
    choice: { name: "bot", description: "Codes are sent by a bot in a messenger." },
    input: BOT_INPUT,
    sentBy: "BOT",
    assurance: "NOT_OUT_OF_BAND",
  },
  PUSH: {
    ...SENT,
    description:
      "Push: the privacyIDEA Authenticator or the browser on the person's phone asks whether to approve the sign-in, and shows a code. The person types this code at the sign-in.",
    choice: { name: "push", description: "A phone is asked, and shows a code to type." },
    input: PUSH_INPUT,
  },
  UNIVERSAL: {
    kind: "UNIVERSAL",
    description: "Any OATH token of any vendor whose secret is known.",
    algorithms: ["TOTP", "HOTP", "OCRA"],
    hashes: ["SHA1", "SHA256", "SHA512"],
    digits: [6, 7, 8],
    digitsChange: "ANY_TIME",
    periods: "ANY",
    secret: "GIVEN",
    enrols: false,
    input: UNIVERSAL_INPUT,
  },
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof MODELS;

/** Models whose codes are sent. */
export type SentModelName = SentBy;

/** Models that compute codes from a secret. */
export type OathModelName = Exclude<ModelName, SentModelName | "PUSH">;

export function isModelName(text: string): text is ModelName {
  return Object.hasOwn(MODELS, text);
}

/** The model of a stored token. @throws TypeError when the catalogue does not have that model. */
export function getModel(name: string): Model {
  if (!isModelName(name)) throw new TypeError(`unknown token model ${name}`);
  return MODELS[name];
}

/** Whether tokens of a model compute codes from a secret. */
export function computesCodes(name: ModelName): name is OathModelName {
  return MODELS[name].algorithms.length > 0;
}

/** The path of a model in the input that creates a token. */
export function placeOf(model: Model): readonly string[] {
  return [model.kind.toLowerCase(), ...(model.choice === undefined ? [] : [model.choice.name])];
}

/** The input that creates a token of a model. @param given the fields that the model takes. */
export function inputAt(model: Model, given: object): object {
  return placeOf(model).reduceRight((inner, step) => ({ [step]: inner }), given);
}

/** The fields that tokenCreate asks for, for a model. */
export function asksFor({ input }: Model): readonly string[] {
  return ["name", ...Object.keys(input.fields), ...(input.oath === undefined ? [] : ["oath"])];
}

/** The fields that tokenReissue accepts for a model, besides the token and whether its device was lost. */
export function reissueAsksFor({ secret, algorithms, digitsChange, sentBy }: Model): readonly ReissueField[] {
  if (sentBy !== undefined) return [];
  if (secret === "GIVEN") {
    return [
      "secret",
      "secretEncoding",
      "acceptShortSecrets",
      ...(algorithms.includes("HOTP") || algorithms.includes("OCRA") ? (["counter"] as const) : []),
    ];
  }
  return [...(digitsChange === "WITH_NEW_SECRET" ? (["digits"] as const) : []), "issuer"];
}

/** The models that have something in common, in the order of the catalogue. */
export function modelsWhere(isOne: (model: Model) => boolean): readonly ModelName[] {
  return Object.keys(MODELS).filter((name): name is ModelName => isModelName(name) && isOne(MODELS[name]));
}

/** The code length of a token that is created as this model. */
export function digits({ digits: lengths }: Pick<Model, "digits">): Rule<number> {
  return lengths.length > 2
    ? range("Digits", Math.min(...lengths), Math.max(...lengths))
    : choice("Digits", lengths);
}

/** How long a code of such a token is shown, in seconds. */
export function period({ periods }: Pick<Model, "periods">): Rule<number> {
  return periods === "ANY" ? range("Period seconds", 10, 86_400) : choice("Period seconds", periods);
}

/** The refusal of a period for HOTP codes. It names the field as the API does. */
export const HOTP_HAS_NO_PERIOD = "HOTP codes have no period; leave periodSeconds out.";

/** Settings of a token that is to be created; for null or undefined, the model's default applies. */
export interface Settings {
  readonly algorithm?: string | null | undefined;
  readonly digits?: number | null | undefined;
  readonly periodSeconds?: number | null | undefined;
}

/** Which setting a model refuses, and why. Settings that are not given are not checked. */
export function* settingRefusals(
  model: Model,
  { algorithm, digits: length, periodSeconds }: Settings,
): Iterable<{ readonly setting: keyof Settings; readonly sentence: string }> {
  const { algorithms } = model;
  if (algorithm != null && !algorithms.some((one) => one === algorithm)) {
    yield {
      setting: "algorithm",
      sentence: `A token of this model computes codes by ${either(algorithms)}.`,
    };
  }
  const ofDigits = length == null ? null : digits(model)(length);
  if (ofDigits !== null) yield { setting: "digits", sentence: ofDigits };
  const ofPeriod =
    periodSeconds == null ? null : algorithm === "HOTP" ? HOTP_HAS_NO_PERIOD : period(model)(periodSeconds);
  if (ofPeriod !== null) yield { setting: "periodSeconds", sentence: ofPeriod };
}
