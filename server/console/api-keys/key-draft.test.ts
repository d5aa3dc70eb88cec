import { expect, it } from "vitest";
import { NO_KEY, readKeyDraft } from "./key-draft.js";

it("an API key with an end in a year of five digits is no key, and the field says why", () => {
  const draft = {
    ...NO_KEY,
    name: "ci",
    role: "AUDITOR",
    reach: "ALL",
    expiresAt: "20271-01-01T10:00",
  } as const;
  expect(readKeyDraft(draft).problems).toEqual({
    expiresAt: "Type a date and a time, with a year of four digits.",
  });
});
