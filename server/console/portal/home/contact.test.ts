import { expect, it } from "vitest";
import { numberIn } from "./contact.js";

it.each([
  ["+4915112345678", "+4915112345678"],
  [" +49 (151) 123-45 678 ", "+4915112345678"],
  ["0049 151/12345678", "+4915112345678"],
  ["0151 12345678", "015112345678"],
  ["+49 151 12\u201134\u00a05678", "+4915112345678"],
  ["call me", "callme"],
])("the number in %j is %s", (typed, number) => {
  expect(numberIn(typed)).toBe(number);
});
