import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Actor, Credential } from "../actions/actor.js";
import { isRole } from "../actions/permissions.js";
import { hashApiKey, isApiKey } from "./api-key.js";
import type { CredentialKind, CredentialServices, Rejection } from "./credential.js";
import type { KnownKey } from "./key-cache.js";
import { getKeyState } from "./key-state.js";

/** How precisely the last use of a key is stored, in milliseconds. */
const LAST_USE_RESOLUTION = 60_000;

/** @param which a condition on `api_keys AS k` that names one key. */
async function lookUp(database: Pick<Database, "query">, which: Sql): Promise<KnownKey | null> {
  const [row] = await database.query<Omit<KnownKey, "role"> & { role: string }>(Prisma.sql`
    SELECT k.account_id AS "accountId", k.id, k.name, k.role, k.resource_id AS "resourceId", k.expires_at AS "expiresAt",
      k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", a.enabled AS "accountEnabled"
    FROM api_keys k JOIN accounts a ON a.id = k.account_id WHERE ${which}`);
  return row !== undefined && isRole(row.role) ? { ...row, role: row.role } : null;
}

/**
 * Stores when a key was used, at most once a minute. If that fails, it is logged, and the request continues.
 */
function keepLastUse({ database, log }: CredentialServices, key: KnownKey, now: number): void {
  const { lastUsedAt, accountId, id } = key;
  if (lastUsedAt !== null && now - lastUsedAt.getTime() < LAST_USE_RESOLUTION) return;
  key.lastUsedAt = new Date(now);
  database
    .query(
      Prisma.sql`UPDATE api_keys SET last_used_at = ${key.lastUsedAt} WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`,
    )
    .catch((error: unknown) => log.warn({ err: error }, "the last use of a key was not stored"));
}

function getHash(text: string): Buffer | null {
  return isApiKey(text) ? hashApiKey(text) : null;
}

/** Why a key opens nothing; null while it is valid. */
function getRejection(key: KnownKey, now: number): Rejection | null {
  const state = getKeyState(key, now);
  if (state !== "VALID") return state;
  return key.accountEnabled ? null : "ACCOUNT_DISABLED";
}

async function authenticate(services: CredentialServices, hash: Buffer): Promise<Actor | Rejection> {
  const checkedAt = performance.now();
  const key = await services.keys.find(hash.toString("base64"), () =>
    lookUp(services.database, Prisma.sql`k.hash = ${hash}`),
  );
  if (key === null) return "UNKNOWN";
  const now = services.clock();
  const rejection = getRejection(key, now);
  if (rejection !== null) return rejection;
  keepLastUse(services, key, now);
  const { id, name, role, accountId, resourceId, expiresAt } = key;
  const credential = { kind: "API_KEY", accountId, id, checkedAt } as const;
  return { kind: "API_KEY", id, name, role, accountId, resourceId, expiresAt, credential, verifiedAt: null };
}

async function checkAgain(
  database: Pick<Database, "query">,
  { accountId, id }: Credential,
  now: number,
): Promise<Rejection | null> {
  const key = await lookUp(database, Prisma.sql`k.account_id = ${accountId}::uuid AND k.id = ${id}::uuid`);
  return key === null ? "UNKNOWN" : getRejection(key, now);
}

async function stillValid(
  database: Database,
  credentials: readonly Credential[],
  now: number,
): Promise<readonly string[]> {
  const accounts = credentials.map(({ accountId }) => accountId);
  const ids = credentials.map(({ id }) => id);
  const rows = await database.query<{ id: string }>(Prisma.sql`
    SELECT k.id FROM unnest(${accounts}::uuid[], ${ids}::uuid[]) AS streaming (account_id, id)
    JOIN api_keys k USING (account_id, id) JOIN accounts a ON a.id = k.account_id
    WHERE k.revoked_at IS NULL AND a.enabled AND (k.expires_at IS NULL OR k.expires_at > ${new Date(now)})`);
  return rows.map(({ id }) => id);
}

/** API keys of programs. */
export const apiKeys: CredentialKind = {
  hash: getHash,
  authenticate,
  checkAgain,
  stillValid,
  ended: "The API key is no longer valid.",
};
