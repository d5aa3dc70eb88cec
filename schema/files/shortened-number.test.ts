import { describe, expect, it } from "vitest";
import { refuseShortenedNumber } from "./shortened-number.js";

describe("a number that a spreadsheet shortened", () => {
  it.each(["2,60012E+12", "2.60012E+12", "3E+15", "1,5e+07"])("%j is refused by name", (text) => {
    expect(() => refuseShortenedNumber(text, "serial number")).toThrow(
      /^The serial number is a long number that a spreadsheet has shortened/,
    );
  });

  it.each(["", "2600123456789", "2E12", "26E+12", "TP2.6E+12", "2.6E+12x", "E+12", "anna"])(
    "%j is none",
    (text) => {
      expect(() => refuseShortenedNumber(text, "serial number")).not.toThrow();
    },
  );
});
