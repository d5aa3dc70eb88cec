import { isCounter } from "@tokenplane/rules/counter";
import type { QuestionFormat, Suite } from "@tokenplane/rules/ocra-suite";
import { LEAST_SHORT_SECRET_BYTES } from "@tokenplane/rules/secret";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { NODE_HASH, truncate, type Hash } from "./hotp.js";
import { learnDrift, LOOK_AHEAD, nearestCounter, stepAt, type Verdict } from "./windows.js";

/** A question takes so many bytes in the message, padded with zeros. */
const QUESTION_BYTES = 128;

const CHARACTERS: Readonly<Record<QuestionFormat, RegExp>> = {
  N: /^[0-9]+$/,
  A: /^[0-9A-Za-z]+$/,
  H: /^[0-9A-Fa-f]+$/,
};

/** The inputs of an answer besides the secret. A suite takes what it names and ignores the rest. */
export interface AnswerInput {
  readonly question: string;
  /** Whole number from 0. */
  readonly counter: number;
  /** Of `pinDigest`; null for a suite without a PIN. */
  readonly pin: Uint8Array | null;
  /** The time in steps of the suite since 1970 UTC. */
  readonly step: number;
}

/** The digest of a PIN that a suite names (RFC 6287 §5.1). */
export function pinDigest(hash: Hash, pin: string): Buffer {
  return createHash(NODE_HASH[hash]).update(pin).digest();
}

/**
 * A question as it is in the message: a number in hexadecimal, from the left; texts as ASCII.
 * @throws RangeError when the suite has no such question. Twice its length is one: mutual mode joins two.
 */
function questionBytes({ format, length }: Suite["question"], question: string): Buffer {
  if (question.length > 2 * length || !CHARACTERS[format].test(question)) {
    throw new RangeError("the question is not one of the suite");
  }
  if (format === "A") return Buffer.alloc(QUESTION_BYTES).fill(question, 0, question.length, "latin1");
  const hex = format === "N" ? BigInt(question).toString(16) : question;
  return Buffer.from(hex.padEnd(2 * QUESTION_BYTES, "0"), "hex");
}

function eightBytes(number: number): Buffer {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError("a whole number from 0 is wanted");
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
}

/**
 * The answer to a question (RFC 6287 §5 and §7.1).
 * @param secret the shared key, at least 10 bytes.
 * @throws RangeError on a short secret, or an input that is none of the suite.
 */
export function ocra(suite: Suite, secret: Uint8Array, input: AnswerInput): string {
  if (secret.length < LEAST_SHORT_SECRET_BYTES)
    throw new RangeError(`an OATH secret has at least ${LEAST_SHORT_SECRET_BYTES} bytes`);
  const hmac = createHmac(NODE_HASH[suite.hash], secret).update(`${suite.text}\0`);
  if (suite.counter) hmac.update(eightBytes(input.counter));
  hmac.update(questionBytes(suite.question, input.question));
  if (suite.pin !== null) {
    if (input.pin === null) throw new RangeError("the suite wants a PIN");
    hmac.update(input.pin);
  }
  if (suite.stepSeconds !== null) hmac.update(eightBytes(input.step));
  return truncate(hmac.digest(), suite.digits);
}

/** The data of a device that the evaluation of an answer needs. */
export interface OcraDevice {
  readonly suite: Suite;
  readonly secret: Uint8Array;
  readonly pin: Uint8Array | null;
  /** The last used counter or, of a suite without one, number of answers less one; -1 before. */
  readonly lastStep: number;
  /** Time steps by which the device is known to be ahead (+) or behind (-). */
  readonly drift: number;
  /** The time steps in which the question was answered before, as far as it matters: see `usesUpQuestion`. */
  readonly answeredIn: readonly number[];
}

/** The verdict on an answer; `time` is the time step that it was made in, null of a suite without a time. */
export type AnswerVerdict =
  | (Extract<Verdict, { readonly kind: "RIGHT" }> & { readonly time: number | null })
  | Exclude<Verdict, { readonly kind: "RIGHT" }>;

/**
 * Whether the same question has the same answer for a whole time step: in a suite with a time and no counter. Such a
 * question counts as used for the time step in which it was answered. Another question in that step does not.
 */
export function usesUpQuestion({ counter, stepSeconds }: Suite): boolean {
  return !counter && stepSeconds !== null;
}

/** How far beyond the expected counter and time an answer is looked for. */
export interface Reach {
  readonly counters: number;
  /** Time steps to either side. */
  readonly steps: number;
}

/** Whole numbers near to far: 0, -1, 1, -2, 2, … */
export function around(most: number): number[] {
  return [0, ...Array.from({ length: most }, (_, index) => [-index - 1, index + 1]).flat()];
}

/**
 * Evaluates an answer to a question: a counter within the look-ahead, a time step around the expected one.
 * The counter of a right answer is used up with it. Without a counter only the challenge is used up, which is the
 * caller's; a time step is not, for each question has its own answer in it. The same question is not answered twice in
 * one time step.
 *
 * The same work is done whatever the outcome, and answers are compared in constant time.
 * @param answer what was typed: as many ASCII digits as the suite says, or it is wrong.
 * @param now milliseconds since 1970 UTC.
 */
export function evaluateAnswer(
  device: OcraDevice,
  question: string,
  answer: string,
  now: number,
  reach: Reach,
): AnswerVerdict {
  const { suite, lastStep, drift } = device;
  const wellFormed = answer.length === suite.digits && /^[0-9]+$/.test(answer);
  const typed = Buffer.from(wellFormed ? answer : "".padEnd(suite.digits, "-"));
  const timeNow = suite.stepSeconds === null ? 0 : stepAt(now, suite.stepSeconds);
  const times = suite.stepSeconds === null ? [0] : around(reach.steps).map((off) => timeNow + drift + off);
  const counters = suite.counter
    ? Array.from({ length: reach.counters + 2 }, (_, index) => lastStep + index)
    : [lastStep + 1];
  let fresh: { readonly counter: number; readonly time: number } | undefined;
  let used = false;
  for (const counter of counters) {
    for (const time of times) {
      // A step that is no counter, or before 1970, has no answer; an HMAC is still computed.
      const input = { question, counter: nearestCounter(counter), pin: device.pin, step: Math.max(time, 0) };
      const expected = Buffer.from(ocra(suite, device.secret, input));
      if (!timingSafeEqual(typed, expected) || !isCounter(counter) || time < 0) continue;
      const isUsed = suite.counter ? counter <= lastStep : device.answeredIn.includes(time);
      if (isUsed) used = true;
      else fresh ??= { counter, time };
    }
  }
  if (fresh === undefined) return used ? { kind: "REPLAYED" } : { kind: "WRONG" };
  return {
    kind: "RIGHT",
    step: fresh.counter,
    time: suite.stepSeconds === null ? null : fresh.time,
    drift: suite.stepSeconds === null ? 0 : learnDrift(drift, fresh.time - timeNow),
  };
}

/** How far a sign-in reaches. @param window time steps of tolerance. */
export function signInReach(window: 0 | 1): Reach {
  return { counters: LOOK_AHEAD, steps: window };
}
