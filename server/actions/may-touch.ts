import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import type { Action } from "./action.js";

/** Whether an actor may change people with a role, and what belongs to them: an ADMIN, and the server itself. */
export function touchesAdministrators({
  role,
  credential,
}: Pick<Action["actor"], "role" | "credential">): boolean {
  return role === "ADMIN" || credential === null;
}

/** The error of whoever may not change a person with a role. */
export function onlyAnAdmin(role: string): RequestError {
  return new RequestError(
    "FORBIDDEN",
    `The role ${role} may not change an administrator, the administrator's tokens or the console. Ask somebody with the role ADMIN.`,
  );
}

/**
 * Refuses to change a person with a role, or what belongs to one, unless an ADMIN does it: with another role, somebody could
 * become an administrator by the administrator's token.
 * @param userId of the person; null for nobody.
 * @throws RequestError FORBIDDEN
 */
export async function mayTouchUser(action: Action, userId: string | null): Promise<void> {
  if (userId === null || touchesAdministrators(action.actor)) return;
  const { transaction, accountId, actor } = action;
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM administrators WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid`);
  if (rows.length > 0) throw onlyAnAdmin(actor.role);
}
