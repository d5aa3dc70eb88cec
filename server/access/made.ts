import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { RequestError } from "../request-error.js";
import type { Action } from "../actions/action.js";

/** A key, as events name it. */
interface NamedKey {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly prefix: string;
  /** The resource that it is bound to; null for none. */
  readonly resource: { readonly id: string; readonly name: string } | null;
}

/**
 * The keys that a key created, directly or through other keys, and that still work, in the order of their
 * creation.
 */
export function livingMadeBy(
  transaction: Transaction,
  accountId: string,
  keyId: string,
  now: number,
): Promise<NamedKey[]> {
  return transaction.$queryRaw<NamedKey[]>(Prisma.sql`
    WITH RECURSIVE made AS (
      SELECT id FROM api_keys WHERE account_id = ${accountId}::uuid AND created_by = ${keyId}::uuid
      UNION SELECT api_keys.id FROM api_keys JOIN made ON api_keys.created_by = made.id
      WHERE api_keys.account_id = ${accountId}::uuid
    )
    SELECT id, name, role, prefix, (
      SELECT json_build_object('id', resources.id, 'name', resources.name) FROM resources
      WHERE resources.account_id = api_keys.account_id AND resources.id = api_keys.resource_id) AS resource
    FROM api_keys JOIN made USING (id)
    WHERE account_id = ${accountId}::uuid AND revoked_at IS NULL AND coalesce(expires_at > ${new Date(now)}, true)
    ORDER BY created_at, id`);
}

/**
 * Revokes all keys that a revoked key created, directly or through other keys. It repeats the search until it
 * finds none: a key that is being created meanwhile waits for the lock on its creator (`holdMaker`), or is
 * found.
 */
export async function revokeMadeBy(action: Action, keyId: string): Promise<NamedKey[]> {
  const { transaction, accountId, now } = action;
  const revoked: NamedKey[] = [];
  for (;;) {
    const living = await livingMadeBy(transaction, accountId, keyId, now);
    if (living.length === 0) return revoked;
    await transaction.apiKey.updateMany({
      where: { accountId, id: { in: living.map(({ id }) => id) }, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
    for (const key of living) {
      action.record({
        type: "API_KEY_REVOKED",
        resource: key.resource,
        params: { key: key.name, role: key.role, prefix: key.prefix, because: "MADE" },
      });
    }
    revoked.push(...living);
  }
}

/**
 * Locks the key that creates another one, so that it is revoked either before or after. A caller that revokes the keys
 * that it created then finds the new one. Of a person, the role is locked.
 * @throws RequestError when it was revoked meanwhile.
 */
export async function holdMaker({ transaction, accountId, actor }: Action): Promise<void> {
  if (actor.kind === "ADMINISTRATOR") {
    const roles = await transaction.$queryRaw<unknown[]>(Prisma.sql`
      SELECT 1 FROM administrators
      WHERE account_id = ${accountId}::uuid AND user_id = ${actor.id}::uuid AND role = ${actor.role} FOR SHARE`);
    if (roles.length === 0)
      throw new RequestError("UNAUTHENTICATED", "Your role was removed. Sign in again.");
    return;
  }
  const held = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM api_keys WHERE account_id = ${accountId}::uuid AND id = ${actor.id}::uuid AND revoked_at IS NULL FOR SHARE`);
  if (held.length === 0) throw new RequestError("UNAUTHENTICATED", "The API key was revoked.");
}
