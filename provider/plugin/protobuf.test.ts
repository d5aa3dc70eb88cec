import fc from "fast-check";
import protobufjs from "protobufjs";
import { describe, expect, it } from "vitest";
import {
  bool,
  bytes,
  field,
  integer,
  MalformedMessage,
  mapped,
  message,
  optional,
  repeated,
  string,
} from "./protobuf.js";
import { unaryCalls } from "./tfplugin6.js";

const inner = message({ text: field(1, string), count: field(2, integer) });
const outer = message({
  text: field(1, string),
  blob: field(2, bytes),
  flag: field(3, bool),
  number: field(4, integer),
  maybe: optional(5, integer),
  inner: optional(6, inner),
  list: repeated(7, inner),
  words: repeated(8, string),
  map: mapped(9, inner),
  far: field(1_000, string),
});

const { root } = protobufjs.parse(
  `syntax = "proto3";
   message Inner { string text = 1; int64 count = 2; }
   message Outer {
     string text = 1; bytes blob = 2; bool flag = 3; int64 number = 4; optional int64 maybe = 5; Inner inner = 6;
     repeated Inner list = 7; repeated string words = 8; map<string, Inner> map = 9; string far = 1000;
   }`,
);
const Oracle = root.lookupType("Outer");

const whole = fc.oneof(fc.integer(), fc.maxSafeInteger());
const text = fc.string({ unit: "binary" });
const innerValue = fc.record({ text, count: whole });
const outerValue = fc.record({
  text,
  blob: fc.uint8Array({ maxLength: 400 }).map((of) => Buffer.from(of)),
  flag: fc.boolean(),
  number: whole,
  maybe: fc.option(whole, { nil: undefined }),
  inner: fc.option(innerValue, { nil: undefined }),
  list: fc.array(innerValue, { maxLength: 5 }),
  words: fc.array(text, { maxLength: 5 }),
  map: fc.dictionary(
    text.filter((key) => key !== "__proto__"),
    innerValue,
    { maxKeys: 4, noNullPrototype: true },
  ),
  far: text,
});
const received = (value: Readonly<Record<string, unknown>> & { readonly map: object }) => ({
  ...value,
  map: new Map(Object.entries(value.map)),
});

describe("protobuf", () => {
  it("is read by protobufjs, and reads what that writes", () => {
    fc.assert(
      fc.property(outerValue, (value) => {
        const read = Oracle.toObject(Oracle.decode(outer.encode(value)), {
          longs: Number,
          bytes: Buffer,
          defaults: true,
          arrays: true,
          objects: true,
        });
        expect({ ...read, maybe: read["maybe"] ?? undefined, inner: read["inner"] ?? undefined }).toEqual(
          value,
        );
        const given = Object.fromEntries(Object.entries(value).filter(([, of]) => of !== undefined));
        const written = Oracle.encode(Oracle.fromObject(given)).finish();
        expect(outer.decode(written)).toEqual(received(value));
        expect(outer.decode(outer.encode(value))).toEqual(received(value));
      }),
      { numRuns: 300 },
    );
  });

  it("sends nothing for zeros, but for those that were given where presence counts", () => {
    expect(outer.encode({ text: "", number: 0, flag: false, blob: Buffer.alloc(0), list: [] })).toHaveLength(
      0,
    );
    expect(outer.encode({ maybe: 0 }).toString("hex")).toBe("2800");
    expect(outer.decode(Buffer.from("2800", "hex")).maybe).toBe(0);
    expect(outer.decode(Buffer.alloc(0))).toMatchObject({ text: "", number: 0, maybe: undefined, list: [] });
    expect(outer.encode({ inner: {} }).toString("hex")).toBe("3200");
  });

  it("passes over fields that it does not know, of every form and size, and over known ones in another form", () => {
    const known = "0a0161";
    const strangers = {
      "a number": "f80101",
      "the largest number": "f801ffffffffffffffffff01",
      "64 bits": "f9010102030405060708",
      "32 bits": "fd0101020304",
      bytes: "fa0103010203",
      "a known field as a number": "0805",
      "a known field as 64 bits": "0901020304050607ff",
    };
    for (const [name, stranger] of Object.entries(strangers)) {
      expect(outer.decode(Buffer.from(stranger + known, "hex")).text, name).toBe("a");
    }
  });

  it.each([
    ["ends within a tag", "88"],
    ["ends within a number", "2080"],
    ["ends within a number, after four bytes of it", "208d9086bc"],
    ["ends within an unknown number, after four bytes of it", "f8018d9086bc"],
    ["ends within a flag, after four bytes of it", "188d9086bc"],
    ["ends within a text", "0a0561"],
    ["has a text of two gigabytes that are not there", "0affffffff07"],
    ["has a text of negative length", "0affffffffffffffffff01"],
    ["has a number of eleven bytes", "20ffffffffffffffffffff01"],
    ["has a number beyond 2^53", "20ffffffffffffffff7f"],
    ["has an unknown number of eleven bytes", "f801ffffffffffffffffffff01"],
    ["ends within 64 unknown bits", "f90101"],
    ["has a group", "0b"],
    ["has an unknown group that ends", "630c"],
    ["has a field without a number", "0001"],
    ["holds a message that ends too early", "32020a05"],
  ])("refuses a message that %s", (_name, hex) => {
    expect(() => outer.decode(Buffer.from(hex, "hex"))).toThrow(MalformedMessage);
  });

  it("refuses numbers that JavaScript does not hold, and sends negative ones", () => {
    expect(() => outer.encode({ number: 2 ** 53 })).toThrow(RangeError);
    expect(() => outer.encode({ number: 1.5 })).toThrow(RangeError);
    expect(outer.decode(outer.encode({ number: -1 })).number).toBe(-1);
    expect(outer.encode({ number: -1 }).toString("hex")).toBe("20ffffffffffffffffff01");
  });

  it("sends half of a surrogate pair as U+FFFD: cores take no bytes that are no UTF-8", () => {
    expect(outer.encode({ text: "a\uD83D" }).toString("hex")).toBe("0a0461efbfbd");
    expect(outer.encode({ text: `${"a".repeat(60)}\uDE00` }).toString("hex")).toMatch(/61efbfbd$/);
  });

  it("ends on any bytes, with a message or a MalformedMessage", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        for (const { request } of Object.values(unaryCalls)) {
          try {
            request.decode(garbage);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedMessage);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("refuses every message that is cut off within a field", () => {
    fc.assert(
      fc.property(
        text.filter((of) => of !== ""),
        fc.nat(),
        (of, at) => {
          const encoded = outer.encode({ text: of });
          const cut = 1 + (at % (encoded.length - 1));
          expect(() => outer.decode(encoded.subarray(0, cut))).toThrow(MalformedMessage);
        },
      ),
    );
  });
});
