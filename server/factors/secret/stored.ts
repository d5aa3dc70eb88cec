import type { Sql } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { readBytes, readOptionalText, type StoredPart } from "../stored-part.js";

/** The columns of a secret: members of a JSON object, of a token `t`. */
export const SECRET_MEMBERS: Sql = Prisma.sql`'secret', encode(t.secret, 'hex'), 'hash', t.hash,
  'secretFingerprint', encode(t.secret_fingerprint, 'hex')`;

/** A secret as it is stored. */
export interface StoredSecret {
  /** Encrypted. */
  readonly secret: Uint8Array;
  readonly hash: string;
  readonly secretFingerprint: Uint8Array | null;
}

/** The secret of a token; null when it has none yet. */
export function readSecret(part: StoredPart): StoredSecret | null {
  const secret = readBytes(part, "secret");
  const hash = readOptionalText(part, "hash");
  return secret === null || hash === null
    ? null
    : { secret, hash, secretFingerprint: readBytes(part, "secretFingerprint") };
}
