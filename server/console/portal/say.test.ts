import { expect, it } from "vitest";
import { getSentence } from "./say.js";
import { texts as de } from "./texts/de.js";

const problem = { code: "VALIDATION_FAILED", message: "A PIN has 4 to 12 digits.", path: ["input", "pin"] };

it("a portal in English shows the server's message", () => {
  expect(getSentence(null, problem)).toBe("A PIN has 4 to 12 digits.");
});

it.each([
  [problem, "Eine PIN hat 4 bis 12 Ziffern und nichts anderes."],
  [
    { ...problem, path: ["input", "elsewhere"] },
    "Das kann nicht angenommen werden. Prüfen Sie Ihre Eingaben.",
  ],
  [
    { ...problem, code: "SIGN_IN_REFUSED", reason: "MAILBOX_ALONE", path: [] },
    /^Sie haben mit einer E-Mail begonnen/,
  ],
  [{ ...problem, code: "SIGN_IN_REFUSED", reason: "", path: [] }, /^Die Anmeldung ist nicht gelungen/],
  [{ ...problem, code: "RATE_LIMITED", retryAfter: 240 }, /Warten Sie 240 s/],
  [{ ...problem, code: "RATE_LIMITED", retryAfter: Number.NaN }, /Warten Sie 60 s/],
  [{ ...problem, code: "NOT_FOUND", path: ["input", "otp"] }, /^Es gibt noch keinen Code/],
  [{ ...problem, code: "PERSISTED_DOCUMENT_NOT_FOUND", path: [] }, /Laden Sie die Seite neu\.$/],
  [{ ...problem, code: "POLICY_REFUSED", path: ["input"] }, /Warten Sie einige Minuten/],
  // As of a newer server.
  [{ ...problem, code: "SOMETHING_NEW" }, "A PIN has 4 to 12 digits."],
  [{ ...problem, code: "", message: "Der Server antwortet nicht." }, "Der Server antwortet nicht."],
])("a portal in German says what the code, the reason and the field of %o mean", (given, said) => {
  expect(getSentence(de.refusals, given)).toMatch(said);
});
