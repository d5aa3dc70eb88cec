// How a server says who it is to push services of browsers (RFC 8292).
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";

/** How long a proof is valid, in seconds. Push services take at most a day; this one is not used again. */
const PROOF_SECONDS = 3_600;

/** The installation's key pair, as it works. */
export interface VapidKey {
  /** The public key as browsers want it: an uncompressed point of P-256, in Base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** A new private key (P-256), as PKCS #8 in DER: to be encrypted and kept. */
export function newVapidKey(): Buffer {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({
    format: "der",
    type: "pkcs8",
  });
}

/** The key pair of a private key that `newVapidKey` made. */
export function openVapidKey(pkcs8: Buffer): VapidKey {
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return { privateKey, publicKey: getPoint(createPublicKey(privateKey)).toString("base64url") };
}

/** The point of a public key of P-256: 65 bytes, which end its SPKI in DER (RFC 5480). */
export function getPoint(key: KeyObject): Buffer {
  return key.export({ format: "der", type: "spki" }).subarray(-65);
}

/**
 * The header Authorization of a request to a push service.
 * @param endpoint of the subscription. @param subject an address at which the service finds the operator.
 * @param now milliseconds since 1970 UTC.
 */
export async function vapidHeader(
  { publicKey, privateKey }: VapidKey,
  endpoint: string,
  subject: string,
  now: number,
): Promise<string> {
  const token = await new SignJWT()
    .setProtectedHeader({ typ: "JWT", alg: "ES256" })
    .setAudience(new URL(endpoint).origin)
    .setSubject(subject)
    .setExpirationTime(Math.floor(now / 1_000) + PROOF_SECONDS)
    .sign(privateKey);
  return `vapid t=${token}, k=${publicKey}`;
}
