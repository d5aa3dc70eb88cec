import { Refusal } from "@tokenplane/rules/refusal";
import type { Hash } from "@tokenplane/rules/hash";
import type { Cells, Layout } from "./columns.js";

/** How the codes of a token in a file are computed. */
export type GivenOath = GivenCodes | GivenAnswers;

/** The settings of a token that shows codes. */
export interface GivenCodes {
  readonly algorithm: "TOTP" | "HOTP";
  readonly digits: number;
  /** null if the file does not contain it. */
  readonly hash: Hash | null;
  /** TOTP: how long a code is valid, in seconds. HOTP: the counter of the next code. */
  readonly periodOrCounter: number;
}

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

/** @throws Refusal unless it is an integer in decimal digits. */
function number(text: string, name: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new Refusal("VALIDATION_FAILED", `The ${name} is not an integer.`);
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

/** @throws Refusal: tokens that answer questions need a suite, and no column has one. */
function refuseOcra(): never {
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    "Tokens that answer challenges (OCRA) are imported from PSKC, which contains their suites; or create each with tokenCreate.",
  );
}

/**
 * How the codes of a row in the OATH layout are computed. Missing values get their defaults. @throws Refusal
 */
export function oathOf({ type, digits, periodOrCounter, hash }: Cells): GivenCodes {
  if (type === undefined && periodOrCounter !== undefined) {
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
  const usual = algorithm === "TOTP" ? 30 : 0;
  return {
    algorithm,
    digits: digits === undefined ? 6 : number(digits, "digits"),
    hash: hash === undefined ? null : hashOf(hash),
    periodOrCounter:
      periodOrCounter === undefined
        ? usual
        : number(periodOrCounter, algorithm === "TOTP" ? "period" : "counter"),
  };
}
