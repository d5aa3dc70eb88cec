import type { Hash } from "./hash.js";
import { choice, range, type Rule } from "./rule.js";

/** How codes are computed: from the time (TOTP), from a counter (HOTP), or as answers to questions (OCRA). */
export type Algorithm = "TOTP" | "HOTP" | "OCRA";

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
  readonly asksFor: readonly string[];
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
  asksFor: ["name", "serialNumber", "secret", "secretEncoding", "acceptShortSecrets", "periodSeconds"],
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
  asksFor: ["name", "periodSeconds"],
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
    hashes: ["SHA1"],
    description: "Protectimus Two: a key fob with a seed from the factory.",
  },
  PROTECTIMUS_SHARK: {
    ...GIVEN_FOB,
    hashes: ["SHA256"],
    description: "Protectimus Shark: a key fob with a SHA-256 seed from the factory.",
  },
  PROTECTIMUS_SLIM: {
    ...PROGRAMMABLE_FOB,
    description:
      "Protectimus Slim: a card that is programmed over NFC with a secret that the server generates.",
  },
  PROTECTIMUS_SLIM_MINI: {
    ...PROGRAMMABLE_FOB,
    description:
      "Protectimus Slim mini: a small card that is programmed over NFC with a secret that the server generates.",
  },
  PROTECTIMUS_FLEX: {
    ...PROGRAMMABLE_FOB,
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
    asksFor: [
      "name",
      "serialNumber",
      "secret",
      "secretEncoding",
      "acceptShortSecrets",
      "suite",
      "suitePin",
      "counter",
    ],
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
    asksFor: ["name", "algorithm", "digits", "periodSeconds", "hash", "issuer"],
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
    asksFor: ["name", "issuer"],
  },
  SMS: {
    ...SENT,
    description: "SMS: a code is sent to the person's phone number.",
    asksFor: ["name", "phoneNumber"],
    sentBy: "SMS",
    assurance: "RESTRICTED",
  },
  EMAIL: {
    ...SENT,
    description: "E-mail: a code is sent to the person's e-mail address.",
    asksFor: ["name", "address"],
    sentBy: "EMAIL",
    assurance: "NOT_OUT_OF_BAND",
  },
  BOT: {
    ...SENT,
    description: "Bot: a code is sent to the person in a messenger, such as Telegram, Slack or Mattermost.",
    asksFor: ["name", "channel", "chatId"],
    sentBy: "BOT",
    assurance: "NOT_OUT_OF_BAND",
  },
  PUSH: {
    ...SENT,
    description:
      "Push: the privacyIDEA Authenticator or the browser on the person's phone asks whether to approve the sign-in, and shows a code. The person types this code at the sign-in.",
    asksFor: ["name", "issuer"],
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
    asksFor: ["name", "serialNumber", "secret", "secretEncoding", "acceptShortSecrets", "oath"],
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
  const ofDigits = length == null ? null : digits(model)(length);
  if (ofDigits !== null) yield { setting: "digits", sentence: ofDigits };
  const ofPeriod =
    periodSeconds == null ? null : algorithm === "HOTP" ? HOTP_HAS_NO_PERIOD : period(model)(periodSeconds);
  if (ofPeriod !== null) yield { setting: "periodSeconds", sentence: ofPeriod };
}
