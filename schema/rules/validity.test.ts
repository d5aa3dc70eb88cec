import { expect, it } from "vitest";
import { isValidityInOrder } from "./validity.js";

it("a validity begins before it ends, or has no beginning or no end", () => {
  for (const [from, until] of [
    [null, null],
    [5, null],
    [null, 5],
    [4, 5],
  ] as const) {
    expect(isValidityInOrder(from, until)).toBe(true);
  }
  for (const until of [5, 4]) expect(isValidityInOrder(5, until)).toBe(false);
});
