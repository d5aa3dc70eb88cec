import { ECDH } from "node:crypto";
import { isIP } from "node:net";

/**
 * The subscription that a page in a browser sends in the place of a token of Firebase: how its push service wakes it (RFC 8030, RFC
 * 8291).
 */
export interface Subscription {
  readonly endpoint: string;
  /** An uncompressed point of P-256. */
  readonly publicKey: Buffer;
  /** 16 bytes. */
  readonly secret: Buffer;
}

/** Characters of the longest one that is taken. Push services' addresses have some hundred. */
const MAX_LENGTH = 1_500;

/** Key, secret, and the address. No token of Firebase has this form: before its colon are 22 characters. */
const WRITTEN = /^webpush:([\w-]{87}):([\w-]{22}):(https:\/\/[\x21-\x7b\x7d\x7e]+)$/;

/** Whether a wake-up token is for a browser. */
export function isSubscription(wakeToken: string): boolean {
  return wakeToken.startsWith("webpush:");
}

/**
 * Whether an address can be one of a push service. Anybody may name one, so only hosts with names and the usual port are taken;
 * where the name leads is looked at whenever something is sent.
 */
function isService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { href, username, password, port, hostname, hash } = new URL(endpoint);
  const isNamed = isIP(hostname) === 0 && !hostname.startsWith("[") && hostname.includes(".");
  return href === endpoint && isNamed && `${username}${password}${port}${hash}` === "";
}

/** The bytes of a canonical Base64url; null when there is another spelling of them. */
function getBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}

function isPoint(key: Buffer): boolean {
  try {
    ECDH.convertKey(key, "prime256v1");
    return key[0] === 4;
  } catch {
    return false;
  }
}

/** Reads how a browser is woken; null when the text is no such thing. */
export function readSubscription(text: string): Subscription | null {
  if (text.length > MAX_LENGTH) return null;
  const [, key = "", auth = "", endpoint = ""] = WRITTEN.exec(text) ?? [];
  const publicKey = getBytes(key);
  const secret = getBytes(auth);
  if (publicKey === null || secret === null || !isPoint(publicKey) || !isService(endpoint)) return null;
  return { endpoint, publicKey, secret };
}
