import { expect, it } from "vitest";
import { idsToUndo } from "./active-tokens.js";

it("Undo activates no token that was inactive before, and none that was refused", () => {
  const active = new Set(["active", "refused"]);
  expect(idsToUndo(active, [{ token: { id: "active" } }, { token: { id: "stolen" } }])).toEqual(["active"]);
});
