import type { Action } from "../actions/action.js";

/**
 * Revokes the keys that are bound to a resource when it is deleted: none of them may get more rights by that. Each gets an event.
 * @returns how many keys.
 */
export async function revokeKeysOfResource(
  action: Action,
  resource: { readonly id: string; readonly name: string },
): Promise<number> {
  const { transaction, accountId, now } = action;
  const keys = await transaction.apiKey.findMany({
    where: { accountId, resourceId: resource.id, revokedAt: null },
  });
  await transaction.apiKey.updateMany({
    where: { accountId, id: { in: keys.map(({ id }) => id) } },
    data: { revokedAt: new Date(now) },
  });
  for (const key of keys) {
    action.record({
      type: "API_KEY_REVOKED",
      resource,
      params: { key: key.name, role: key.role, prefix: key.prefix, because: "RESOURCE" },
    });
  }
  return keys.length;
}
