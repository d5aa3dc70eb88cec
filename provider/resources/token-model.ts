// The needs of each token model: its attributes, and the input that the server gets.
import { getModel, modelsWhere, settingRefusals, type Model, type ModelName } from "@tokenplane/rules/models";
import { error, type Diagnostic } from "../framework/diagnostic.js";
import { isUnknown, type Unknown } from "../plugin/cty/value.js";
import type { HashAlgorithm, OathAlgorithm, OathInput, TokenModelInput } from "../client/operations.js";
import { NOT_TAKEN } from "../validators.js";
import { decidedBy } from "./token-decided.js";

/**
 * The server generates their secret and shows it once, to program it into the device. So they are imported, never
 * created here.
 */
export const PROGRAMMED_MODELS = modelsWhere(({ secret, enrols }) => secret === "SERVER" && !enrols);

export const MODELS = modelsWhere(({ secret, enrols }) => secret === "GIVEN" || enrols);

/** Apps on a phone, and where codes are sent: their users enrol them. */
export const SOFTWARE: readonly string[] = modelsWhere(({ kind }) => kind === "SOFTWARE");

export const ALL_MODELS = [...MODELS, ...PROGRAMMED_MODELS] as const;

export const ALGORITHMS = ["TOTP", "HOTP", "OCRA"] as const satisfies OathAlgorithm[];
export const HASHES = ["SHA1", "SHA256", "SHA512"] as const satisfies HashAlgorithm[];

/** The settings that a model accepts; all others are refused. */
interface Takes {
  /** Which of `serial_number`, `secret_wo`, `period_seconds` and so on are required. */
  readonly needs: readonly Setting[];
  readonly may: readonly Setting[];
}

const SETTINGS = [
  "serial_number",
  "secret_wo",
  "algorithm",
  "digits",
  "hash",
  "period_seconds",
  "suite",
  "phone_number",
  "address",
  "channel_id",
  "chat_id",
] as const;

type Setting = (typeof SETTINGS)[number];

/** The attribute of a field that the API asks for. */
const ATTRIBUTES: Readonly<Record<string, readonly Setting[]>> = {
  serialNumber: ["serial_number"],
  secret: ["secret_wo"],
  algorithm: ["algorithm"],
  digits: ["digits"],
  hash: ["hash"],
  periodSeconds: ["period_seconds"],
  suite: ["suite"],
  oath: ["digits", "hash", "period_seconds", "suite"],
  phoneNumber: ["phone_number"],
  address: ["address"],
  channel: ["channel_id"],
  chatId: ["chat_id"],
};

/**
 * The attributes that a model takes, by the catalogue. A device whose secret is given needs what its factory decided:
 * its serial number and secret, and what its model leaves open and has no default for.
 */
function takenBy({ secret, periods, algorithms, asksFor }: Model): Takes {
  const needs: readonly Setting[] =
    secret === "SERVER"
      ? []
      : [
          "serial_number",
          "secret_wo",
          ...(algorithms.length > 1 ? (["algorithm"] as const) : []),
          ...(periods !== "ANY" && periods.length > 1 ? (["period_seconds"] as const) : []),
        ];
  const asked = asksFor.flatMap((field) => ATTRIBUTES[field] ?? []);
  return { needs, may: asked.filter((setting) => !needs.includes(setting)) };
}

/**
 * The attributes that a token whose codes are sent needs when it is created here. One that was imported has them, and
 * the server does not show them whole.
 */
export function neededToSend(model: string | null): readonly ("phone_number" | "address" | "channel_id")[] {
  if (model === "SMS") return ["phone_number"];
  if (model === "EMAIL") return ["address"];
  return model === "BOT" ? ["channel_id"] : [];
}

const OF_UNIVERSAL: Readonly<Record<OathAlgorithm, readonly Setting[]>> = {
  TOTP: ["digits", "hash", "period_seconds"],
  HOTP: ["digits", "hash"],
  OCRA: ["suite"],
};

function isTaken(model: ModelName, algorithm: string | null, setting: Setting): boolean {
  const { needs, may } = takenBy(getModel(model));
  const more = model === "UNIVERSAL" ? (OF_UNIVERSAL[algorithm as OathAlgorithm] ?? []) : may;
  return needs.includes(setting) || more.includes(setting);
}

/** The settings in a configuration; some may not be known yet. */
type Written = Readonly<Record<Setting, string | number | null | Unknown>>;

