import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { MasterKey } from "./master-key.js";

/** The place of a secret: it can be decrypted only with the same place. */
export interface Place {
  readonly account: string;
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/**
 * A secret that cannot be decrypted: it was moved from its place, was altered, or needs a master key that is not given.
 */
export class DecryptionError extends Error {
  override name = "DecryptionError";
}

/** A secret that needs a master key which is not given: a process that has the key can decrypt it. */
export class MissingKeyError extends DecryptionError {}

const VERSION = 1;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
const HEADER_BYTES = 1 + 4 + SEALED_KEY_BYTES;

function seal(key: Buffer, plain: Uint8Array, associated: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(associated);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, sealed: Buffer, associated: Buffer): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const decrypt = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(associated)
    .setAuthTag(tag);
  return Buffer.concat([decrypt.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decrypt.final()]);
}

/** The part of an envelope that stays as it is when another master key wraps it, in hexadecimal. */
export function unwrappedPart(envelope: Uint8Array): string {
  return Buffer.from(envelope.subarray(HEADER_BYTES)).toString("hex");
}

function associatedData({ account, table, column, row }: Place): Buffer {
  return Buffer.from([account, table, column, row].join("\n"));
}

/**
 * Envelope encryption (AES-256-GCM): a data key for each record, wrapped by a master key.
 *
 * Envelope: version (1 byte), id of the master key (4), wrapped data key (nonce 12, key 32, tag 16),
 * secret (nonce 12, cipher text, tag 16). Both layers bind the place as associated data.
 */
export class SecretBox {
  readonly #keys: readonly [MasterKey, ...MasterKey[]];
  #demand: () => void = () => {};

  /** @param keys the first encrypts, all decrypt. */
  constructor(keys: readonly MasterKey[]) {
    const [first, ...others] = keys;
    if (first === undefined) throw new RangeError("at least one master key");
    this.#keys = [first, ...others];
  }

  /** The ids of its keys in hexadecimal, as envelopes name them: the first one encrypts. */
  keyIds(): readonly [string, ...string[]] {
    const [first, ...others] = this.#keys;
    return [first.id.toString("hex"), ...others.map(({ id }) => id.toString("hex"))];
  }

  /** @param demand is asked before each use of the first key: it throws while nothing may be encrypted with it. */
  demandBeforeUse(demand: () => void): void {
    this.#demand = demand;
  }

  /** Encrypts a secret for its place. @throws what `demandBeforeUse` was given throws. */
  encrypt(plain: Uint8Array, place: Place): Buffer<ArrayBuffer> {
    this.#demand();
    const dataKey = randomBytes(KEY_BYTES);
    const [master] = this.#keys;
    const associated = associatedData(place);
    return Buffer.concat([
      Buffer.of(VERSION),
      master.id,
      seal(master.key, dataKey, associated),
      seal(dataKey, plain, associated),
    ]);
  }

  /** @throws DecryptionError */
  decrypt(envelope: Uint8Array, place: Place): Buffer {
    const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
    const associated = associatedData(place);
    const dataKey = this.#unwrap(bytes, associated);
    try {
      return unseal(dataKey, bytes.subarray(HEADER_BYTES), associated);
    } catch {
      throw new DecryptionError("A stored secret was altered.");
    }
  }

  /** Whether the envelope is wrapped by the first master key; if not, `rewrap` makes it so. */
  isCurrent(envelope: Uint8Array): boolean {
    return this.#keys[0].id.equals(envelope.subarray(1, 5));
  }

  /** The same secret with its data key wrapped by the first master key. @throws DecryptionError, and as `encrypt`. */
  rewrap(envelope: Uint8Array, place: Place): Buffer<ArrayBuffer> {
    this.#demand();
    const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
    const associated = associatedData(place);
    const dataKey = this.#unwrap(bytes, associated);
    const [master] = this.#keys;
    return Buffer.concat([
      Buffer.of(VERSION),
      master.id,
      seal(master.key, dataKey, associated),
      bytes.subarray(HEADER_BYTES),
    ]);
  }

  #unwrap(bytes: Buffer, associated: Buffer): Buffer {
    if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) {
      throw new DecryptionError("A stored secret is not an envelope of this version.");
    }
    const master = this.#keys.find(({ id }) => id.equals(bytes.subarray(1, 5)));
    if (master === undefined)
      throw new MissingKeyError("A stored secret is encrypted with a master key that is not given.");
    try {
      return unseal(master.key, bytes.subarray(5, HEADER_BYTES), associated);
    } catch {
      throw new DecryptionError("A stored secret was altered, or moved to another row or column.");
    }
  }
}
