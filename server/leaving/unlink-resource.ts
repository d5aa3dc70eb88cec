import type { Action } from "../actions/action.js";
import { endBypasses } from "../bypass/end.js";
import { lockRow } from "../database/lock.js";
import type { ResourceRow } from "../resources/resource-store.js";

/** Links of one statement: a resource may have as many as there are tokens, and each statement has a time limit. */
const ROUND = 1_000;

/**
 * Removes all links to a resource when it is deleted, and ends the bypasses that are valid only there. Each gets
 * an event.
 * @returns how many links.
 */
export async function unlinkResource(action: Action, resource: ResourceRow): Promise<number> {
  const { transaction, accountId } = action;
  // Locked, so that no new link is created meanwhile.
  await lockRow(transaction, "resources", accountId, resource.id);
  await endBypasses(action, { resourceId: resource.id }, "UNLINKED", "RESOURCE_DELETED");
  let removed = 0;
  for (let isLeft = true; isLeft;) {
    const links = await transaction.assignment.findMany({
      where: { accountId, resourceId: resource.id },
      include: { token: { include: { user: true } } },
      take: ROUND,
    });
    await transaction.assignment.deleteMany({
      where: { accountId, id: { in: links.map(({ id }) => id) } },
    });
    for (const { token } of links) {
      action.record({
        type: "TOKEN_UNLINKED",
        token,
        user: token.user,
        resource,
        params: { because: "RESOURCE_DELETED" },
      });
    }
    removed += links.length;
    isLeft = links.length === ROUND;
  }
  return removed;
}