/** The errors of a model about the settings that are set or missing. */
export function* checkModel(
  model: string,
  algorithm: string | null,
  settings: Written,
): Iterable<Diagnostic> {
  const known = ALL_MODELS.find((one) => one === model);
  if (known === undefined) return;
  const decided = decidedBy(known, typeof settings.suite === "string" ? settings.suite : null);
  const { needs } = takenBy(getModel(known));
  const more = known === "UNIVERSAL" ? (OF_UNIVERSAL[algorithm as OathAlgorithm] ?? []) : [];
  for (const setting of SETTINGS) {
    const value = settings[setting];
    if (isUnknown(value)) continue;
    const written = value !== null;
    // The secret is checked when the token is created: an imported token already has one.
    if (!written && setting !== "secret_wo" && (needs.includes(setting) || more.includes(setting))) {
      yield error([setting], "Something is missing", `${called(known, algorithm)} needs ${setting}.`);
    }
    if (written && !isTaken(known, algorithm, setting) && value !== decided[setting]) {
      const usual = decided[setting];
      yield error(
        [setting],
        "Not for this model",
        usual === undefined
          ? `${called(known, algorithm)} has no ${setting}. Remove it.`
          : `The ${setting} of a token of model ${known} is ${usual}. Remove it, or write this value.`,
      );
    }
  }
  const number = (value: Written[Setting]): number | null => (typeof value === "number" ? value : null);
  const written = {
    algorithm,
    digits: number(settings.digits),
    periodSeconds: number(settings.period_seconds),
  };
  for (const { setting, sentence } of settingRefusals(getModel(known), written)) {
    const at = setting === "periodSeconds" ? "period_seconds" : setting;
    if (isTaken(known, algorithm, at))
      yield error([at], NOT_TAKEN, sentence.replace("periodSeconds", "period_seconds"));
  }
}

/** The settings that a configuration should leave out, because the model decides them. */
export function settledByModel(model: string, algorithm: string | null): Setting[] {
  const known = ALL_MODELS.find((one) => one === model);
  return SETTINGS.filter((setting) => known !== undefined && !isTaken(known, algorithm, setting));
}

function called(model: string, algorithm: string | null): string {
  return model === "UNIVERSAL" && algorithm !== null
    ? `A token of model ${model} and algorithm ${algorithm}`
    : `A token of model ${model}`;
}

/** The configuration of a token that is to be created. */
export interface NewToken {
  readonly model: string;
  readonly serial_number: string | null;
  readonly secret: string | null;
  readonly algorithm: string | null;
  readonly digits: number | null;
  readonly hash: string | null;
  readonly period_seconds: number | null;
  readonly suite: string | null;
  readonly phone_number: string | null;
  readonly address: string | null;
  readonly channel_id: string | null;
  readonly chat_id: string | null;
  /** The PIN that is part of an OCRA suite. */
  readonly suitePin: string | null;
}

/** Whether the token's PIN is part of the suite's answers. */
export function hasSuitePin(suite: string | null): boolean {
  return suite?.includes("-PSHA") ?? false;
}

/**
 * The model in the server's input. Missing settings were refused before, by `checkModel` or by `checkCreation`.
 */
export function modelInput(token: NewToken): TokenModelInput {
  const { serial_number, secret, period_seconds, digits, hash, suite, suitePin } = token;
  const given = {
    serialNumber: serial_number ?? "",
    secret: secret ?? "",
    secretEncoding: "BASE32",
  } as const;
  const hashed = HASHES.find((one) => one === hash);
  switch (token.model) {
    case "GOOGLE_AUTHENTICATOR":
      return { software: { googleAuthenticator: {} } };
    case "SMS":
      return { software: { sms: { phoneNumber: token.phone_number ?? "" } } };
    case "EMAIL":
      return { software: { email: { address: token.address ?? "" } } };
    case "BOT":
      return { software: { bot: { channel: { id: token.channel_id ?? "" }, chatId: token.chat_id } } };
    case "PUSH":
      return { software: { push: {} } };
    case "PROTECTIMUS_SMART":
      return {
        software: {
          smart: {
            ...(token.algorithm === "TOTP" || token.algorithm === "HOTP"
              ? { algorithm: token.algorithm }
              : {}),
            ...(digits === null ? {} : { digits }),
            ...(hashed === undefined ? {} : { hash: hashed }),
            ...(period_seconds === null ? {} : { periodSeconds: period_seconds }),
          },
        },
      };
    case "PROTECTIMUS_TWO":
      return { hardware: { two: { ...given, periodSeconds: period_seconds ?? 0 } } };
    case "PROTECTIMUS_SHARK":
      return { hardware: { shark: { ...given, periodSeconds: period_seconds ?? 0 } } };
    case "PROTECTIMUS_ULTRA":
      return {
        hardware: {
          ultra: {
            ...given,
            ...(suite === null ? {} : { suite }),
            ...(suitePin === null ? {} : { suitePin }),
          },
        },
      };
    case "UNIVERSAL":
      return { universal: { ...given, oath: oathInput(token, hashed ?? "SHA1") } };
    default:
      throw new TypeError(`${token.model} cannot be made`);
  }
}

function oathInput(
  { algorithm, digits, period_seconds, suite, suitePin }: NewToken,
  hash: HashAlgorithm,
): OathInput {
  if (algorithm === "OCRA")
    return { ocra: { suite: suite ?? "", ...(suitePin === null ? {} : { suitePin }) } };
  if (algorithm === "HOTP") return { hotp: { digits: digits ?? 0, hash } };
  return { totp: { digits: digits ?? 0, hash, periodSeconds: period_seconds ?? 0 } };
}
