// Counters of one-time passwords.
import { range } from "./rule.js";

/** The largest counter that is taken: 2^53 - 1, up to which every language of JSON counts exactly. */
export const MOST_COUNTER = Number.MAX_SAFE_INTEGER;

/** The counter of the next code. */
export const counter = range("Counter", 0, MOST_COUNTER);

/** Whether a number is a counter: whole, and from 0 to 2^53 - 1. */
export function isCounter(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}
