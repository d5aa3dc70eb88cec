import { Encoder, ExtData } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { canonicalSet, decodeValue, encodeValue, MalformedValue } from "./msgpack.js";
import type { Type } from "./type.js";
import { Decimal, Dynamic, sameValue, UNKNOWN, Unknown, type Value } from "./value.js";

const hex = (digits: string) => Buffer.from(digits, "hex");
const encoder = new Encoder({ useBigInt64: true });
const wire = (value: unknown) => encoder.encode(value);

describe("numbers as cores send them", () => {
  it.each<[string, Uint8Array, Value]>([
    ["0.1, a text", wire("0.1"), 0.1],
    ["1.5, a double", wire(1.5), 1.5],
    ["3, a small whole number", hex("03"), 3],
    ["-1", hex("ff"), -1],
    ["-200, 16 bits", hex("d1ff38"), -200],
    ["2^53 + 1, unsigned 64 bits", hex("cf0020000000000001"), 9_007_199_254_740_993n],
    ["2^53 - 1, unsigned 64 bits", hex("cf001fffffffffffff"), Number.MAX_SAFE_INTEGER],
    ["-2^63", hex("d38000000000000000"), -(2n ** 63n)],
    ["2^64 - 1, a text", wire("18446744073709551615"), 18_446_744_073_709_551_615n],
    ["the double of 0.1", wire(0.1), 0.1],
    ["many digits", wire("3.14159265358979323846264338"), new Decimal("3.14159265358979323846264338")],
    ["a double that is whole", hex("cb4008000000000000"), 3],
    ["minus zero", hex("cb8000000000000000"), 0],
  ])("reads %s", (_name, bytes, value) => {
    const read = decodeValue(bytes, "number");
    expect(read).toEqual(value);
    expect(Object.is(read, -0)).toBe(false);
    expect(decodeValue(encodeValue(read, "number"), "number")).toEqual(value);
  });

  it.each<[string, unknown]>([
    ["a text that is no number", "0x10"],
    ["an empty text", ""],
    ["infinity", Infinity],
    ["what is not a number", Number.NaN],
    ["an exponent that would fill the memory", "1e999999999"],
    ["a boolean", true],
  ])("refuses %s", (_name, value) => {
    expect(() => decodeValue(wire(value), "number")).toThrow(MalformedValue);
  });
});

describe("values that are not known", () => {
  it("are one extension, as Go writes it", () => {
    expect(encodeValue(UNKNOWN, "string").toString("hex")).toBe("d40000");
    expect(decodeValue(hex("d40000"), "string")).toEqual(UNKNOWN);
    expect(encodeValue(UNKNOWN, "dynamic").toString("hex")).toBe("d40000");
    expect(decodeValue(hex("d40000"), "dynamic")).toEqual(UNKNOWN);
  });

  it("are unknown by any extension, and with any payload", () => {
    expect(decodeValue(wire(new ExtData(7, Uint8Array.of(1, 2))), "bool")).toEqual(UNKNOWN);
    expect(decodeValue(hex("c70000"), ["list", "string"])).toEqual(UNKNOWN);
    expect(decodeValue(wire(new ExtData(12, Uint8Array.of(0x80))), "string")).toEqual(UNKNOWN);
  });

  it.each<[string, Unknown, Type]>([
    ["that they are not null", new Unknown({ notNull: true }), "bool"],
    ["how a text begins", new Unknown({ notNull: true, stringPrefix: "héllo-" }), "string"],
    [
      "bounds of a number",
      new Unknown({
        lowerBound: { value: 0.1, inclusive: true },
        upperBound: { value: 18_446_744_073_709_551_615n, inclusive: false },
      }),
      "number",
    ],
    ["how long a list is", new Unknown({ minLength: 0, maxLength: 70_000 }), ["list", "string"]],
  ])("keep what is promised of them: %s", (_name, value, type) => {
    const encoded = encodeValue(value, type);
    expect(encoded.includes(12)).toBe(true);
    expect(decodeValue(encoded, type)).toEqual(value);
  });

  it("reads what go-cty writes: not null, with a prefix", () => {
    // A map of two entries: 1 = false, 2 = "ami-".
    expect(decodeValue(hex("c7090c8201c202a4616d692d"), "string")).toEqual(
      new Unknown({ notNull: true, stringPrefix: "ami-" }),
    );
  });
});

