import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from "node:crypto";
import type { Signer } from "./chain.js";

/** The DER of an Ed25519 public key before its 32 bytes (RFC 8410). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** The installation's key pair, as it works. */
export interface SealKey extends Signer {
  /** The 32 bytes of the public key (RFC 8032), in Base64. */
  readonly publicKey: string;
}

/** A new private key, as PKCS #8 in DER: to be encrypted and kept. */
export function newSealKey(): Buffer {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
}

function getId(publicKey: Buffer): string {
  return createHash("sha256").update(publicKey).digest("hex").slice(0, 16);
}

/** The key pair of a private key that `newSealKey` made. */
export function openSealKey(privateKey: Buffer): SealKey {
  const key = createPrivateKey({ key: privateKey, format: "der", type: "pkcs8" });
  const bytes = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(SPKI.length);
  return {
    keyId: getId(bytes),
    publicKey: bytes.toString("base64"),
    sign: (hash) => sign(null, Buffer.from(hash, "hex"), key).toString("base64"),
  };
}

/** The public key in a text, or undefined when it is not 32 bytes in Base64. */
export function readPublicKey(text: string): { readonly keyId: string; readonly key: KeyObject } | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 32) return undefined;
  return {
    keyId: getId(bytes),
    key: createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: "der", type: "spki" }),
  };
}
