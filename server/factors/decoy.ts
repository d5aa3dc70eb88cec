import { createHmac } from "node:crypto";
import { foldedKey } from "../database/folded.js";
import type { Subject } from "../tokens/token-subject.js";
import { loginKey } from "../users/user-store.js";

/** How the user or the token is named that a subject turned out to be; null where there is none. */
export interface Known {
  readonly login: string | null;
  readonly serialNumber: string | null;
}

/** A text that identifies a subject. Where the user or token is known, it is the same by id and by name. */
export function subjectName(subject: Subject, { login, serialNumber }: Known): string {
  if ("user" in subject) {
    const { user } = subject;
    const known = "login" in user ? user.login : login;
    return known === null ? `user ${"id" in user ? user.id : ""}` : `login ${loginKey(known)}`;
  }
  const { token } = subject;
  const known = "serialNumber" in token ? token.serialNumber : serialNumber;
  return known === null ? `token ${"id" in token ? token.id : ""}` : `serial number ${foldedKey(known)}`;
}

/** A number from 0 to 1 that is computed from a text and a key. It cannot be guessed without the key. */
export function drawn(hmacKey: Buffer, text: string): number {
  return (createHmac("sha256", hmacKey).update(text).digest().readUIntBE(0, 6) + 0.5) / 2 ** 48;
}
