import { expect, it } from "vitest";
import { selectionAfter } from "./selection-after.js";

/** Tokens that are selected, by their ids. */
const tokens = (...ids: string[]) => new Map(ids.map((id) => [id, { name: id, isAssigned: false }]));

it("after many tokens, those that can be tried again are selected, and those that were selected meanwhile", () => {
  const outcome = { done: [], refused: [], left: [{ token: { id: "refused" } }] };
  const after = (...before: string[]) => [
    ...selectionAfter(tokens(...before), tokens("done", "refused", "gone"), outcome).keys(),
  ];
  expect(after("done", "refused", "gone")).toEqual(["refused"]);
  expect(after("done", "gone", "later")).toEqual(["later", "refused"]);
  // Undo is about tokens that are selected no longer.
  expect(after()).toEqual(["refused"]);
});
