// How a message for a browser is encrypted, so that its push service cannot read it (RFC 8291, RFC 8188).
import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";

/** The subscription that a browser gives out, so that it can be woken. */
export interface WebPushSubscription {
  /** Where its push service takes messages for it. */
  readonly endpoint: string;
  /** Of the browser: an uncompressed point of P-256. */
  readonly publicKey: Uint8Array;
  /** 16 bytes that only the browser and the server know. */
  readonly secret: Uint8Array;
}

/** The salt and the key pair that are new for each message; given by tests only. */
export interface Fresh {
  readonly salt: Buffer;
  /** With its keys. */
  readonly sender: ECDH;
}

/** Bytes of a record. Everything is one record: a push service need not take more than 4,096 bytes. */
const RECORD_BYTES = 4_096;

/** Ends the last record. */
const LAST = Buffer.of(2);

function fresh(): Fresh {
  const sender = createECDH("prime256v1");
  sender.generateKeys();
  return { salt: randomBytes(16), sender };
}

function derived(secret: Uint8Array, salt: Uint8Array, info: string | Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));
}

/** A text for one browser, in the content encoding aes128gcm. @throws Error when the browser's key is no point of the curve. */
export function encryptForBrowser(
  text: string,
  { publicKey, secret }: Pick<WebPushSubscription, "publicKey" | "secret">,
  { salt, sender }: Fresh = fresh(),
): Buffer {
  const own = sender.getPublicKey();
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, own]);
  const key = derived(sender.computeSecret(publicKey), secret, info, 32);
  const content = derived(key, salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = derived(key, salt, "Content-Encoding: nonce\0", 12);
  const cipher = createCipheriv("aes-128-gcm", content, nonce);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  return Buffer.concat([
    salt,
    size,
    Buffer.of(own.length),
    own,
    cipher.update(Buffer.concat([Buffer.from(text), LAST])),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}
