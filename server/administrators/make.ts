import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { voidAlarms } from "../alarms/alarm-store.js";
import { voidInvitations } from "../invitations/invitation-store.js";
import { voidRecoveryCode } from "../recovery-codes/recovery-code-store.js";
import { endSessions } from "../sessions/end.js";
import type { UserRow } from "../users/user-store.js";
import { ensureConsole } from "./console.js";
import { findAdministrator, type PersonRole } from "./administrator-store.js";

/** Gives a user a role, in an action, and makes the console if there is none. @throws Refusal ALREADY_EXISTS */
export async function makeAdministrator(action: Action, user: UserRow, role: PersonRole): Promise<void> {
  const { transaction, accountId, now } = action;
  await ensureConsole(action);
  if ((await findAdministrator(transaction, accountId, user.id)) !== null) {
    throw new Refusal(
      "ALREADY_EXISTS",
      "This user is an administrator already. Change the role with administratorUpdate.",
      ["input", "to", "user"],
    );
  }
  // A portal is for users without a role. The database ends what is left of it; events say so only here.
  await voidInvitations(action, user, "ROLE_GIVEN");
  await voidRecoveryCode(action, user, "ROLE_GIVEN");
  await endSessions(action, user, "ROLE_GIVEN");
  // A notice from a portal disables no administrator's token.
  await voidAlarms(action, user.id);
  await transaction.administrator.create({
    data: { accountId, userId: user.id, role, createdAt: new Date(now), updatedAt: new Date(now) },
  });
  action.record({
    type: "ADMINISTRATOR_CREATED",
    user,
    changes: [{ field: "role", from: null, to: role }],
    params: { role },
  });
}
