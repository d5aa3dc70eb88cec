import { Refusal } from "../graphql/errors.js";
import type { Hash } from "../otp/hotp.js";
import { blueprintOf, type Blueprint } from "../tokens/blueprint.js";
import { MODELS } from "../tokens/models.js";
import type { SecretEncoding } from "../tokens/secret.js";
import { refuseFormula, type Cells, type Layout } from "./columns.js";

/** Models whose secret the vendor gives, and of which a file can say the rest. */
export type ImportModel = "PROTECTIMUS_TWO" | "PROTECTIMUS_SHARK" | "UNIVERSAL";

/** What a file says of a token. */
export interface GivenToken {
  readonly serialNumber: string;
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  /** How codes are made; null when only the model says it. */
  readonly oath: GivenOath | null;
}

export interface GivenOath {
  readonly algorithm: "TOTP" | "HOTP";
  readonly digits: number;
  readonly hash: Hash;
  /** TOTP: seconds that a code stands. HOTP: the counter of the next code. */
  readonly periodOrCounter: number;
}

/** `serialNumber,secret`: one model, period and encoding for the whole file. */
export const CSV_LAYOUT: Layout = [
  { name: "serialNumber", aliases: ["serialnumber", "serial", "serialno", "sn"], required: true },
  { name: "secret", aliases: ["secret", "secretkey", "key", "seed"], required: true },
];

/** What vendors of OATH tokens ship: each row says how the codes are made. */
export const OATH_LAYOUT: Layout = [
  ...CSV_LAYOUT,
  { name: "type", aliases: ["type", "tokentype", "algorithm"], required: true },
  { name: "digits", aliases: ["digits", "length", "otplength", "otplen"], required: false },
  {
    name: "periodOrCounter",
    aliases: [
      "periodorcounter",
      "period",
      "periodseconds",
      "interval",
      "timeinterval",
      "timestep",
      "counter",
    ],
    required: false,
  },
  { name: "hash", aliases: ["hash", "hashalgorithm", "hashlib"], required: false },
];

/** @throws Refusal unless it is a whole number in decimal digits. */
function number(text: string, name: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Refusal("VALIDATION_FAILED", `The ${name} is no whole number.`);
  return Number(text);
}

/** The hash function that a text names, as in SHA256, sha-256 or HmacSHA256. @throws Refusal */
export function hashOf(text: string): Hash {
  const plain = /^(?:hmac)?(sha(?:1|256|512))$/.exec(text.toLowerCase().replaceAll(/[-_]/g, ""))?.[1];
  if (plain === "sha1") return "SHA1";
  if (plain === "sha256") return "SHA256";
  if (plain === "sha512") return "SHA512";
  throw new Refusal("VALIDATION_FAILED", "The hash is SHA1, SHA256 or SHA512.");
}

/** @throws Refusal: what answers questions needs a suite, and often a PIN, which no file here says. */
export function refuseOcra(): never {
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    "Tokens that answer challenges (OCRA) are not imported; create each by tokenCreate, with its suite.",
  );
}

/** How the codes of a row in the OATH layout are made. @throws Refusal */
export function oathOf({ type = "", digits, periodOrCounter, hash }: Cells): GivenOath {
  if (/^ocra\b/i.test(type)) refuseOcra();
  const algorithm = /^(totp|hotp)$/i.exec(type)?.[1]?.toUpperCase();
  if (algorithm !== "TOTP" && algorithm !== "HOTP") {
    throw new Refusal("VALIDATION_FAILED", "The type is HOTP or TOTP.");
  }
  const usual = algorithm === "TOTP" ? 30 : 0;
  return {
    algorithm,
    digits: digits === undefined ? 6 : number(digits, "digits"),
    hash: hash === undefined ? "SHA1" : hashOf(hash),
    periodOrCounter:
      periodOrCounter === undefined
        ? usual
        : number(periodOrCounter, algorithm === "TOTP" ? "period" : "counter"),
  };
}

/** @throws Refusal when a fob of the model makes its codes in another way. */
function checkModel(model: Exclude<ImportModel, "UNIVERSAL">, { algorithm, digits, hash }: GivenOath): void {
  const is = MODELS[model];
  if (algorithm === "TOTP" && digits === is.digits[0] && hash === is.hashes[0]) return;
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    `A token of model ${model} makes TOTP codes of ${is.digits[0]} digits with ${is.hashes[0]}; import others as UNIVERSAL.`,
  );
}

/**
 * What token a row becomes.
 * @param periodSeconds of the whole file, for rows that do not say it.
 * @throws Refusal that does not repeat the secret.
 */
export function importedToken(
  { serialNumber, secret, secretEncoding, oath }: GivenToken,
  model: ImportModel,
  periodSeconds: number | null,
): Blueprint {
  refuseFormula(serialNumber, "serial number");
  const given = { serialNumber, secret, secretEncoding };
  if (model !== "UNIVERSAL") {
    if (oath !== null) checkModel(model, oath);
    const fob = { ...given, periodSeconds: oath?.periodOrCounter ?? periodSeconds ?? 0 };
    return blueprintOf({ hardware: model === "PROTECTIMUS_TWO" ? { two: fob } : { shark: fob } }, []);
  }
  if (oath === null) throw new TypeError("a universal token without its OATH settings");
  const { algorithm, digits, hash, periodOrCounter } = oath;
  return blueprintOf(
    {
      universal: {
        ...given,
        oath:
          algorithm === "HOTP"
            ? { hotp: { digits, hash, counter: periodOrCounter } }
            : { totp: { digits, hash, periodSeconds: periodOrCounter } },
      },
    },
    [],
  );
}
