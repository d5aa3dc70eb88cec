import { expect, it } from "vitest";
import { counter, isCounter, MAX_COUNTER } from "./counter.js";

it("a counter is a whole number from 0 to 2^53 - 1", () => {
  expect(MAX_COUNTER).toBe(9_007_199_254_740_991);
  for (const number of [0, 1, 2 ** 31, MAX_COUNTER]) {
    expect([isCounter(number), counter(number)]).toEqual([true, null]);
  }
  for (const number of [-1, MAX_COUNTER + 1]) {
    expect(isCounter(number)).toBe(false);
    expect(counter(number)).toBe("Counter is a number from 0 to 9007199254740991.");
  }
  for (const number of [0.5, Number.NaN, Infinity]) expect(isCounter(number)).toBe(false);
});
