import { expect, it } from "vitest";
import { missingIn } from "./password-rules.js";

it("the rule of a new password says how many characters it lacks, as people count them", () => {
  expect(missingIn("")).toBe("At least 15 characters: 15 more");
  expect(missingIn("fourteen chars")).toBe("At least 15 characters: 1 more");
  expect(missingIn("fifteen charact")).toBeUndefined();
  expect(missingIn("🔑".repeat(15))).toBeUndefined();
  expect(missingIn("x".repeat(130))).toBe("At most 128 characters: 2 too many");
});
