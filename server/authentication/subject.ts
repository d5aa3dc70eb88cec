import { createHmac } from "node:crypto";
import { foldedKey } from "../database/folded.js";
import { builder } from "../graphql/builder.js";
import { NOTHING } from "../graphql/global-id.js";
import { tokenKey, TokenRef } from "../tokens/token-ref.js";
import { loginKey } from "../users/store.js";
import { userKey, UserRef } from "../users/user-ref.js";
import type { Snapshot, Subject } from "./snapshot.js";

export const SubjectInput = builder.inputType("SubjectInput", {
  description: "Who: a user with the token it has there, or a token with its user.",
  isOneOf: true,
  fields: (t) => ({
    user: t.field({ type: UserRef, description: "The user." }),
    token: t.field({ type: TokenRef, description: "The token." }),
  }),
});

/** Who an input is about. */
export function subjectOf(input: typeof SubjectInput.$inferInput): Subject {
  // What names nothing is an unknown user or token, and denied as one.
  if (input.user != null) return { user: userKey(input.user) ?? { id: NOTHING } };
  return { token: tokenKey(input.token ?? {}) ?? { id: NOTHING } };
}

/** An HMAC of what a subject was called. */
export function subjectHmac(hmacKey: Buffer, subject: Subject): string {
  const text =
    "user" in subject
      ? "login" in subject.user
        ? `login ${loginKey(subject.user.login)}`
        : `user ${subject.user.id}`
      : "serialNumber" in subject.token
        ? `serial number ${foldedKey(subject.token.serialNumber)}`
        : `token ${subject.token.id}`;
  return createHmac("sha256", hmacKey).update(text).digest("hex");
}

/** Whether nobody knows whom an attempt is about. */
export function isUnknown(subject: Subject, { userId, tokenId }: Snapshot): boolean {
  return ("user" in subject ? userId : tokenId) === null;
}
