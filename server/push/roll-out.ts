import { createHmac, randomBytes } from "node:crypto";
import { parseJson } from "../bounded-json.js";
import { type PhoneForm, getSerial, getWakeToken } from "./form.js";
import { readPhoneKey } from "./keys.js";
import { type PhoneReply, successReply } from "./reply.js";

/** A new credential for one roll-out: 256 bits. */
export function newCredential(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored form of a credential: an HMAC under the installation's key, in a domain of its own. */
export function credentialHmac(hmacKey: Buffer, credential: string): Buffer<ArrayBuffer> {
  const key = createHmac("sha256", hmacKey).update("credentials of push enrolments").digest();
  return createHmac("sha256", key).update(credential).digest();
}

/** The form that a phone posts to get its token. */
export interface RollOut {
  readonly credential: string;
  readonly serial: string;
  /** SPKI, DER. */
  readonly publicKey: Buffer<ArrayBuffer>;
  /** Of Firebase, or how a browser is woken; null when the phone is only asked by its own polls. */
  readonly wakeToken: string | null;
  /** The capabilities of the app beside the basics, by name. Unsigned: a hint, never a permission. */
  readonly capabilities: readonly string[];
}

const INCOMPLETE = "The phone's request is incomplete. Update the app and scan again.";

/** The contents of the form of a roll-out, or a sentence for the person with the phone. */
export function readRollOut(form: PhoneForm): RollOut | { readonly failure: string } {
  const credential = form.get("enrollment_credential") ?? "";
  const serial = getSerial(form);
  const wakeToken = readWakeToken(form);
  if (!/^[\w-]{1,100}$/.test(credential) || serial === null || wakeToken === undefined) {
    return { failure: INCOMPLETE };
  }
  const read = readPhoneKey(form.get("pubkey") ?? "");
  if ("failure" in read) return read;
  return { credential, serial, publicKey: read.key, wakeToken, capabilities: getCapabilities(form) };
}

/** A phone without Firebase says so; some say nothing. */
function readWakeToken(form: PhoneForm): string | null | undefined {
  const text = form.get("fbtoken") ?? "";
  return text === "" ? null : getWakeToken(text);
}

/**
 * The names of what an app knows, from a list in JSON. An older app sends none; what cannot be read is none, because
 * nothing depends on it.
 */
export function getCapabilities(form: PhoneForm): readonly string[] {
  const text = form.get("capabilities") ?? "";
  if (text === "" || text.length > 1000) return [];
  try {
    const value: unknown = parseJson(text);
    if (!Array.isArray(value)) return [];
    return value.filter((name): name is string => typeof name === "string" && /^\w{1,50}$/.test(name));
  } catch {
    return [];
  }
}

/** The reply to a phone that is rolled out. @param publicKey of the server, PKCS#1 DER. */
export function rollOutReply(publicKey: Uint8Array): PhoneReply {
  return successReply(true, { public_key: Buffer.from(publicKey).toString("base64") });
}
