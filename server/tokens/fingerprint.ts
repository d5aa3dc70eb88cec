import { createHmac } from "node:crypto";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { stepAt } from "../otp/windows.js";
import { DecryptionError, type SecretBox } from "../secrets/secret-box.js";
import { tokenSecretAad } from "./token-secret.js";

/** The settings that make codes beside the secret and the step or counter; a shorter code of the same is a part of a longer one. */
export interface CodeSettings {
  readonly hash: string;
  readonly ocraSuite?: string | null;
}

/**
 * By what an account knows a secret again, in any token: the database keeps under it what the secret used up
 * (`used_secrets`). It is an HMAC under the installation's key, in a domain of its own, so that it tells nothing of the
 * secret, nor that two accounts have the same one. Secrets that make the same codes have the same fingerprint: HMAC
 * takes some for the same that differ in bytes, as with zeros behind (RFC 2104).
 */
export function secretFingerprint(
  hmacKey: Uint8Array,
  accountId: string,
  secret: Uint8Array,
  { hash, ocraSuite }: CodeSettings,
): Buffer<ArrayBuffer> {
  const key = createHmac("sha256", hmacKey).update("fingerprints of token secrets").digest();
  return createHmac("sha256", key)
    .update([accountId, hash, ocraSuite ?? ""].join("\n"))
    .update(createHmac(hash, secret).digest())
    .digest();
}

/** A secret in an account, and how far it is known to be used by its token. */
interface KnownSecret {
  readonly accountId: string;
  readonly fingerprint: Buffer;
  readonly lastStep: bigint;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** The highest step or counter that a secret used up in other tokens than this one; null when it used none. */
export async function usedElsewhere(
  transaction: Transaction,
  { accountId, fingerprint, lastStep, now }: KnownSecret,
  { id, periodSeconds }: { readonly id: string; readonly periodSeconds: number | null },
): Promise<bigint | null> {
  const near = periodSeconds === null ? lastStep : BigInt(stepAt(now, periodSeconds));
  const [found] = await transaction.$queryRaw<{ step: bigint | null }[]>(Prisma.sql`
    SELECT step FROM uses_of_secret(${accountId}::uuid, ${fingerprint}::bytea, ${periodSeconds ?? 0}::integer, ${near}::bigint, ${id}::uuid)`);
  return found?.step ?? null;
}

/** How many tokens are read in one round. */
const ROUND = 500;

interface Unknown {
  readonly accountId: string;
  readonly id: string;
  readonly secret: Uint8Array;
  readonly hash: string;
  readonly ocraSuite: string | null;
}

/**
 * Adds fingerprints to secrets that an earlier build stored without them. A secret that cannot be decrypted is skipped.
 */
export async function addFingerprints(
  database: Pick<Database, "query">,
  secrets: SecretBox,
  hmacKey: Uint8Array,
): Promise<void> {
  let last: Unknown | undefined;
  do {
    const rows: Unknown[] = await database.query<Unknown>(Prisma.sql`
      SELECT account_id AS "accountId", id, secret, hash, ocra_suite AS "ocraSuite" FROM tokens
      WHERE secret IS NOT NULL AND secret_fingerprint IS NULL ${
        last === undefined
          ? Prisma.empty
          : Prisma.sql`AND (account_id, id) > (${last.accountId}::uuid, ${last.id}::uuid)`
      }
      ORDER BY account_id, id LIMIT ${ROUND}::int`);
    const known = rows.flatMap((row) => {
      try {
        const secret = secrets.decrypt(row.secret, tokenSecretAad(row.accountId, row.id));
        const fingerprint = secretFingerprint(hmacKey, row.accountId, secret, row);
        return [{ account_id: row.accountId, id: row.id, fingerprint: fingerprint.toString("hex") }];
      } catch (error) {
        if (error instanceof DecryptionError) return [];
        throw error;
      }
    });
    await database.query(Prisma.sql`
      UPDATE tokens SET secret_fingerprint = decode(known.fingerprint, 'hex')
      FROM json_to_recordset(${JSON.stringify(known)}::text::json) AS known (account_id uuid, id uuid, fingerprint text)
      WHERE tokens.account_id = known.account_id AND tokens.id = known.id`);
    last = rows.length === ROUND ? rows.at(-1) : undefined;
  } while (last !== undefined);
}
