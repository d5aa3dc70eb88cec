import { isCounter } from "@tokenplane/rules/counter";
import { timingSafeEqual } from "node:crypto";
import { around, ocra, type OcraDevice } from "./ocra.js";
import { FARTHEST } from "./synchronize.js";
import { isCode, nearestCounter, stepAt, WIDEST_WINDOW } from "./windows.js";

/** Where an answer was found. `step` and `drift` are what the device's state becomes. */
export type FoundAnswer =
  | {
      readonly kind: "FOUND";
      /** The counter of the answer or, without one, the number of answers less one. */
      readonly step: number;
      /** The time step of the answer; null of a suite without a time. */
      readonly time: number | null;
      readonly drift: number;
      /** Counts that were skipped. */
      readonly counts: number;
      /** By how many time steps the drift changed. */
      readonly steps: number;
    }
  | { readonly kind: "REPLAYED" }
  | { readonly kind: "WRONG" };

interface Place {
  readonly counter: number;
  readonly time: number;
}

/** Where an answer is looked for, from near to far. */
function places({ suite, lastStep }: OcraDevice, timeNow: number, expected: number, window: 0 | 1): Place[] {
  const next = lastStep + 1;
  // The last used counter distinguishes used answers from wrong ones.
  const counters = [...Array.from({ length: FARTHEST + 1 }, (_, index) => next + index), lastStep];
  const at = (some: readonly number[], times: readonly number[]) =>
    some.flatMap((counter) => times.map((time) => ({ counter, time })));
  if (suite.stepSeconds === null) return at(counters, [0]);
  const times = around(2 * FARTHEST)
    .map((off) => expected + off)
    .filter((time) => Math.abs(time - timeNow) <= FARTHEST);
  if (!suite.counter) return at([next], times);
  return [
    ...at(
      counters,
      around(window).map((off) => expected + off),
    ),
    ...at([next, lastStep], times),
  ];
}

/**
 * The moment from which an answer of a time step is not accepted any more, wherever the device's clock is found: until
 * then it is remembered that its question was answered.
 * @returns milliseconds since 1970 UTC.
 */
export function outOfReachAt(time: number, stepSeconds: number): number {
  return (time + FARTHEST + WIDEST_WINDOW + 1) * stepSeconds * 1_000;
}

/**
 * Finds a device again by its answer to one question: among the expected counter and the next 1,000, or within
 * 1,000 time steps of now. With a suite that has both, either the counter or the clock may be off; the other one is where sign-ins
 * expect it. A counter never goes backwards. If answers repeat, the nearest place is taken; but an answer that was used is refused,
 * whatever else it matches: among so many places, one in five hundred answers of six digits is there twice.
 * The same work is done whatever the outcome: one HMAC for each place.
 * @param answer what was typed: as many ASCII digits as the suite says, or it is wrong.
 * @param now milliseconds since 1970 UTC.
 * @param window time steps of tolerance where the counter is looked for.
 */
export function findAnswer(
  device: OcraDevice,
  question: string,
  answer: string,
  now: number,
  window: 0 | 1,
): FoundAnswer {
  const { suite, secret, pin, lastStep, drift } = device;
  const typed = Buffer.from(isCode(answer, suite.digits) ? answer : "".padEnd(suite.digits, "-"));
  const timeNow = suite.stepSeconds === null ? 0 : stepAt(now, suite.stepSeconds);
  let fresh: Place | undefined;
  let used = false;
  for (const place of places(device, timeNow, timeNow + drift, window)) {
    const { counter, time } = place;
    // A step that is no counter, or before 1970, has no answer; an HMAC is still computed.
    const input = { question, counter: nearestCounter(counter), pin, step: Math.max(time, 0) };
    const expected = Buffer.from(ocra(suite, secret, input));
    if (!timingSafeEqual(typed, expected) || !isCounter(counter) || time < 0) continue;
    if (suite.counter ? counter > lastStep : !device.answeredIn.includes(time)) fresh ??= place;
    else used = true;
  }
  if (used) return { kind: "REPLAYED" };
  if (fresh === undefined) return { kind: "WRONG" };
  const seen = suite.stepSeconds === null ? 0 : fresh.time - timeNow;
  return {
    kind: "FOUND",
    step: fresh.counter,
    time: suite.stepSeconds === null ? null : fresh.time,
    drift: seen,
    counts: suite.counter ? fresh.counter - lastStep - 1 : 0,
    steps: seen - drift,
  };
}
