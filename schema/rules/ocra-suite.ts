import type { Hash } from "./hash.js";
import type { Rule } from "./rule.js";

/** Characters of a question: decimal digits, letters and digits, or hexadecimal digits. */
export type QuestionFormat = "N" | "A" | "H";

/** What an OCRA suite says (RFC 6287 §6). */
export interface Suite {
  /** As it was written: it goes into every answer, letter by letter. */
  readonly text: string;
  readonly hash: Hash;
  /** Length of an answer. */
  readonly digits: number;
  /** Whether a counter goes into an answer. */
  readonly counter: boolean;
  readonly question: { readonly format: QuestionFormat; readonly length: number };
  /** The digest of the PIN that goes into an answer; null when none does. */
  readonly pin: Hash | null;
  /** The time step that goes into an answer, in seconds; null when no time does. */
  readonly stepSeconds: number | null;
}

/** What is wrong with a text that is no suite, or one of a kind that is not taken: one sentence. */
export class SuiteError extends Error {
  override name = "SuiteError";
}

/** Shorter questions come again soon when nothing else changes, and an old answer with them. */
const LEAST_QUESTION_ALONE = 8;

const HASHES: ReadonlyMap<string, Hash> = new Map(
  (["SHA1", "SHA256", "SHA512"] as const).map((hash) => [hash, hash]),
);
const SECONDS: Readonly<Record<string, number>> = { S: 1, M: 60, H: 3_600 };
const MOST_STEPS: Readonly<Record<string, number>> = { S: 59, M: 59, H: 48 };

function functionOf(text: string): { readonly hash: Hash; readonly digits: number } {
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
      "Answers that are not cut to a number of digits (HOTP-…-0) cannot be typed; use 6 to 8 digits.",
    );
  }
  if (digits < 6 || digits > 8) throw new SuiteError("Answers have 6 to 8 digits, as in HOTP-SHA1-6.");
  return { hash, digits };
}

function questionOf(text: string): Suite["question"] {
  const [, letter, length = ""] = /^Q([NAH])(0?[4-9]|[1-5][0-9]|6[0-4])$/.exec(text) ?? [];
  if (letter === "N" || letter === "A" || letter === "H") return { format: letter, length: Number(length) };
  throw new SuiteError(
    "A question is QN (digits), QA (letters and digits) or QH (hexadecimal) and its length from 04 to 64, as in QN08.",
  );
}

function pinOf(text: string): Hash {
  const hash = HASHES.get(text.slice(1));
  if (hash === undefined) throw new SuiteError("The PIN of a suite is PSHA1, PSHA256 or PSHA512.");
  return hash;
}

function stepOf(text: string): number {
  const [, number = "", unit = ""] = /^T([1-9][0-9]?)([SMH])$/.exec(text) ?? [];
  const steps = Number(number);
  const seconds = SECONDS[unit];
  if (seconds === undefined || steps > (MOST_STEPS[unit] ?? 0)) {
    throw new SuiteError(
      "The time of a suite is T and a step of 1 to 59 seconds or minutes or 1 to 48 hours, as in T30S, T1M or T1H.",
    );
  }
  return steps * seconds;
}

/** The input whose letter is next, taken from the front; undefined when another letter is. */
function take(inputs: string[], letter: string): string | undefined {
  return inputs[0]?.startsWith(letter) === true ? inputs.shift() : undefined;
}

/**
 * Reads an OCRA suite (RFC 6287 §6), as in `OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1`. Suites with a session are
 * refused, and answers of other than 6 to 8 digits.
 * @throws SuiteError
 */
export function parseSuite(text: string): Suite {
  const [version, cryptoFunction, dataInput, ...more] = text.split(":");
  if (cryptoFunction === undefined || dataInput === undefined || more.length > 0) {
    throw new SuiteError(
      "A suite has three parts with colons between them: version, function and inputs, as in OCRA-1:HOTP-SHA1-6:QN08.",
    );
  }
  if (version !== "OCRA-1") throw new SuiteError("A suite begins with OCRA-1, the only version there is.");
  const { hash, digits } = functionOf(cryptoFunction);
  const inputs = dataInput.split("-");
  const counter = take(inputs, "C");
  const asked = take(inputs, "Q");
  if (asked === undefined || (counter ?? "C") !== "C") {
    throw new SuiteError(
      "The inputs of a suite are a question, as in QN08, and before it C when a counter goes in, as in C-QN08.",
    );
  }
  const question = questionOf(asked);
  const pin = take(inputs, "P");
  if (take(inputs, "S") !== undefined) {
    throw new SuiteError(
      "Suites with a session (S) are not supported: there is no session that server and device both know.",
    );
  }
  const time = take(inputs, "T");
  if (inputs.length > 0) {
    throw new SuiteError(
      "The inputs of a suite stand in this order, each once, with hyphens between them: C, the question, PSHA1 or another PIN, T and a time step; only the question is needed.",
    );
  }
  if (counter === undefined && time === undefined && question.length < LEAST_QUESTION_ALONE) {
    throw new SuiteError(
      "Without a counter or a time a question needs a length of 8 or more: shorter ones come again soon, and old answers fit them.",
    );
  }
  return {
    text,
    hash,
    digits,
    counter: counter !== undefined,
    question,
    pin: pin === undefined ? null : pinOf(pin),
    stepSeconds: time === undefined ? null : stepOf(time),
  };
}

/** An OCRA suite of a kind that is taken. */
export const suite: Rule<string> = (text) => {
  try {
    parseSuite(text);
    return null;
  } catch (error) {
    if (error instanceof SuiteError) return error.message;
    throw error;
  }
};
