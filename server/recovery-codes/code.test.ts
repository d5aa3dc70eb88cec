import { describe, expect, it } from "vitest";
import { newRecoveryCode, plainRecoveryCode } from "./code.js";

describe("a recovery code", () => {
  it("has 16 characters of 32, in groups of four, and is another one each time", () => {
    const codes = Array.from({ length: 500 }, newRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(new Set(codes).size).toBe(500);
    expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(32);
  });

  it.each([
    "7K0F-1M9X-PV3T-84HN",
    "7k0f 1m9x pv3t 84hn",
    " 7KOF-lM9X–pv3t−84hN\n",
    "7kofim9xpv3t84hn",
    "7\u00a0K0F\u20111M9X PV3T 84HN",
  ])("is the same, typed as %j", (typed) => {
    expect(plainRecoveryCode(typed)).toBe("7K0F1M9XPV3T84HN");
  });

  it("is another one when a character is missing, or differs", () => {
    for (const typed of ["7K0F-1M9X-PV3T-84H", "7K0F-1M9X-PV3T-84HM", "", "7K0F-1M9X-PV3T-84HN0"]) {
      expect(plainRecoveryCode(typed)).not.toBe("7K0F1M9XPV3T84HN");
    }
  });
});
