import { expect, it } from "vitest";
import { Prisma } from "./generated/client.js";
import { searchWords, wordMatcher, wordSearch } from "./search.js";

const TABLE = Prisma.sql`events`;

/** How many words the index is asked for by a text. */
function askedFor(text: string): number {
  const { pieces } = wordSearch(TABLE, TABLE, text);
  return pieces.reduce((count, { parts }) => count + Math.max(parts.length, 1), 0);
}

it.each([
  ["many words", Array.from({ length: 100 }, (_, n) => `word${n}`).join(" ")],
  ["a word of many parts", Array.from({ length: 40 }, (_, n) => n % 10).join("-")],
  ["many words of many parts", "a-b-c-d-e-f-g-h-i-j ".repeat(20)],
  ["a word, and one of many parts", `anna ${"x.".repeat(49)}`],
])("a search asks the index for at most sixteen words of %s", (_what, text) => {
  expect(askedFor(text)).toBe(16);
});

it("a search asks for all parts of what people search for", () => {
  expect(askedFor("TP-100231 anna@example.org 2001:db8:0:0:0:0:0:1")).toBe(13);
});

it("a search finds live what it finds in lists: by a word as a whole, or by its parts", () => {
  const words = searchWords("Token TP-100231 of anna@example.org was locked.");
  const found = (text: string) => wordMatcher(text)(words);
  expect(["TP-1002", "100231", "anna@ex", "example.org locked", "tp-100231 LOCK"].map(found)).toEqual(
    Array.from({ length: 5 }, () => true),
  );
  expect(["TP-99", "bert", "anna bert", "…"].map(found)).toEqual([false, false, false, false]);
});
