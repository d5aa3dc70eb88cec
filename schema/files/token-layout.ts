import { Refusal } from "@tokenplane/rules/refusal";
import type { Hash } from "@tokenplane/rules/hash";
import type { Cells, Layout } from "./columns.js";

/** How the codes of a token in a file are computed. */
export type GivenOath = GivenCodes | GivenAnswers;

/** The settings of a token that shows codes. */
export type GivenCodes = GivenTotp | GivenHotp;

/** The settings of the codes of both kinds. */
interface GivenLengthAndHash {
  readonly digits: number;
  /** null if the file does not contain it. */
  readonly hash: Hash | null;
}

/** The settings of a token whose codes come from the time. */
export interface GivenTotp extends GivenLengthAndHash {
  readonly algorithm: "TOTP";
  /** How long a code is valid; null if the file does not contain it. */
  readonly periodSeconds: number | null;
}

/** The settings of a token whose codes come from a counter. */
export interface GivenHotp extends GivenLengthAndHash {
  readonly algorithm: "HOTP";
  /** The counter of the next code. */
  readonly counter: number;
}

/** How long a TOTP code is valid where nothing says it, in seconds: the time step that RFC 6238 recommends. */
export const USUAL_PERIOD_SECONDS = 30;

/** The settings of a token that answers challenges. */
export interface GivenAnswers {
  readonly algorithm: "OCRA";
  /** Its suite, which has all settings except the counter and the clock. */
  readonly suite: string;
  /** Whether the suite has a time. */
  readonly hasTime: boolean;
  /** The counter of the next answer; 0 where the suite has none. */
  readonly counter: number;
}

/** `serialNumber,secret`: one model, period and encoding for the whole file. */
export const CSV_LAYOUT: Layout = [
  { name: "serialNumber", aliases: ["serialnumber", "serial", "serialno", "sn"], required: true },
  { name: "secret", aliases: ["secret", "secretkey", "key", "seed"], required: true },
];

/** The layout of vendors of OATH tokens: each row says how its codes are computed. */
export const OATH_LAYOUT: Layout = [
  ...CSV_LAYOUT,
  { name: "type", aliases: ["type", "tokentype", "algorithm"], required: false },
  { name: "digits", aliases: ["digits", "length", "otplength", "otplen"], required: false },
  { name: "periodOrCounter", aliases: ["periodorcounter", "intervalorevent"], required: false },
  { name: "hash", aliases: ["hash", "hashalgorithm", "hashfunction", "hashlib"], required: false },
  // Files of other products have one of these, or both, whatever the type of a row is.
  {
    name: "period",
    aliases: ["period", "periodseconds", "interval", "timeinterval", "timeintervalinseconds", "timestep"],
    required: false,
    onlyByName: true,
  },
  { name: "counter", aliases: ["counter"], required: false, onlyByName: true },
  // Files for Microsoft Entra have these. They are known, and nothing is read from them.
  { name: "upn", aliases: ["upn"], required: false, onlyByName: true },
  { name: "manufacturer", aliases: ["manufacturer"], required: false, onlyByName: true },
  { name: "model", aliases: ["model"], required: false, onlyByName: true },
];

/** @throws Refusal unless it is an integer in decimal digits. */
function number(text: string, name: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new Refusal("VALIDATION_FAILED", `The ${name} is not an integer.`);
  return Number(text);
}

/** The hash function that a text names, as in SHA256, sha-256 or HmacSHA256. @throws Refusal */
export function computeHash(text: string): Hash {
  const plain = /^(?:hmac)?(sha(?:1|256|512))$/.exec(text.toLowerCase().replaceAll(/[-_]/g, ""))?.[1];
  if (plain === "sha1") return "SHA1";
  if (plain === "sha256") return "SHA256";
  if (plain === "sha512") return "SHA512";
  throw new Refusal("VALIDATION_FAILED", "The hash is SHA1, SHA256 or SHA512.");
}

/** @throws Refusal: tokens that answer questions need a suite, and no column has one. */
function refuseOcra(): never {
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    "Import tokens that answer challenges (OCRA) from PSKC, which contains their suites. Or create each of them with tokenCreate.",
  );
}

/** The only value of two columns that mean the same in a row. @throws Refusal when both have one. */
function oneOf(own: string | undefined, shared: string | undefined, name: string): string | undefined {
  if (own === undefined || shared === undefined) return own ?? shared;
  throw new Refusal("VALIDATION_FAILED", `The row has two values for the ${name}. Keep only one.`);
}

/**
 * How the codes of a row in the OATH layout are computed. Other missing values than the period and the hash get their defaults. Of the
 * columns `period` and `counter`, only the one counts that its type has: many files have the period of 30 seconds in every row.
 * @throws Refusal
 */
export function getOath({ type, digits, periodOrCounter, period, counter, hash }: Cells): GivenCodes {
  if (type === undefined && (periodOrCounter ?? counter) !== undefined) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Set the type, so that it is clear whether this is a period (TOTP) or a counter (HOTP).",
    );
  }
  if (/^ocra\b/i.test(type ?? "")) refuseOcra();
  const algorithm = /^(totp|hotp)$/i.exec(type ?? "TOTP")?.[1]?.toUpperCase();
  if (algorithm !== "TOTP" && algorithm !== "HOTP") {
    throw new Refusal("VALIDATION_FAILED", "The type is HOTP or TOTP.");
  }
  const shared = {
    digits: digits === undefined ? 6 : number(digits, "digits"),
    hash: hash === undefined ? null : computeHash(hash),
  };
  if (algorithm === "HOTP") {
    const next = oneOf(counter, periodOrCounter, "counter");
    return { ...shared, algorithm, counter: next === undefined ? 0 : number(next, "counter") };
  }
  const seconds = oneOf(period, periodOrCounter, "period");
  return { ...shared, algorithm, periodSeconds: seconds === undefined ? null : number(seconds, "period") };
}
