import type { Hash } from "./hash.js";
import { choice, range, type Rule } from "./rule.js";

/** How codes are made: from the time, from a counter, or as answers to questions. */
export type Algorithm = "TOTP" | "HOTP" | "OCRA";

/** What a token of a model is made of, and what its creation asks for. */
export interface Model {
  readonly kind: "HARDWARE" | "SOFTWARE" | "UNIVERSAL";
  readonly description: string;
  readonly algorithms: readonly Algorithm[];
  readonly hashes: readonly Hash[];
  readonly digits: readonly number[];
  /** When a token may get another length of code: at any time, with a new secret (the app has to learn it), or never. */
  readonly digitsChange: "ANY_TIME" | "WITH_NEW_SECRET" | "NEVER";
  /** TOTP periods that can be chosen, in seconds; "ANY" is 10 to 86,400. */
  readonly periods: readonly number[] | "ANY";
  /** Who makes the secret: the caller gives it, or the server makes it. */
  readonly secret: "GIVEN" | "SERVER";
  /** Whether the secret must be confirmed by a first code. */
  readonly enrols: boolean;
  readonly asksFor: readonly string[];
}

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
    description: "Protectimus Slim: a card that is programmed over NFC with a secret made here.",
  },
  PROTECTIMUS_SLIM_MINI: {
    ...PROGRAMMABLE_FOB,
    description: "Protectimus Slim mini: a small card that is programmed over NFC with a secret made here.",
  },
  PROTECTIMUS_FLEX: {
    ...PROGRAMMABLE_FOB,
    description: "Protectimus Flex: a key fob that is programmed over NFC with a secret made here.",
  },
  PROTECTIMUS_ULTRA: {
    kind: "HARDWARE",
    description: "Protectimus Ultra: a device with keys that answers a question (OCRA).",
    algorithms: ["OCRA"],
    hashes: ["SHA1", "SHA256", "SHA512"],
    digits: [6, 7, 8],
    digitsChange: "NEVER",
    periods: [],
    secret: "GIVEN",
    enrols: false,
    asksFor: ["name", "serialNumber", "secret", "secretEncoding", "acceptShortSecrets", "suite", "suitePin"],
  },
  PROTECTIMUS_SMART: {
    kind: "SOFTWARE",
    description: "Protectimus Smart: an app that takes any OATH settings.",
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
    description: "Google Authenticator and other apps that know its fixed settings.",
    algorithms: ["TOTP"],
    hashes: ["SHA1"],
    digits: [6],
    digitsChange: "NEVER",
    periods: [30],
    secret: "SERVER",
    enrols: true,
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

export function isModelName(text: string): text is ModelName {
  return Object.hasOwn(MODELS, text);
}

/** The model of a stored token. @throws TypeError when the catalogue does not have it. */
export function modelOf(name: string): Model {
  if (!isModelName(name)) throw new TypeError(`unknown token model ${name}`);
  return MODELS[name];
}

/** What tokenReissue takes for a model, besides the token and whether its device was lost. */
export function reissueAsksFor({ secret, algorithms, digitsChange }: Model): readonly ReissueField[] {
  if (secret === "GIVEN") {
    return [
      "secret",
      "secretEncoding",
      "acceptShortSecrets",
      ...(algorithms.includes("HOTP") ? (["counter"] as const) : []),
    ];
  }
  return [...(digitsChange === "WITH_NEW_SECRET" ? (["digits"] as const) : []), "issuer"];
}

/** The models of a kind. */
export function modelsOfKind(kind: Model["kind"]): string[] {
  return Object.entries<Model>(MODELS)
    .filter(([, model]) => model.kind === kind)
    .map(([name]) => name);
}

/** The length of codes of a token that is made as this model. */
export function digits({ digits: lengths }: Pick<Model, "digits">): Rule<number> {
  return lengths.length > 2
    ? range("Digits", Math.min(...lengths), Math.max(...lengths))
    : choice("Digits", lengths);
}

/** For how long a code of such a token is shown, in seconds. */
export function period({ periods }: Pick<Model, "periods">): Rule<number> {
  return periods === "ANY" ? range("Period seconds", 10, 86_400) : choice("Period seconds", periods);
}

/** The refusal of a period beside codes that come from a counter. The name of the field is that of the API. */
export const HOTP_HAS_NO_PERIOD = "HOTP codes have no period; leave periodSeconds out.";

/** Settings of a token that is to be made; null or undefined where the model's default holds. */
export interface Settings {
  readonly algorithm?: string | null | undefined;
  readonly digits?: number | null | undefined;
  readonly periodSeconds?: number | null | undefined;
}

/** What a model refuses of the settings of a token, and of which one. The model takes those that are there. */
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
