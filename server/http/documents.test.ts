import { expect, it } from "vitest";
import { type Actor, systemCaller } from "../actions/actor.js";
import { readSubscription } from "./documents.js";
import { PersistedDocuments } from "./persisted-documents.js";

const QUERY = `subscription ($after: Cursor, $n: Int = 1, $x: Boolean = true) {
  events(after: $after) { event { summary @include(if: $x) token { assignments(first: $n) { nodes { id } } } } }
}`;

it("subscribers share answers only where every variable that decides them is given alike, or by none", async () => {
  const documents = await PersistedDocuments.read(undefined, false);
  const actor: Actor = { ...systemCaller("account", "test", 0).actor, role: "ADMIN" };
  const selection = (variables: Record<string, unknown> | null) => {
    const read = readSubscription({ query: QUERY, variables }, actor, documents);
    if (!("selection" in read)) throw new Error(JSON.stringify(read));
    return read.selection;
  };
  // Where they begin is no part of the answer.
  expect(selection({ after: "a" })).toBe(selection({ after: "b" }));
  expect(selection({})).toBe(selection(null));
  // A variable that is absent has its default, and null has not.
  const others = [{}, { n: null }, { n: 1 }, { n: 2 }, { x: null }, { x: true }, { x: false }];
  expect(new Set(others.map(selection)).size).toBe(others.length);
});
