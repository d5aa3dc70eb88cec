import { createHash, type KeyObject, verify } from "node:crypto";
import { canonicalHash } from "./canonical.js";

/** The hash that the first seal of an account gives as that of the one before it. */
export const NO_SEAL = "0".repeat(64);

/** The contents of a seal. Hashes are SHA-256 in hexadecimal, times RFC 3339 in UTC with milliseconds. */
export interface SealContent {
  /** Global id. */
  readonly account: string;
  /** 1, 2, 3 and so on without a gap. */
  readonly number: number;
  readonly previousHash: string;
  /** How many events it covers. */
  readonly count: number;
  /** Hash of the hashes of its events in the order of the feed, each as 32 bytes, one after the other. */
  readonly eventsHash: string;
  /** When the earliest and the latest of them occurred. */
  readonly oldestAt: string;
  readonly newestAt: string;
  readonly sealedAt: string;
  readonly keyId: string;
  /** The number of the format; null for a seal from before seals said it. */
  readonly format: number | null;
}

/** A seal: its contents, their hash, and the signature of the hash. */
export interface Seal extends SealContent {
  readonly hash: string;
  /** Ed25519 of the hash's 32 bytes, in Base64. */
  readonly signature: string;
}

/** Signs hashes with the installation's key. */
export interface Signer {
  /** First 8 bytes of the SHA-256 of the public key, in hexadecimal. */
  readonly keyId: string;
  /** @param hash 32 bytes in hexadecimal. @returns the signature in Base64. */
  sign(hash: string): string;
}

/** The hash of a seal. */
export function sealHash(seal: SealContent): string {
  const { account, number, previousHash, count, eventsHash, oldestAt, newestAt, sealedAt, keyId, format } =
    seal;
  return canonicalHash({
    kind: "seal",
    account,
    number,
    previousHash,
    count,
    eventsHash,
    oldestAt,
    newestAt,
    sealedAt,
    keyId,
    ...numbered(format),
  });
}

/** The format field of a signed statement: nothing, if it is from before statements said it. */
export function numbered(format: number | null): { readonly format?: number } {
  return format === null ? {} : { format };
}

/** The values that follow from the hashes of a seal's events: their hash, and all of them as bytes. */
export function hashOfEvents(hashes: readonly string[]): { eventsHash: string; eventHashes: Buffer } {
  const eventHashes = Buffer.from(hashes.join(""), "hex");
  return { eventsHash: createHash("sha256").update(eventHashes).digest("hex"), eventHashes };
}

/** Seals events. @param hashes of the events, in the order of the feed; at least one. */
export function makeSeal(
  content: Omit<SealContent, "count" | "eventsHash" | "keyId">,
  hashes: readonly string[],
  signer: Signer,
): Seal & { readonly eventHashes: Buffer } {
  const { eventsHash, eventHashes } = hashOfEvents(hashes);
  const said = { ...content, count: hashes.length, eventsHash, keyId: signer.keyId };
  const hash = sealHash(said);
  return { ...said, hash, signature: signer.sign(hash), eventHashes };
}

/** A signed statement up to which seal the events of an account have expired. */
export interface Horizon {
  readonly account: string;
  /** Number of the last seal whose events were removed. */
  readonly through: number;
  readonly expiredAt: string;
  /** As of a seal. */
  readonly signature: string;
}

/** The bytes that a horizon's signature signs. */
export function horizonHash({ account, through, expiredAt }: Omit<Horizon, "signature">): string {
  return canonicalHash({ kind: "horizon", account, through, expiredAt });
}

/** Whether a hash was signed with the matching private key. */
export function isSigned(hash: string, signature: string, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(hash, "hex"), publicKey, Buffer.from(signature, "base64"));
}
