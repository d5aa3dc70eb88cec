import { objectionToPolicy, type SelfServicePolicy } from "@tokenplane/rules/self-service";
import { expect, it } from "vitest";
import { inPageWords } from "./self-service-words.js";

/** What the page says of a policy that does not fit together. */
function objectionText(more: Partial<SelfServicePolicy>): string | undefined {
  const objection = objectionToPolicy({
    actions: [],
    models: [],
    firstEnrolment: "INVITATION",
    signIn: ["PASSWORD"],
    ...more,
  });
  return objection === null ? undefined : inPageWords(objection.sentence);
}

it("says each objection of the rules with the names that the page uses", () => {
  expect(objectionText({})).toBeUndefined();
  expect(objectionText({ signIn: [] })).toBe(
    "Name at least one way to sign in: “Password” or “Code by e-mail”.",
  );
  expect(objectionText({ firstEnrolment: "MAIL_CODE" })).toBe(
    "A first token by “Code by e-mail” needs “Code by e-mail” among the ways to sign in.",
  );
  expect(objectionText({ actions: ["TOKEN_ENROL"], models: ["PROTECTIMUS_TWO"] })).toBe(
    "“Connect a new token” needs a model that a person connects alone: Protectimus Smart, Google Authenticator, SMS, E-mail, Bot, Push.",
  );
  expect(objectionText({ actions: ["TOKEN_ENROL"], models: ["EMAIL"], signIn: ["MAIL_CODE"] })).toBe(
    "E-mail as the only model that a person connects alone needs “Password” among the ways to sign in: a mailed code and a token whose codes are mailed are one proof.",
  );
  expect(objectionText({ actions: ["RECOVERY_CODE"] })).toBe(
    "“Keep a recovery code” needs “Connect a new token” or “Take an unused token”: whoever uses the code connects another token.",
  );
  expect(objectionText({ actions: ["TOKEN_ASSIGN"] })).toBe(
    "“Give a token a new secret” and “Take an unused token” need at least one model.",
  );
});
