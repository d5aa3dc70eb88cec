import { createHmac } from "node:crypto";
import { ERROR_CODES, type ErrorCode, Refusal } from "@tokenplane/rules/refusal";
import { canonicalJson } from "../canonical-json.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import type { SecretBox } from "../secrets/secret-box.js";

/** How long a record lasts, in milliseconds. */
const RECORD_TTL_MS = 24 * 60 * 60 * 1000;
/** The same for mutations with a code. */
const CODE_RECORD_TTL_MS = 2 * 60 * 1000;
/** How long one-time secrets are kept in a record. */
export const SECRETS_TTL_MS = 10 * 60 * 1000;

const LONGEST_KEY = 255;

/** Values that survive JSON. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
export type Payload = { readonly [key: string]: Json | undefined };

/** The result of a mutation: a payload, and secrets while they may be shown. */
export interface Answer<P extends Payload> {
  readonly payload: P;
  readonly secrets: Readonly<Record<string, string>> | null;
}

/** The outcome of a mutation: its answer or its refusal. */
export type Outcome<P extends Payload> = Answer<P> | Refusal;

/** Which record: it belongs to the actor and the mutation. */
export interface RecordKey {
  readonly accountId: string;
  readonly actorId: string;
  readonly mutation: string;
  readonly key: string;
}

/** @throws Refusal when the key is not one. */
export function checkIdempotencyKey(key: string): void {
  if (key.length === 0 || key.length > LONGEST_KEY) {
    throw new Refusal("VALIDATION_FAILED", `An idempotency key has 1 to ${LONGEST_KEY} characters.`, [
      "input",
      "idempotencyKey",
    ]);
  }
}

/** The HMAC-SHA-256 of an input: distinguishes two inputs, and stores neither. */
export function hmacOfInput(hmacKey: Buffer, input: object): Buffer<ArrayBuffer> {
  return createHmac("sha256", hmacKey).update(canonicalJson(input)).digest();
}

/** When a record made now ends. */
export function endOfRecord(now: number, takesCode: boolean): Date {
  return new Date(now + (takesCode ? CODE_RECORD_TTL_MS : RECORD_TTL_MS));
}

/** Where the encrypted secrets of a record stand. The rotation of the master key says the same in SQL. */
function secretsAad({ accountId, actorId, mutation, key }: RecordKey) {
  return {
    account: accountId,
    table: "idempotency_records",
    column: "secrets",
    row: `${actorId} ${mutation} ${key}`,
  };
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(ERROR_CODES, code);
}

/** The stored form of an outcome. */
export function keptResult<P extends Payload>(outcome: Outcome<P>): Payload {
  return outcome instanceof Refusal
    ? { refusal: { code: outcome.code, message: outcome.message, path: outcome.path } }
    : { payload: outcome.payload };
}

/** The outcome that `keptResult` wrote. */
export function readResult<P extends Payload>(
  result: unknown,
  secrets: Readonly<Record<string, string>> | null,
): Outcome<P> {
  const kept = result as { payload: P } | { refusal: { code: string; message: string; path: string[] } };
  if ("payload" in kept) return { payload: kept.payload, secrets };
  const { code, message, path } = kept.refusal;
  if (!isErrorCode(code)) throw new TypeError("An idempotency record is damaged.");
  return new Refusal(code, message, path);
}

/** The refusal of a key that was used with a different input. */
export function idempotencyConflict(): Refusal {
  return new Refusal(
    "IDEMPOTENCY_CONFLICT",
    "This idempotency key was used before with a different input. Use a new key for a new request.",
    ["input", "idempotencyKey"],
  );
}

/**
 * Claims a key for this transaction. A second claim waits until the first transaction ends.
 * @returns the earlier outcome when there is one, else undefined.
 */
export async function claim<P extends Payload>(
  transaction: Transaction,
  secretBox: SecretBox,
  record: RecordKey,
  inputHmac: Buffer<ArrayBuffer>,
  now: number,
  expiresAt: Date,
): Promise<Outcome<P> | undefined> {
  const { accountId, actorId, mutation, key } = record;
  const claimed = await transaction.$executeRaw(Prisma.sql`
    INSERT INTO idempotency_records (account_id, actor_id, mutation, key, input_hmac, created_at, expires_at)
    VALUES (${accountId}::uuid, ${actorId}::uuid, ${mutation}, ${key}, ${inputHmac}, ${new Date(now)}, ${expiresAt})
    ON CONFLICT (account_id, actor_id, mutation, key) DO UPDATE
      SET input_hmac = excluded.input_hmac, result = NULL, secrets = NULL,
          created_at = excluded.created_at, expires_at = excluded.expires_at
      WHERE idempotency_records.expires_at <= ${new Date(now)}`);
  if (claimed === 1) return undefined;
  const earlier = await transaction.idempotencyRecord.findUniqueOrThrow({
    where: { accountId_actorId_mutation_key: record },
    omit: { secrets: false },
  });
  if (!inputHmac.equals(earlier.inputHmac)) return idempotencyConflict();
  const shown = earlier.secrets !== null && now - earlier.createdAt.getTime() < SECRETS_TTL_MS;
  const secrets =
    shown && earlier.secrets !== null
      ? (JSON.parse(secretBox.decrypt(earlier.secrets, secretsAad(record)).toString()) as Record<
          string,
          string
        >)
      : null;
  return readResult<P>(earlier.result, secrets);
}

/** Stores the outcome under a claimed key, in the same transaction. */
export async function keep<P extends Payload>(
  transaction: Transaction,
  secretBox: SecretBox,
  record: RecordKey,
  outcome: Outcome<P>,
): Promise<void> {
  const secrets = outcome instanceof Refusal ? null : outcome.secrets;
  await transaction.idempotencyRecord.update({
    where: { accountId_actorId_mutation_key: record },
    data: {
      result: JSON.parse(JSON.stringify(keptResult(outcome))),
      secrets:
        secrets === null ? null : secretBox.encrypt(Buffer.from(JSON.stringify(secrets)), secretsAad(record)),
    },
  });
}
