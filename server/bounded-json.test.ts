import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { JsonExcess, jsonExcess, parseJson } from "./bounded-json.js";

const lists = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const list = (entry: string, count: number) => `[${Array.from({ length: count }, () => entry).join(",")}]`;
const fields = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(",")}}`;

it.each<[string, string, RegExp | undefined]>([
  ["24 levels", lists(24), undefined],
  ["25 levels", lists(25), /24 levels/],
  ["25 levels that are never closed", "[".repeat(25), /24 levels/],
  ["many lists side by side", list(lists(2), 4_999), undefined],
  ["too many lists side by side", list("[]", 10_000), /10,000 lists/],
  ["50,000 values", list("1", 50_000), undefined],
  ["50,001 values", list("1", 50_001), /50,000 values/],
  ["100 fields", fields(100), undefined],
  ["101 fields", fields(101), /100 fields/],
  ["101 fields below others", `[{"a":${fields(101)}}]`, /100 fields/],
  ["100 fields, with lists of many values", `{"a":${list("1", 500)},"b":${fields(100)}}`, undefined],
  ["brackets and commas within a text", JSON.stringify({ a: "[{,".repeat(30_000) }), undefined],
  [
    "quotation marks and backslashes within a text",
    JSON.stringify(['\\"[[\\', '"', "\\\\", lists(30)]),
    undefined,
  ],
  ["a text that ends with a backslash, before too many levels", `{"a":"\\\\","b":${lists(25)}}`, /24 levels/],
  ["a text that does not end", `["${"[".repeat(100)}`, undefined],
  ["nothing", "", undefined],
])("the levels and values of JSON are counted as a parser would: %s", (_what, text, excess) => {
  expect(jsonExcess(text) ?? "").toMatch(excess ?? /^$/);
  if (excess !== undefined) expect(() => parseJson(text)).toThrow(JsonExcess);
});

it("what is not too much is parsed, and what is no JSON is refused as usual", () => {
  expect(parseJson('{"a":["\\"",{"b":null}]}')).toEqual({ a: ['"', { b: null }] });
  expect(() => parseJson("{")).toThrow(SyntaxError);
});

it("no door parses JSON in another way", () => {
  const doors = ["http", "push", "factors", "delivery", "graphql"].flatMap((folder) =>
    readdirSync(path.join(import.meta.dirname, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => path.join(import.meta.dirname, folder, name)),
  );
  const wrong = doors.filter((file) => readFileSync(file, "utf8").includes("JSON.parse("));
  // The file of documents is the operator's.
  expect(wrong.map((file) => path.basename(file))).toEqual(["persisted-documents.ts"]);
  expect(doors.length).toBeGreaterThan(100);
});
