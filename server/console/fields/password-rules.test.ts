import { expect, it } from "vitest";
import { missingIn } from "./password-rules.js";

it("says how many characters a new password lacks, as people count them", () => {
  expect(missingIn("")).toBe("At least 15 characters: 15 more");
  expect(missingIn("fourteen chars")).toBe("At least 15 characters: 1 more");
  expect(missingIn("fifteen charact")).toBeUndefined();
  expect(missingIn("🔑".repeat(15))).toBeUndefined();
  expect(missingIn("x".repeat(130))).toBe("At most 128 characters: 2 too many");
});