describe("texts and sets", () => {
  it("are normalised (NFC), map keys too", () => {
    expect(decodeValue(wire("e\u0301"), "string")).toBe("\u00e9");
    expect(decodeValue(wire({ "e\u0301": "e\u0301" }), ["map", "string"])).toEqual({ "\u00e9": "\u00e9" });
    expect(encodeValue("e\u0301", "string")).toEqual(encodeValue("\u00e9", "string"));
  });

  it("have any keys in maps, also those that objects of JavaScript have for other purposes", () => {
    const type: Type = ["map", ["map", "string"]];
    const names = ["__proto__", "constructor", "toString", "_proto___"];
    const inner = Object.fromEntries(names.map((name) => [name, `of ${name}`]));
    const value = Object.fromEntries(names.map((name) => [name, inner]));
    const read = decodeValue(encodeValue(value, type), type);
    expect(sameValue(read, value)).toBe(true);
    expect(Object.keys(read ?? {})).toEqual(names);
  });

  it("have sets in one order, and nothing twice", () => {
    const type: Type = ["set", "string"];
    expect(decodeValue(wire(["b", "a", "b", "e\u0301", "\u00e9"]), type)).toEqual(["a", "b", "\u00e9"]);
    expect(encodeValue(["b", "a", "b"], type)).toEqual(encodeValue(["a", "b"], type));
    expect(canonicalSet([2, 1, 2], "number")).toEqual([1, 2]);
  });

  it("keep elements apart that may turn out to be different", () => {
    expect(canonicalSet([UNKNOWN, "a", UNKNOWN], "string")).toEqual(["a", UNKNOWN, UNKNOWN]);
    const type: Type = ["object", { a: "string" }];
    expect(canonicalSet([{ a: UNKNOWN }, { a: UNKNOWN }, { a: "x" }, { a: "x" }], type)).toEqual([
      { a: "x" },
      { a: UNKNOWN },
      { a: UNKNOWN },
    ]);
  });
});

describe("objects", () => {
  // A name that every object of JavaScript has already.
  const shape: Readonly<Record<string, Type>> = Object.fromEntries([
    ["a", "string"],
    ["constructor", "bool"],
  ]);
  const type: Type = ["object", shape];

  it("are sent with exactly the attributes of their type", () => {
    expect(() => encodeValue({ a: "x" }, type)).toThrow(/\.constructor is missing/);
    expect(() => encodeValue({ a: "x", constructor: true, c: 1 }, type)).toThrow(/\.c is no attribute/);
    expect(() => encodeValue({ a: 1, constructor: null }, type)).toThrow(/\.a is not a string/);
  });

  it("are read with what is missing as null, and without strangers", () => {
    expect(decodeValue(wire({ a: "x" }), type)).toEqual({ a: "x", constructor: null });
    expect(() => decodeValue(wire({ a: "x", b: 1 }), type)).toThrow(/\.b is no attribute/);
    expect(() => decodeValue(wire(["x"]), type)).toThrow(MalformedValue);
    expect(decodeValue(hex("c0"), type)).toBeNull();
  });

  it("say where a value does not fit", () => {
    const nested: Type = ["object", { list: ["list", type] }];
    expect(() => decodeValue(wire({ list: [{ a: true }] }), nested)).toThrow(".list[0].a is not a string");
  });
});

describe("values of a type that they say themselves", () => {
  it("stand beside their type", () => {
    const value = new Dynamic(["list", "number"], [1, 2]);
    const encoded = encodeValue(value, "dynamic");
    // Go writes the type as bytes.
    expect(encoded.subarray(0, 2).toString("hex")).toBe("92c4");
    expect(decodeValue(encoded, "dynamic")).toEqual(value);
    expect(decodeValue(wire(['["list","number"]', [1, 2]]), "dynamic")).toEqual(value);
    expect(decodeValue(hex("c0"), "dynamic")).toBeNull();
  });

  it.each<[string, unknown]>([
    ["no type", [1, 2]],
    ["a type that is none", ['"text"', 1]],
    ["a type that is no JSON", ["{", 1]],
    ["nothing", 5],
  ])("are refused with %s", (_name, value) => {
    expect(() => decodeValue(wire(value), "dynamic")).toThrow(MalformedValue);
  });
});

describe("bytes that are no value", () => {
  it.each(["", "81", "92c0", "c1", "c4ff00", "ddffffffff", "dfffffffff", "d9"])("%s is refused", (bytes) => {
    expect(() => decodeValue(hex(bytes), ["list", "string"])).toThrow(MalformedValue);
  });

  it("with more behind a value are refused", () => {
    expect(() => decodeValue(hex("0102"), "number")).toThrow(MalformedValue);
  });
});

describe("a tuple", () => {
  it("has as many elements as its type", () => {
    const type: Type = ["tuple", ["string", "bool"]];
    expect(decodeValue(wire(["a", true]), type)).toEqual(["a", true]);
    expect(() => decodeValue(wire(["a"]), type)).toThrow(MalformedValue);
    expect(() => encodeValue(["a", true, 1], type)).toThrow(TypeError);
    expect(sameValue(decodeValue(encodeValue(["a", null], type), type), ["a", null])).toBe(true);
  });
});
