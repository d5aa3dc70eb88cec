import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyType, valueOf } from "../../../test/support/cty.js";
import { decodeValue, encodeValue } from "./msgpack.js";
import { parseType, typeBytes } from "./type.js";
import {
  canonicalNumber,
  Decimal,
  isWhollyKnown,
  numberDigits,
  parseNumber,
  sameValue,
  UNKNOWN,
  type Value,
} from "./value.js";

describe("values of random types", () => {
  const typed = anyType().chain((type) => valueOf(type).map((value) => [type, value] as const));

  it("come back from the wire as they went", () => {
    fc.assert(
      fc.property(typed, ([type, value]) => {
        const back = decodeValue(encodeValue(value, type), type);
        expect(sameValue(back, decodeValue(encodeValue(back, type), type))).toBe(true);
        expect(encodeValue(back, type).equals(encodeValue(value, type))).toBe(true);
        // Without sets, and without texts that have several spellings (the generator makes their canonical form), it is
        // the same.
        expect(sameValue(back, value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("have types that come back from the wire too", () => {
    fc.assert(
      fc.property(anyType(), (type) => {
        expect(parseType(typeBytes(type).toString())).toEqual(type);
      }),
    );
  });

  it("are the same as themselves, and as no changed one", () => {
    fc.assert(
      fc.property(typed, typed, ([type, value], [otherType, other]) => {
        expect(sameValue(value, value)).toBe(true);
        const equal =
          JSON.stringify(type) === JSON.stringify(otherType) &&
          encodeValue(value, type).equals(encodeValue(other, otherType));
        if (equal) expect(sameValue(value, other)).toBe(true);
        expect(sameValue(value, other)).toBe(sameValue(other, value));
      }),
    );
  });
});

describe("numbers", () => {
  const forms: readonly (readonly [string, Value])[] = [
    ["1", 1],
    ["1.0", 1],
    ["-0", 0],
    ["-0.0", 0],
    ["0010", 10],
    ["1e2", 100],
    ["1.5E+1", 15],
    ["1e-2", 0.01],
    ["9007199254740993.0", 9_007_199_254_740_993n],
    [".5", 0.5],
    ["0.1", 0.1],
    ["1e400", 10n ** 400n],
    ["0.10000000000000000001", new Decimal("0.10000000000000000001")],
    ["100000000000000000000.50", new Decimal("100000000000000000000.5")],
  ];
  it.each(forms)("%s has one form", (digits, value) => {
    expect(parseNumber(digits)).toEqual(value);
  });

  it.each(["", ".", "-", "1,5", " 1", "NaN", "Infinity", "0x1", "1e", "1e10001", "1e-99999999"])(
    "%j is none",
    (digits) => {
      expect(() => parseNumber(digits)).toThrow(SyntaxError);
    },
  );

  it("keep their digits", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 0n, max: 10n ** 30n }), (whole, fraction) => {
        const digits = `${whole}.${fraction}1`;
        const number = parseNumber(digits);
        if (whole !== 0n) expect(numberDigits(number)).toBe(digits);
        expect(sameValue(parseNumber(numberDigits(number)), number)).toBe(true);
      }),
    );
  });

  it("are doubles exactly where a double is that number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
        const number = parseNumber(numberDigits(canonicalNumber(double)));
        expect(sameValue(number, canonicalNumber(double))).toBe(true);
      }),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])("%s is none of Terraform's", (number) => {
    expect(() => canonicalNumber(number)).toThrow(RangeError);
  });
});

describe("what is the same", () => {
  const different: readonly (readonly [string, Value, Value])[] = [
    ["null and false", null, false],
    ["null and what is unknown", null, UNKNOWN],
    ["an empty list and an empty map", [], {}],
    ["other names", { a: 1 }, { b: 1 }],
    ["one attribute more", { a: 1 }, { a: 1, b: null }],
    ["a list and its beginning", [1, 2], [1]],
    ["a text and its number", "1", 1],
    ["a large number and its neighbour", 2n ** 64n, 2n ** 64n + 1n],
    ["a number and one of more digits", new Decimal("0.10000000000000000001"), 0.1],
  ];
  it.each(different)("%s are not", (_name, one, other) => {
    expect(sameValue(one, other)).toBe(false);
    expect(sameValue(other, one)).toBe(false);
  });

  it("is wholly known without anything unknown, however deep", () => {
    expect(isWhollyKnown({ a: [{ b: "x" }] })).toBe(true);
    expect(isWhollyKnown({ a: [{ b: UNKNOWN }] })).toBe(false);
  });
});
