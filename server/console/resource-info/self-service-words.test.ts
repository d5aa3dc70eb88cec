import { objectionToPolicy, type SelfServicePolicy } from "@tokenplane/rules/self-service";
import { expect, it } from "vitest";
import { inPageWords } from "./self-service-words.js";

/** The page's objection to a policy that does not fit together. */
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

it("each error of a self-service policy has the names that the page uses", () => {
  expect(objectionText({})).toBeUndefined();
  expect(objectionText({ signIn: [] })).toBe(
    "Name at least one way to sign in: “Password” or “Code by e-mail”.",
  );
  expect(objectionText({ firstEnrolment: "MAIL_CODE" })).toBe(
    "First enrolment by “Code by e-mail” requires “Code by e-mail” among the ways to sign in.",
  );
  expect(objectionText({ actions: ["TOKEN_ENROL"], models: ["PROTECTIMUS_TWO"] })).toBe(
    "“Connect a new token” requires at least one model that users can enrol by themselves: Protectimus Smart, Google Authenticator, SMS, E-mail, Bot, Push.",
  );
  expect(objectionText({ actions: ["TOKEN_ENROL"], models: ["EMAIL"], signIn: ["MAIL_CODE"] })).toBe(
    "If E-mail is the only model that users can enrol by themselves, the ways to sign in must contain “Password”. Otherwise both proofs would be codes sent to the same mailbox.",
  );
  expect(objectionText({ actions: ["RECOVERY_CODE"] })).toBe(
    "“Keep a recovery code” requires “Connect a new token” or “Take an unused token”: with a recovery code, a user connects another token.",
  );
  expect(objectionText({ actions: ["TOKEN_ASSIGN"] })).toBe(
    "“Give a token a new secret” and “Take an unused token” need at least one model.",
  );
});
