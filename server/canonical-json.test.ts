import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.js";

describe("canonical JSON", () => {
  it("is what RFC 8785 says of its own example, but for numbers that are not whole", () => {
    const value = {
      string: "\u20ac$\u000F\nA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
      numbers: [333333333, 4, 0],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333,4,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(canonicalJson({ "\u20ac": 1, "\r": 2, 1: 3, "\ud83d\ude02": 4, "\ufb33": 5 })).toBe(
      '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude02":4,"\ufb33":5}',
    );
  });

  it("is what the library writes, also for values that it is not asked for", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\u2028", "\ud800", "__proto__", "1", "10", "2"),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        text,
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.array(tie("value")),
        fc.dictionary(text, tie("value")),
        fc.date({ noInvalidDate: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (one) => {
        expect(canonicalJson(one)).toBe(canonicalize(one));
      }),
      { numRuns: 1_000 },
    );
    for (const wrong of [Number.NaN, ["a", Number.NaN], { a: Number.NaN }]) {
      expect(() => canonicalJson(wrong)).toThrow("NaN");
    }
  });

  it("leaves fields that are undefined out, and refuses what JSON cannot say", () => {
    expect(canonicalJson({ b: undefined, a: [new Date(0)] })).toBe('{"a":["1970-01-01T00:00:00.000Z"]}');
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
    expect(() => canonicalJson({ a: Number.NaN })).toThrow("NaN");
  });
});
