import { describe, expect, it } from "vitest";
import { fromJson, parseExactly } from "./json.js";
import type { Type } from "./type.js";
import { Decimal, Dynamic, type Value } from "./value.js";

const read = (json: string, type: Type): Value => fromJson(parseExactly(json), type);

describe("states as JSON", () => {
  it.each<[string, Value]>([
    ["0", 0],
    ["-12.5", -12.5],
    ["9007199254740993", 9_007_199_254_740_993n],
    ["-9007199254740993", -9_007_199_254_740_993n],
    ["3.14159265358979323846264338", new Decimal("3.14159265358979323846264338")],
    ["1e3", 1000],
    ["1.50", 1.5],
    ['"18446744073709551615"', 18_446_744_073_709_551_615n],
  ])("keep every digit of %s", (json, value) => {
    expect(read(json, "number")).toEqual(value);
    expect(read(`{"a":[${json}]}`, ["object", { a: ["list", "number"] }])).toEqual({ a: [value] });
  });

  it("leave digits in texts alone, also behind quotes and backslashes", () => {
    const text = 'x "12345678901234567890" \\ 12345678901234567890 \\"';
    expect(read(JSON.stringify({ a: text, b: text }), ["map", "string"])).toEqual({ a: text, b: text });
    expect(read('{"12345678901234567890":1}', ["map", "number"])).toEqual({ "12345678901234567890": 1 });
  });

  it("are read when they hold texts of twenty million letters", { tags: "deep" }, () => {
    const text = 'a"\\'.repeat(2_000_000) + "b".repeat(14_000_000);
    expect(read(JSON.stringify({ text }), ["object", { text: "string" }])).toEqual({ text });
  });

  it("have null for what is missing, and nothing of what the type does not have", () => {
    const shape = Object.fromEntries<Type>([
      ["a", "string"],
      ["constructor", "string"],
      ["to", ["object", { b: "bool" }]],
    ]);
    const type: Type = ["object", shape];
    expect(read('{"a":"x","c":1,"to":{"d":2}}', type)).toEqual({
      a: "x",
      constructor: null,
      to: { b: null },
    });
  });

  it("have sets in one order, texts normalised, and values that say their type", () => {
    expect(read('["b","a","b"]', ["set", "string"])).toEqual(["a", "b"]);
    expect(read('{"e\u0301":"e\u0301"}', ["map", "string"])).toEqual({ "\u00e9": "\u00e9" });
    expect(read('{"type":["list","number"],"value":[1]}', "dynamic")).toEqual(
      new Dynamic(["list", "number"], [1]),
    );
    expect(read('["a",true]', ["tuple", ["string", "bool"]])).toEqual(["a", true]);
    expect(read("null", ["object", {}])).toBeNull();
  });

  it.each<[string, Type]>([
    ["1", "string"],
    ['"a"', "number"],
    ['"true"', "bool"],
    ["{}", ["list", "string"]],
    ["[]", ["object", {}]],
    ["[]", ["map", "string"]],
    ['"x"', "dynamic"],
  ])("refuse %s as %j", (json, type) => {
    expect(() => read(json, type)).toThrow(/is not of type|is no number/);
  });
});
