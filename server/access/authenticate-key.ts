import { Prisma } from "../database/generated/client.js";
import type { Services } from "../services.js";
import type { Actor } from "./actor.js";
import { hashApiKey, isApiKey } from "./api-key.js";
import { isRole } from "./store.js";

/** How exactly the last use of a key is kept, in milliseconds. */
const LAST_USE_RESOLUTION = 60_000;

interface Row {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly resourceId: string | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly accountEnabled: boolean;
}

/** Why nobody is signed in. */
export type Rejection = "MISSING" | "MALFORMED" | "UNKNOWN" | "REVOKED" | "EXPIRED" | "ACCOUNT_DISABLED";

/** Who an Authorization header speaks for, or why for nobody. */
export async function authenticateKey(
  { database, clock, log }: Services,
  authorization: string | null,
): Promise<Actor | Rejection> {
  if (authorization === null) return "MISSING";
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (key === undefined || !isApiKey(key)) return "MALFORMED";
  const [row] = await database.query<Row>(Prisma.sql`
    SELECT k.account_id AS "accountId", k.id, k.name, k.role, k.resource_id AS "resourceId", k.expires_at AS "expiresAt",
      k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", a.enabled AS "accountEnabled"
    FROM api_keys k JOIN accounts a ON a.id = k.account_id WHERE k.hash = ${hashApiKey(key)}`);
  if (row === undefined || !isRole(row.role)) return "UNKNOWN";
  const { accountId, id, name, role, resourceId, expiresAt, revokedAt, lastUsedAt, accountEnabled } = row;
  const now = clock();
  if (revokedAt !== null) return "REVOKED";
  if (expiresAt !== null && expiresAt.getTime() <= now) return "EXPIRED";
  if (!accountEnabled) return "ACCOUNT_DISABLED";
  if (lastUsedAt === null || now - lastUsedAt.getTime() >= LAST_USE_RESOLUTION) {
    await database
      .query(
        Prisma.sql`UPDATE api_keys SET last_used_at = ${new Date(now)} WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`,
      )
      .catch((error: unknown) => log.warn({ error }, "the last use of a key was not kept"));
  }
  return { kind: "API_KEY", id, name, role, accountId, resourceId, expiresAt };
}
