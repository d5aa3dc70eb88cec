// Counters of one-time passwords.
import { range } from "./rule.js";

/**
 * The largest counter that is accepted: 2^53 - 1. Up to there, JSON parsers of every language keep integers
 * exact.
 */
export const MAX_COUNTER = Number.MAX_SAFE_INTEGER;

/** The counter of the next code. */
export const counter = range("Counter", 0, MAX_COUNTER);

/** Whether a number is a valid counter: an integer from 0 to 2^53 - 1. */
export function isCounter(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}
