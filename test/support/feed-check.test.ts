import { describe, expect, it } from "vitest";
import { complaints } from "./feed-check.js";

const truth = ["a", "b", "c"].map((mark) => ({ cursor: `at ${mark}`, mark }));
const all = new Set(["a", "b", "c"]);
const heard = (...marks: string[]) => [
  { who: "anna", heard: marks.map((mark) => ({ cursor: `at ${mark}`, mark })) },
];

describe("the checker of followed events", () => {
  it("finds nothing wrong with every event once and in order", () => {
    expect(complaints(heard("a", "b", "c"), truth, all)).toEqual([]);
  });

  it.each([
    ["a loss", heard("a", "c"), ["anna did not hear b"]],
    ["a repetition", heard("a", "b", "b", "c"), ["anna heard b twice"]],
    ["another order", heard("b", "a", "c"), ["anna heard a too late"]],
    ["an invention", heard("a", "b", "c", "d"), ["anna heard d, which did not happen"]],
  ])("finds %s", (_what, followers, expected) => {
    expect(complaints(followers, truth, all)).toEqual(expected);
  });

  it("finds what was acknowledged and never happened", () => {
    expect(complaints([], truth, new Set(["a", "z"]))).toEqual(["z was acknowledged and did not happen"]);
  });
});
