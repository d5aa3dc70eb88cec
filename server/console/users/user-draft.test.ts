import { expect, it } from "vitest";
import { NO_USER, userChange } from "./user-draft.js";

it("a change of a user has only what was changed, and null for what was taken away", () => {
  const first = { ...NO_USER, login: "anna", firstName: "Anna", email: "anna@example.org" };
  expect(userChange(first, first)).toEqual({});
  expect(userChange(first, { ...first, lastName: " Weber ", email: "" })).toEqual({
    lastName: "Weber",
    email: null,
  });
});
