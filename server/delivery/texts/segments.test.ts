import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGsm7 } from "./to-gsm7.js";
import { isGsm7, getSegments } from "./segments.js";

describe("segmentsOf", () => {
  it.each([
    ["", "GSM_7", 1],
    ["a".repeat(160), "GSM_7", 1],
    ["a".repeat(161), "GSM_7", 2],
    ["a".repeat(306), "GSM_7", 2],
    ["a".repeat(307), "GSM_7", 3],
    // Two septets each.
    ["€".repeat(80), "GSM_7", 1],
    ["€".repeat(81), "GSM_7", 2],
    // 153 is odd: the last septet of a part stays free, because an escape is not parted from its character.
    ["€".repeat(152), "GSM_7", 2],
    ["€".repeat(153), "GSM_7", 3],
    ["é".repeat(160), "GSM_7", 1],
    ["ç", "UCS_2", 1],
    ["я".repeat(70), "UCS_2", 1],
    ["я".repeat(71), "UCS_2", 2],
    ["я".repeat(134), "UCS_2", 2],
    ["я".repeat(135), "UCS_2", 3],
    // Two units each, and 67 is odd too.
    ["😀".repeat(35), "UCS_2", 1],
    ["😀".repeat(66), "UCS_2", 2],
    ["😀".repeat(67), "UCS_2", 3],
  ])("counts %j as %s in %i", (text, encoding, segments) => {
    expect(getSegments(text)).toEqual({ encoding, segments });
  });

  it("knows the 127 characters of the alphabet, and the ten of the extension", () => {
    const all = Array.from({ length: 0xffff }, (_, unit) => String.fromCharCode(unit)).filter(isGsm7);
    // There are 128 places, of which one is the escape.
    expect(all).toHaveLength(127 + 10);
  });
});

describe("toGsm7", () => {
  it.each([
    ["Księgowość", "Ksiegowosc"],
    ["Łódź", "Lodz"],
    ["Müller & Söhne", "Müller & Söhne"],
    ["Besançon", "Besancon"],
    ["Pokój „Źródło” – 2…", 'Pokoj "Zrodlo" - 2...'],
    ["Бухгалтерія", "Бухгалтерія"],
    ["Łódź Бухгалтерія", "Łódź Бухгалтерія"],
  ])("writes %s as %s", (name, written) => {
    expect(toGsm7(name)).toBe(written);
  });

  it("changes no name that is of the alphabet, and none that cannot become so", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (name) => {
        const written = toGsm7(name);
        expect(written === name || (isGsm7(written) && !isGsm7(name))).toBe(true);
      }),
    );
  });
});
