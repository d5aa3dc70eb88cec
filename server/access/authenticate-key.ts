import { Prisma } from "../database/generated/client.js";
import type { Services } from "../actions/services.js";
import type { KeyCache } from "./key-cache.js";
import type { Actor } from "../actions/actor.js";
import { hashApiKey, isApiKey } from "./api-key.js";
import type { KnownKey } from "./key-cache.js";
import { isRole } from "../actions/permissions.js";

/** How precisely the last use of a key is stored, in milliseconds. */
const LAST_USE_RESOLUTION = 60_000;

/** Why a request is not authenticated. */
export type Rejection = "MISSING" | "MALFORMED" | "UNKNOWN" | "REVOKED" | "EXPIRED" | "ACCOUNT_DISABLED";

async function lookUp({ database }: Services, hash: Buffer): Promise<KnownKey | null> {
  const [row] = await database.query<Omit<KnownKey, "role"> & { role: string }>(Prisma.sql`
    SELECT k.account_id AS "accountId", k.id, k.name, k.role, k.resource_id AS "resourceId", k.expires_at AS "expiresAt",
      k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", a.enabled AS "accountEnabled"
    FROM api_keys k JOIN accounts a ON a.id = k.account_id WHERE k.hash = ${hash}`);
  return row !== undefined && isRole(row.role) ? { ...row, role: row.role } : null;
}

/**
 * Stores when a key was used, at most once a minute. If that fails, it is logged, and the request goes on.
 */
function keepLastUse({ database, log }: Services, key: KnownKey, now: number): void {
  const { lastUsedAt, accountId, id } = key;
  if (lastUsedAt !== null && now - lastUsedAt.getTime() < LAST_USE_RESOLUTION) return;
  key.lastUsedAt = new Date(now);
  database
    .query(
      Prisma.sql`UPDATE api_keys SET last_used_at = ${key.lastUsedAt} WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`,
    )
    .catch((error: unknown) => log.warn({ err: error }, "the last use of a key was not stored"));
}

/** The hash of the API key in an Authorization header, or why there is none. */
export function hashOfHeader(authorization: string | null): Buffer<ArrayBuffer> | "MISSING" | "MALFORMED" {
  if (authorization === null) return "MISSING";
  const text = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return text === undefined || !isApiKey(text) ? "MALFORMED" : hashApiKey(text);
}

/**
 * The actor that a key belongs to, or why there is none.
 * @param hash of the key, as `hashOfHeader` returns it.
 */
export async function authenticateKey(
  services: Services & { readonly keys: KeyCache },
  hash: Buffer,
): Promise<Actor | Rejection> {
  const key = await services.keys.find(hash.toString("base64"), () => lookUp(services, hash));
  if (key === null) return "UNKNOWN";
  const now = services.clock();
  if (key.revokedAt !== null) return "REVOKED";
  if (key.expiresAt !== null && key.expiresAt.getTime() <= now) return "EXPIRED";
  if (!key.accountEnabled) return "ACCOUNT_DISABLED";
  keepLastUse(services, key, now);
  const { id, name, role, accountId, resourceId, expiresAt } = key;
  return { kind: "API_KEY", id, name, role, accountId, resourceId, expiresAt };
}
