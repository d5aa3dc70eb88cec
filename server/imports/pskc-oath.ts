import { type GivenOath, computeHash } from "@tokenplane/files/token-layout";
import { isCounter } from "@tokenplane/rules/counter";
import { parseSuite, SuiteError, type Suite } from "@tokenplane/rules/ocra-suite";
import { Refusal } from "@tokenplane/rules/refusal";
import type { PskcOpener } from "./pskc-decrypt.js";
import type { PskcKey } from "./pskc-document.js";
import { getContent } from "./pskc-value.js";

function refuse(message: string): never {
  throw new Refusal("VALIDATION_FAILED", message);
}

/**
 * An integer in the key's data, unencrypted or as big-endian bytes; undefined when it has none. @throws Refusal
 */
export function getNumber({ values }: PskcKey, name: string, opener: PskcOpener | null): number | undefined {
  const value = values.get(name);
  if (value === undefined) return undefined;
  const content = getContent(value, name, opener);
  let number: number;
  if (typeof content === "string") {
    if (!/^[+-]?\d{1,20}$/.test(content)) refuse(`The ${name} is not an integer.`);
    number = Number(content);
  } else {
    if (content.length < 1 || content.length > 8) refuse(`The ${name} is not an integer.`);
    const bytes = Buffer.concat([Buffer.alloc(8 - content.length), content]).readBigUInt64BE();
    // Drift may be negative, in two's complement.
    number = Number(name === "TimeDrift" ? BigInt.asIntN(content.length * 8, bytes) : bytes);
  }
  if (!isCounter(Math.abs(number))) refuse(`The ${name} is too large.`);
  return number;
}

/** The suite of a key that answers challenges: in its parameters, or at the end of its algorithm's name. */
function getSuite({ algorithm, suite }: PskcKey): Suite {
  const named = /[:#](ocra-1:[^#]*)$/i.exec(algorithm)?.[1];
  if (named !== undefined && suite !== undefined && named !== suite) {
    refuse("The key has two suites, in its Algorithm and in Suite. Keep only one.");
  }
  const text = suite ?? named;
  if (text === undefined) refuse("The key answers challenges, but does not name its OCRA suite (Suite).");
  try {
    return parseSuite(text);
  } catch (error) {
    if (error instanceof SuiteError) refuse(error.message);
    throw error;
  }
}

const ENCODINGS = { N: "DECIMAL", A: "ALPHANUMERIC", H: "HEXADECIMAL" } as const;

/** @throws Refusal when the key's questions or answers do not fit its suite. */
function checkFormats({ challenge, response }: PskcKey, suite: Suite): void {
  const { format, length } = suite.question;
  if (challenge !== undefined) {
    const fits = Number(challenge.min) <= length && length <= Number(challenge.max);
    if (challenge.encoding !== ENCODINGS[format] || challenge.checkDigits || !fits) {
      refuse(`The key's questions (ChallengeFormat) do not fit its suite ${suite.text}.`);
    }
  }
  if (response === undefined) return;
  const { encoding, digits, checkDigits } = response;
  if (encoding !== "DECIMAL" || checkDigits || Number(digits) !== suite.digits) {
    refuse(`The key's answers (ResponseFormat) do not fit its suite ${suite.text}.`);
  }
}

function getOcra(key: PskcKey, opener: PskcOpener | null): GivenOath {
  const suite = getSuite(key);
  checkFormats(key, suite);
  const period = getNumber(key, "TimeInterval", opener) ?? suite.stepSeconds;
  if (period !== suite.stepSeconds) {
    refuse(`The key's time step (TimeInterval) does not fit its suite ${suite.text}.`);
  }
  const counter = getNumber(key, "Counter", opener) ?? 0;
  if (counter < 0) refuse("The Counter is negative.");
  if (counter > 0 && !suite.counter) refuse(`The key has a Counter, but its suite ${suite.text} has none.`);
  return { algorithm: "OCRA", suite: suite.text, hasTime: suite.stepSeconds !== null, counter };
}

/** Whether a key answers challenges. */
export function answersChallenges({ algorithm }: PskcKey): boolean {
  return /[:#]ocra\b/i.test(algorithm);
}

/** How the codes of a key are computed. @throws Refusal */
export function getOath(key: PskcKey, opener: PskcOpener | null): GivenOath {
  if ((getNumber(key, "Time", opener) ?? 0) !== 0)
    refuse("The key counts time from a moment other than 1970 (Time), which is not supported.");
  if (answersChallenges(key)) return getOcra(key, opener);
  const algorithm =
    /[:#](hotp|totp)$/.exec(key.algorithm)?.[1] ?? refuse("The key is not for HOTP, TOTP or OCRA.");
  const { response } = key;
  if (response === undefined) refuse("The key does not say how long its codes are (ResponseFormat).");
  if (response.encoding !== "DECIMAL" || response.checkDigits) {
    refuse("The key's codes are not plain decimal digits (ResponseFormat).");
  }
  if (!/^\d{1,2}$/.test(response.digits))
    refuse("The key does not say how long its codes are (ResponseFormat).");
  const shared = {
    digits: Number(response.digits),
    hash: key.suite === undefined ? null : computeHash(key.suite),
  };
  return algorithm === "hotp"
    ? { ...shared, algorithm: "HOTP", counter: getNumber(key, "Counter", opener) ?? 0 }
    : { ...shared, algorithm: "TOTP", periodSeconds: getNumber(key, "TimeInterval", opener) ?? null };
}
