import { createHmac } from "node:crypto";
import { foldedKey } from "../database/folded.js";
import { localId } from "../global-id.js";
import { NIL_UUID } from "../nil-uuid.js";
import type { Subject } from "../tokens/token-subject.js";
import { tokenKey, type TokenRefInput } from "../tokens/token-ref.js";
import { loginKey } from "../users/user-store.js";
import { userKey, type UserRefInput } from "../users/user-ref.js";
import type { AskedChallenge, Snapshot } from "./snapshot.js";

/** A user (whose token at the resource is used), or a token (with its user). */
export interface SubjectInput {
  readonly token?: TokenRefInput | null | undefined;
  readonly user?: UserRefInput | null | undefined;
}

/** The subject of an input. */
export function getSubject(input: SubjectInput): Subject {
  // A reference to nothing is an unknown user or token, and is denied as one.
  if (input.user != null) return { user: userKey(input.user) ?? { id: NIL_UUID } };
  return { token: tokenKey(input.token ?? {}) ?? { id: NIL_UUID } };
}

/** The text that a subject was named by. */
function subjectText(subject: Subject): string {
  if ("user" in subject) {
    return "login" in subject.user ? `login ${loginKey(subject.user.login)}` : `user ${subject.user.id}`;
  }
  return "serialNumber" in subject.token
    ? `serial number ${foldedKey(subject.token.serialNumber)}`
    : `token ${subject.token.id}`;
}

/** An HMAC of the text that a subject was named by. */
export function subjectHmac(hmacKey: Buffer, subject: Subject): string {
  return createHmac("sha256", hmacKey).update(subjectText(subject)).digest("hex");
}

/**
 * The owners of the queue in which PIN checks wait: the account and the subject that is named, whether there is such a user or token
 * or not.
 */
export function pinShares(accountId: string, subject: Subject): readonly string[] {
  return [`${accountId} ${subjectText(subject)}`];
}

/** Whether the subject of an attempt does not exist. */
export function isUnknown(subject: Subject, { userId, tokenId }: Snapshot): boolean {
  return ("user" in subject ? userId : tokenId) === null;
}

/**
 * The UUID of the challenge that an input names. A text that is not a challenge's id names no open challenge.
 */
export function challengeId(id: string): string {
  return localId("Challenge", id) ?? NIL_UUID;
}

/** The challenge that an attempt answers; null when it names none. */
export function answeredChallenge(
  id: string | null | undefined,
  purpose: AskedChallenge["purpose"],
): AskedChallenge | null {
  return id == null ? null : { id: challengeId(id), purpose };
}
