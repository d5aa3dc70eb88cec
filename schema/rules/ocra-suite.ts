import type { Hash } from "./hash.js";
import type { Rule } from "./rule.js";

/** The characters of a question: decimal digits, letters and digits, or hexadecimal digits. */
export type QuestionFormat = "N" | "A" | "H";

/** The settings of an OCRA suite (RFC 6287 §6). */
export interface Suite {
  /** The text as it was written: every answer is computed from it, character by character. */
  readonly text: string;
  readonly hash: Hash;
  /** The number of digits of an answer. */
  readonly digits: number;
  /** Whether answers depend on a counter. */
  readonly counter: boolean;
  readonly question: { readonly format: QuestionFormat; readonly length: number };
  /** The hash of the PIN that answers depend on; null when they depend on no PIN. */
  readonly pin: Hash | null;
  /** The time step that answers depend on, in seconds; null when they do not depend on the time. */
  readonly stepSeconds: number | null;
}

/** The fault of a text that is not a suite, or of a suite that is not supported: one sentence. */
export class SuiteError extends Error {
  override name = "SuiteError";
}

/** Shorter questions repeat soon when no counter and no time changes; then an old answer is valid again. */
const LEAST_QUESTION_ALONE = 8;

const HASHES: ReadonlyMap<string, Hash> = new Map(
  (["SHA1", "SHA256", "SHA512"] as const).map((hash) => [hash, hash]),
);
const SECONDS: Readonly<Record<string, number>> = { S: 1, M: 60, H: 3_600 };
const MAX_STEPS: Readonly<Record<string, number>> = { S: 59, M: 59, H: 48 };

function getFunction(text: string): { readonly hash: Hash; readonly digits: number } {
  const [, name = "", length = ""] = /^HOTP-(SHA1|SHA256|SHA512)-(0|[1-9][0-9]?)$/.exec(text) ?? [];
  const hash = HASHES.get(name);
  if (hash === undefined) {
    throw new SuiteError(
      "The second part of a suite is HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512, then a hyphen and the number of digits, as in HOTP-SHA1-6.",
    );
  }
  const digits = Number(length);
  if (digits === 0) {
    throw new SuiteError(
      "With HOTP-…-0, answers are too long to type. Use 6 to 8 digits, as in HOTP-SHA1-6.",
    );
  }
  if (digits < 6 || digits > 8) throw new SuiteError("An answer has 6 to 8 digits, as in HOTP-SHA1-6.");
  return { hash, digits };
}

function getQuestion(text: string): Suite["question"] {
  const [, letter, length = ""] = /^Q([NAH])(0?[4-9]|[1-5][0-9]|6[0-4])$/.exec(text) ?? [];
  if (letter === "N" || letter === "A" || letter === "H") return { format: letter, length: Number(length) };
  throw new SuiteError(
    "The question of a suite is written as QN (digits), QA (letters and digits) or QH (hexadecimal digits), followed by its length from 04 to 64, as in QN08.",
  );
}

function getPin(text: string): Hash {
  const hash = HASHES.get(text.slice(1));
  if (hash === undefined) throw new SuiteError("The PIN of a suite is written as PSHA1, PSHA256 or PSHA512.");
  return hash;
}

function getStep(text: string): number {
  const [, number = "", unit = ""] = /^T([1-9][0-9]?)([SMH])$/.exec(text) ?? [];
  const steps = Number(number);
  const seconds = SECONDS[unit];
  if (seconds === undefined || steps > (MAX_STEPS[unit] ?? 0)) {
    throw new SuiteError(
      "The time step of a suite is T, followed by 1 to 59 seconds, 1 to 59 minutes, or 1 to 48 hours, as in T30S, T1M or T1H.",
    );
  }
  return steps * seconds;
}

/** Takes the next input off the front if it begins with this letter; undefined if it begins with another. */
function take(inputs: string[], letter: string): string | undefined {
  return inputs[0]?.startsWith(letter) === true ? inputs.shift() : undefined;
}

/**
 * Reads an OCRA suite (RFC 6287 §6), as in `OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1`. Refuses suites with a session,
 * and suites whose answers have fewer than 6 or more than 8 digits.
 * @throws SuiteError
 */
export function parseSuite(text: string): Suite {
  const [version, cryptoFunction, dataInput, ...more] = text.split(":");
  if (cryptoFunction === undefined || dataInput === undefined || more.length > 0) {
    throw new SuiteError(
      "A suite has three parts, separated by colons: version, function and inputs, as in OCRA-1:HOTP-SHA1-6:QN08.",
    );
  }
  if (version !== "OCRA-1") throw new SuiteError("A suite begins with OCRA-1, the only version.");
  const { hash, digits } = getFunction(cryptoFunction);
  const inputs = dataInput.split("-");
  const counter = take(inputs, "C");
  const asked = take(inputs, "Q");
  if (asked === undefined || (counter ?? "C") !== "C") {
    throw new SuiteError(
      "The inputs of a suite begin with the question, as in QN08. If there is a counter, C comes before the question, as in C-QN08.",
    );
  }
  const question = getQuestion(asked);
  const pin = take(inputs, "P");
  if (take(inputs, "S") !== undefined) {
    throw new SuiteError(
      "Suites with a session (S) are not supported: the server and the device share no session.",
    );
  }
  const time = take(inputs, "T");
  if (inputs.length > 0) {
    throw new SuiteError(
      "The inputs of a suite are written in this order, each at most once, separated by hyphens: C, the question, the PIN (such as PSHA1), the time step (such as T1M). Only the question is required.",
    );
  }
  if (counter === undefined && time === undefined && question.length < LEAST_QUESTION_ALONE) {
    throw new SuiteError(
      "Without a counter or a time step, the question needs a length of 8 or more: shorter questions repeat soon, and an old answer is then valid again.",
    );
  }
  return {
    text,
    hash,
    digits,
    counter: counter !== undefined,
    question,
    pin: pin === undefined ? null : getPin(pin),
    stepSeconds: time === undefined ? null : getStep(time),
  };
}

/** An OCRA suite that is supported. */
export const suite: Rule<string> = (text) => {
  try {
    parseSuite(text);
    return null;
  } catch (error) {
    if (error instanceof SuiteError) return error.message;
    throw error;
  }
};
