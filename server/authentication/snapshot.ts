import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { RecordKey } from "../graphql/idempotency.js";
import type { ResourceKey } from "../resources/store.js";
import type { TokenKey } from "../tokens/store.js";
import { loginKey, type UserKey } from "../users/store.js";

/** Who an attempt is about. */
export type Subject = { readonly user: UserKey } | { readonly token: TokenKey };

/** All that decides an attempt, as it stood at one moment: one row of one statement. */
export interface Snapshot {
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly resourceEnabled: boolean | null;
  readonly failureLimit: number | null;
  readonly lockMinutes: number | null;
  readonly allowedAddresses: string[] | null;
  readonly userId: string | null;
  readonly login: string | null;
  readonly userEnabled: boolean | null;
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly serialNumber: string | null;
  readonly status: string | null;
  readonly tokenEnabled: boolean | null;
  readonly secret: Uint8Array | null;
  readonly revision: number | null;
  readonly digits: number | null;
  readonly hash: string | null;
  readonly periodSeconds: number | null;
  readonly lastStep: string | null;
  readonly drift: number | null;
  readonly lockReason: string | null;
  readonly lockedUntil: Date | null;
  /** Whether the token is linked to the resource. */
  readonly linked: boolean;
  readonly earlierHmac: Uint8Array | null;
  readonly earlierResult: unknown;
  readonly earlierExpired: boolean | null;
}

function resourceIs(key: ResourceKey, boundTo: string | null): Sql {
  const named = "id" in key ? Prisma.sql`r.id = ${key.id}::uuid` : Prisma.sql`r.name = ${key.name}`;
  return boundTo === null ? named : Prisma.sql`${named} AND r.id = ${boundTo}::uuid`;
}

function userIs(key: UserKey): Sql {
  return "id" in key
    ? Prisma.sql`u.id = ${key.id}::uuid`
    : Prisma.sql`u.login_lower = ${loginKey(key.login)}`;
}

function tokenIs(key: TokenKey): Sql {
  return "id" in key ? Prisma.sql`t.id = ${key.id}::uuid` : Prisma.sql`t.serial_number = ${key.serialNumber}`;
}

/** The user's token is the one that is linked to the resource; a token's user is the one it has. */
function subjectJoins(accountId: string, subject: Subject): Sql {
  const account = Prisma.sql`${accountId}::uuid`;
  return "user" in subject
    ? Prisma.sql`
      LEFT JOIN users u ON u.account_id = ${account} AND ${userIs(subject.user)}
      LEFT JOIN assignments a ON a.account_id = ${account} AND a.resource_id = r.id AND a.user_id = u.id
      LEFT JOIN tokens t ON t.account_id = ${account} AND t.id = a.token_id`
    : Prisma.sql`
      LEFT JOIN tokens t ON t.account_id = ${account} AND ${tokenIs(subject.token)}
      LEFT JOIN users u ON u.account_id = ${account} AND u.id = t.user_id
      LEFT JOIN assignments a ON a.account_id = ${account} AND a.resource_id = r.id AND a.token_id = t.id`;
}

/**
 * The statement that reads a snapshot; it always gives one row.
 * @param resource null when the attempt is at none.
 * @param boundTo the resource that the caller's key is bound to: others do not exist for it.
 */
export function snapshotStatement(
  accountId: string,
  resource: ResourceKey | null,
  boundTo: string | null,
  subject: Subject,
  record: RecordKey | null,
  now: number,
): Sql {
  const account = Prisma.sql`${accountId}::uuid`;
  const earlier =
    record === null
      ? Prisma.sql`false`
      : Prisma.sql`i.account_id = ${account} AND i.actor_id = ${record.actorId}::uuid
          AND i.mutation = ${record.mutation} AND i.key = ${record.key}`;
  return Prisma.sql`
    SELECT r.id AS "resourceId", r.name AS "resourceName", r.enabled AS "resourceEnabled",
      r.failed_attempts_before_lock AS "failureLimit", r.lock_minutes AS "lockMinutes",
      r.allowed_addresses AS "allowedAddresses",
      u.id AS "userId", u.login, u.enabled AS "userEnabled",
      t.id AS "tokenId", t.name AS "tokenName", t.serial_number AS "serialNumber", t.status,
      t.enabled AS "tokenEnabled", t.secret, t.revision, t.digits, t.hash, t.period_seconds AS "periodSeconds",
      t.last_step::text AS "lastStep", t.drift, t.lock_reason AS "lockReason", t.locked_until AS "lockedUntil",
      a.id IS NOT NULL AS linked,
      i.input_hmac AS "earlierHmac", i.result AS "earlierResult", i.expires_at <= ${new Date(now)} AS "earlierExpired"
    FROM (SELECT 1) AS one
    LEFT JOIN resources r ON r.account_id = ${account} AND ${resource === null ? Prisma.sql`false` : resourceIs(resource, boundTo)}
    ${subjectJoins(accountId, subject)}
    LEFT JOIN idempotency_records i ON ${earlier}`;
}
