import canonicalize from "canonicalize";
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

  it("is for values without fields what the library writes", () => {
    const texts = ["", "a", '"', "\u2028", "\ud83d\ude02", "\ud800", "\u0000\u007f/"];
    for (const value of [null, true, ...texts, texts, [texts, [[null, false]]], []]) {
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }
    expect(() => canonicalJson(["a", Number.NaN])).toThrow("NaN");
    expect(canonicalJson(["a", { c: 1, b: [2] }])).toBe('["a",{"b":[2],"c":1}]');
  });

  it("leaves fields that are undefined out, and refuses what JSON cannot say", () => {
    expect(canonicalJson({ b: undefined, a: [new Date(0)] })).toBe('{"a":["1970-01-01T00:00:00.000Z"]}');
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
    expect(() => canonicalJson({ a: Number.NaN })).toThrow("NaN");
  });
});
