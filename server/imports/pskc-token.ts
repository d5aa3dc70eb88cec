import { Refusal } from "../graphql/errors.js";
import type { PskcOpener } from "./pskc-decrypt.js";
import type { PskcDemand, PskcKey } from "./pskc-document.js";
import { contentOf, secretOf } from "./pskc-value.js";
import { hashOf, refuseOcra, type GivenOath } from "./token-layout.js";
import type { GivenToken } from "./token-row.js";

/** Drift that a token may have, in steps. */
const MOST_DRIFT = 10;

/** A token of a PSKC file, and where its clock is known to be. */
export interface PskcToken {
  readonly token: GivenToken;
  readonly drift: number;
}

function refuse(message: string): never {
  throw new Refusal("VALIDATION_FAILED", message);
}

/** What of a demand nobody here would see to, in words; undefined when it is met. */
function unmet({ element, text, pinUsage }: PskcDemand, now: number): string | undefined {
  switch (element) {
    case "KeyUsage":
      return undefined;
    case "StartDate":
      return Date.parse(text) <= now ? undefined : "begins later (StartDate)";
    case "PINPolicy":
      return pinUsage === "Local" ? undefined : "needs a PIN of its own (PINPolicy)";
    case "ExpiryDate":
    case "NumberOfTransactions":
      return `ends by itself (${element})`;
    default:
      return "has a policy that is unknown here";
  }
}

/**
 * A policy that nobody here would see to means that the key must not be used (RFC 6030 §5).
 * @throws Refusal POLICY_REFUSED
 */
function checkPolicy({ policy, hasProfile }: PskcKey, now: number): void {
  const usages = policy.filter(({ element }) => element === "KeyUsage").map(({ text }) => text);
  const why =
    usages.length > 0 && !usages.includes("OTP")
      ? "is not for one-time passwords (KeyUsage)"
      : policy.map((demand) => unmet(demand, now)).find((phrase) => phrase !== undefined);
  if (why !== undefined) throw new Refusal("POLICY_REFUSED", `The key ${why}; that cannot be kept to here.`);
  if (hasProfile) refuse("Part of the key is in a profile that is not in the file (KeyProfileId).");
}

/** A whole number of the key's data, in plain or as big-endian bytes; undefined when it has none. */
function number({ values }: PskcKey, name: string, opener: PskcOpener | null): number | undefined {
  const value = values.get(name);
  if (value === undefined) return undefined;
  const content = contentOf(value, name, opener);
  if (typeof content === "string") {
    if (!/^-?\d{1,15}$/.test(content)) refuse(`The ${name} is no whole number.`);
    return Number(content);
  }
  const bytes = content;
  if (bytes.length < 1 || bytes.length > 8) refuse(`The ${name} is no whole number.`);
  return Number(Buffer.concat([Buffer.alloc(8 - bytes.length), bytes]).readBigUInt64BE());
}

function oathOf(key: PskcKey, opener: PskcOpener | null): GivenOath {
  if (/[:#]ocra\b/i.test(key.algorithm)) refuseOcra();
  const algorithm = /[:#](hotp|totp)$/.exec(key.algorithm)?.[1] ?? refuse("The key is not for HOTP or TOTP.");
  const { response } = key;
  if (response === undefined) refuse("The key does not say how long its codes are (ResponseFormat).");
  if (response.encoding !== "DECIMAL" || response.checkDigits) {
    refuse("The key's codes are not plain decimal digits (ResponseFormat).");
  }
  if (!/^\d{1,2}$/.test(response.digits))
    refuse("The key does not say how long its codes are (ResponseFormat).");
  const shared = { digits: Number(response.digits), hash: hashOf(key.suite ?? "SHA1") };
  if (algorithm === "hotp") {
    return { ...shared, algorithm: "HOTP", periodOrCounter: number(key, "Counter", opener) ?? 0 };
  }
  if ((number(key, "Time", opener) ?? 0) !== 0)
    refuse("The key counts its time from another moment than 1970 (Time).");
  return { ...shared, algorithm: "TOTP", periodOrCounter: number(key, "TimeInterval", opener) ?? 30 };
}

/**
 * The token of a PSKC key.
 * @param opener decrypts; null in a container that has nothing encrypted.
 * @param now milliseconds since 1970 UTC.
 * @throws Refusal that repeats neither the secret nor a key.
 */
export function pskcToken(key: PskcKey, opener: PskcOpener | null, now: number): PskcToken {
  checkPolicy(key, now);
  const bytes = secretOf(key, opener);
  const drift = number(key, "TimeDrift", opener) ?? 0;
  if (Math.abs(drift) > MOST_DRIFT) {
    refuse(
      `The clock is ${drift} steps off (TimeDrift); leave it out, and synchronize the token when it is here.`,
    );
  }
  const oath = oathOf(key, opener);
  return {
    token: {
      serialNumber: key.serialNumber ?? key.id,
      secret: bytes.toString("hex"),
      secretEncoding: "HEX",
      oath,
    },
    drift: oath.algorithm === "TOTP" ? drift : 0,
  };
}
