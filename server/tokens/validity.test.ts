import { expect, it } from "vitest";
import { checkValidity, outsideValidity, validityInWords } from "./validity.js";

const at = (seconds: number) => new Date(seconds * 1_000);

it("a token is valid from its first moment to just before its end", () => {
  const between = { validFrom: at(10), validUntil: at(20) };
  const found = [9_999, 10_000, 19_999, 20_000].map((now) => outsideValidity(between, now));
  expect(found).toEqual(["NOT_YET_VALID", null, null, "VALIDITY_ENDED"]);
  const always = { validFrom: null, validUntil: null };
  for (const now of [0, 8.64e15]) expect(outsideValidity(always, now)).toBeNull();
});

it("a validity that ends before it begins is refused, at the field that was given", () => {
  const twisted = { validFrom: at(20), validUntil: at(20) };
  for (const field of ["validFrom", "validUntil"] as const) {
    expect(() => checkValidity(twisted, field)).toThrow(
      expect.objectContaining({ code: "VALIDATION_FAILED", path: ["input", field] }),
    );
  }
  const right = { validFrom: at(19.999), validUntil: at(20) };
  expect(checkValidity(right, "validUntil")).toEqual(right);
  expect(validityInWords(right)).toEqual({
    validFrom: "1970-01-01T00:00:19.999Z",
    validUntil: "1970-01-01T00:00:20.000Z",
  });
  expect(validityInWords({ validFrom: null, validUntil: null })).toEqual({
    validFrom: null,
    validUntil: null,
  });
});
