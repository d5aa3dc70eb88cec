import { Refusal } from "../graphql/errors.js";
import type { Hash } from "../otp/hotp.js";
import type { Cells, Layout } from "./columns.js";

/** How the codes of a token in a file are made. */
export type GivenOath = GivenCodes | GivenAnswers;

/** Of a token that shows codes. */
export interface GivenCodes {
  readonly algorithm: "TOTP" | "HOTP";
  readonly digits: number;
  /** null where the file does not say it. */
  readonly hash: Hash | null;
  /** TOTP: seconds that a code stands. HOTP: the counter of the next code. */
  readonly periodOrCounter: number;
}

/** Of a token that answers challenges. */
export interface GivenAnswers {
  readonly algorithm: "OCRA";
  /** Its suite, which says all but where it is. */
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

/** What vendors of OATH tokens ship: each row says how the codes are made. */
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

/** @throws Refusal unless it is a whole number in decimal digits. */
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

/** @throws Refusal: what answers questions needs a suite, which no column says. */
function refuseOcra(): never {
  throw new Refusal(
    "NOT_SUPPORTED_BY_MODEL",
    "Tokens that answer challenges (OCRA) are imported from PSKC, which contains their suites; or create each with tokenCreate.",
  );
}

/** How the codes of a row in the OATH layout are made. What the row does not say is as usual. @throws Refusal */
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
