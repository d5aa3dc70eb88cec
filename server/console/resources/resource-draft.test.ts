import { expect, it } from "vitest";
import { FIRST_DRAFT, resourceChange } from "./resource-draft.js";

it("a change of a resource has what was changed in the dialog alone: others may have changed the rest meanwhile", () => {
  const first = { ...FIRST_DRAFT, name: "VPN", allowedAddresses: "10.0.0.0/8" };
  expect(resourceChange(first, first)).toEqual({});
  expect(resourceChange(first, { ...first, name: "Office" })).toEqual({ name: "Office" });
  const strict = { failedAttemptsBeforeLock: "3", lockMinutes: "0", pinBeforeSending: true } as const;
  expect(resourceChange(first, { ...first, ...strict, pushConfirmation: "CHOICE" })).toEqual({
    failedAttemptsBeforeLock: 3,
    lockMinutes: 0,
    pinBeforeSending: true,
    pushConfirmation: "CHOICE",
  });
});
