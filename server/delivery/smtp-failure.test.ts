import { describe, expect, it } from "vitest";
import { smtpFailure } from "./smtp-failure.js";

function error(fields: object = {}) {
  return Object.assign(new Error("739164 <anna@example.test>"), fields);
}

describe("a try by SMTP that failed", () => {
  it.each([
    [550, true, "REFUSED"],
    [550, false, "REFUSED"],
    [450, true, "NOT_ACCEPTED"],
    [421, false, "NOT_ACCEPTED"],
    // No reply that refuses: the body decides.
    [250, true, "UNKNOWN"],
    [250, false, "NOT_ACCEPTED"],
    [5, true, "UNKNOWN"],
  ])("with reply %i, body read: %s, is %s", (responseCode, bodyRead, state) => {
    expect(smtpFailure(error({ responseCode }), bodyRead)).toMatchObject({ state });
  });

  it.each(["ETIMEDOUT", "ECONNECTION", "ESOCKET", "EAUTH", "EPROTOCOL", "ETLS", "EABORT", "no code"])(
    "with %s and no reply is repeatable before the body, and unknown after",
    (name) => {
      const fields = name === "no code" ? {} : { code: name };
      expect(smtpFailure(error(fields), false)).toMatchObject({ state: "NOT_ACCEPTED" });
      expect(smtpFailure(error(fields), true)).toMatchObject({ state: "UNKNOWN" });
    },
  );

  it("says to which command, with the numbers of the reply and not its words", () => {
    const response = "550 5.1.1 <anna@example.test>: 739164";
    for (const [command, words] of [
      ["AUTH PLAIN", "sign-in"],
      ["MAIL FROM", "sender"],
      ["RCPT TO", "recipient"],
      ["STARTTLS", "encrypt"],
      ["DATA", "message"],
      ["CONN", "connection"],
    ]) {
      const { failure } = getSmtpFailure({ responseCode: 550, response, command });
      expect(failure).toContain(words);
      expect(failure).toContain("(550 5.1.1)");
      expect(failure).not.toMatch(/anna|739164/);
    }
    expect(getSmtpFailure({ responseCode: 550, response: "550 739164" }).failure).toContain("(550)");
    for (const odd of ["550 5.739164.1 x", "550 5.1.739164", "550 5.1.1@739164"]) {
      expect(getSmtpFailure({ responseCode: 550, response: odd }).failure).toContain("(550)");
    }
  });
});

function getSmtpFailure(fields: object): { readonly failure: string } {
  const result = smtpFailure(error(fields), false);
  if (result.state === "ACCEPTED") throw new TypeError("it did not fail");
  return result;
}
