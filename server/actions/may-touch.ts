import type { Database } from "../database/database.js";
import { inTransaction } from "../database/transaction.js";
import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import type { Action } from "./action.js";
import { type Actor, isPerson } from "./actor.js";
import { demandStepUp } from "./step-up.js";

/** Whether an actor may change people with a role, and what belongs to them: an ADMIN, and the server itself. */
export function touchesAdministrators({ role, credential }: Pick<Actor, "role" | "credential">): boolean {
  return role === "ADMIN" || credential === null;
}

/** Programs of an ADMIN, and the server itself, may change every person and channel: then the database is not asked. */
function mayTouchAll(actor: Actor): boolean {
  return touchesAdministrators(actor) && !isPerson(actor);
}

/** Why somebody may not change a person with a role, or what belongs to one. Of many items, it is about one of them. */
export class AdminsOnlyError extends RequestError {
  /** @param role of the person who tried. */
  constructor(role: string) {
    super(
      "FORBIDDEN",
      `The role ${role} may not change an administrator, the administrator's tokens, the console, or the channels that send codes or links to administrators. Ask somebody with the role ADMIN.`,
    );
  }
}

/**
 * Refuses to change the console, or what protects it, unless an ADMIN does it, who proved lately who it is.
 * @param now milliseconds since 1970 UTC.
 * @throws RequestError FORBIDDEN, STEP_UP_REQUIRED
 */
export function mayTouchConsole(actor: Actor, now: number): void {
  if (!touchesAdministrators(actor)) throw new AdminsOnlyError(actor.role);
  demandStepUp(actor, now);
}

/**
 * Refuses to change or to try a person with a role, or what belongs to one, unless an ADMIN does it: with another role,
 * somebody could become an administrator by the administrator's token, or lock all of them out.
 * @param userId of the person; null for no user. @param now milliseconds since 1970 UTC.
 * @throws RequestError FORBIDDEN, STEP_UP_REQUIRED
 */
export async function mayTouchPerson(
  database: Pick<Database, "query">,
  actor: Actor,
  userId: string | null,
  now: number,
): Promise<void> {
  if (userId === null || mayTouchAll(actor)) return;
  const rows = await database.query(Prisma.sql`
    SELECT 1 AS found FROM administrators WHERE account_id = ${actor.accountId}::uuid AND user_id = ${userId}::uuid`);
  if (rows.length > 0) mayTouchConsole(actor, now);
}

/** The same in an action. @throws RequestError FORBIDDEN, STEP_UP_REQUIRED */
export function mayTouchUser({ transaction, actor, now }: Action, userId: string | null): Promise<void> {
  return mayTouchPerson(inTransaction(transaction), actor, userId, now);
}

/**
 * Refuses to change how messages are sent, unless an ADMIN does it, once administrators sign in with codes that are sent, or
 * links were mailed to them in the last 30 days: an owner of the channel has the codes and the links.
 * @throws RequestError FORBIDDEN, STEP_UP_REQUIRED
 */
export async function mayTouchSending({ transaction, accountId, actor, now }: Action): Promise<void> {
  if (mayTouchAll(actor)) return;
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM resources
    JOIN assignments ON assignments.account_id = resources.account_id AND assignments.resource_id = resources.id
    JOIN tokens ON tokens.account_id = assignments.account_id AND tokens.id = assignments.token_id
    WHERE resources.account_id = ${accountId}::uuid AND resources.kind = 'CONSOLE' AND (tokens.target IS NOT NULL OR tokens.channel_id IS NOT NULL)
    UNION ALL
    SELECT 1 FROM messages
    WHERE account_id = ${accountId}::uuid AND user_id IS NOT NULL AND purpose IN ('INVITATION', 'PASSWORD_RESET') LIMIT 1`);
  if (rows.length > 0) mayTouchConsole(actor, now);
}
