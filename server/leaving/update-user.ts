import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { voidAlarms } from "../alarms/alarm-store.js";
import { changesBetween } from "../events/record.js";
import { voidInvitations } from "../invitations/invitation-store.js";
import { dropMailedPassword } from "../passwords/password-store.js";
import { USED_WAYS } from "../sessions/begin.js";
import { endSessions } from "../sessions/end.js";
import { checkUserFields, loginTaken } from "../users/create-user.js";
import { userColumns, type UserRow } from "../users/user-store.js";
import { lockUser, type UserRefInput } from "../users/user-ref.js";

/** How `userUpdate` changes a user. An absent field keeps its value; null removes it, except for `enabled` and `login`. */
export interface UserUpdateRequest {
  readonly email?: string | null | undefined;
  /** Whether the person may sign in anywhere; null keeps it. */
  readonly enabled?: boolean | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  /** In which language the person reads mails, and what a phone asks; null for the account's. */
  readonly locale?: string | null | undefined;
  /** The login of the person; null keeps it. */
  readonly login?: string | null | undefined;
  /** As in E.164: +4915112345678. */
  readonly phoneNumber?: string | null | undefined;
  readonly user: UserRefInput;
}

/**
 * Ends what somebody who reads another mailbox may have begun with a link or a code from there: sessions that no token has
 * confirmed, except after a recovery code; and a password that a mailed link set, unless a token was used since. Otherwise the
 * next link would ask the person for the password of a stranger.
 */
async function endMailedBeginning(action: Action, user: UserRow): Promise<void> {
  const { transaction, accountId } = action;
  // A recovery code is used up, and proves as much as a code of a token.
  const butWays = ["RECOVERY_CODE", USED_WAYS.RECOVERY_CODE] as const;
  await endSessions(action, user, "EMAIL_CHANGED", { level: 1, butWays });
  if (!(await dropMailedPassword(transaction, accountId, user.id))) return;
  action.record({ type: "PASSWORD_RESET", user, params: { because: "EMAIL_CHANGED" } });
  // A link that asked for the password would let somebody choose another one, without any other proof.
  await voidInvitations(action, user, "PASSWORD_REMOVED");
}

/**
 * Changes a user. With the e-mail address, links that were mailed to the one before are void: a reader of that mailbox gets in by
 * none of them. Where somebody else than the user sets or removes it, what was begun with them ends, too, and links in notices are
 * void that other addresses got: the actor who had put another one there would block by them what was put right. A user who does it in
 * a portal may be a stranger.
 */
export const userUpdate = useCase("userUpdate", {
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "STILL_IN_USE"],
  constraints: {
    users_account_id_login_lower_key: () => loginTaken(["input", "login"]),
    administrators_last_admin_stays: () =>
      new Refusal(
        "STILL_IN_USE",
        "The user is the last ADMIN who can sign in. First, another ADMIN must set a password and connect a token.",
        ["input", "enabled"],
      ),
  },
  endsKeys: true,
  isUrgent: ({ enabled }) => enabled === false,
  run: async (input: UserUpdateRequest, action: Action) => {
    const { transaction, accountId, actor, now } = action;
    const before = await lockUser(action, input.user, ["input", "user"]);
    const kept = <T>(given: T | undefined, current: T): T => (given === undefined ? current : given);
    const fields = checkUserFields(
      {
        login: input.login ?? before.login,
        email: kept(input.email, before.email),
        phoneNumber: kept(input.phoneNumber, before.phoneNumber),
        firstName: kept(input.firstName, before.firstName),
        lastName: kept(input.lastName, before.lastName),
        locale: kept(input.locale, before.locale),
        enabled: input.enabled ?? before.enabled,
      },
      ["input"],
    );
    const changes = changesBetween({ ...before }, { ...fields });
    if (changes.length === 0) return done({ userId: before.id });
    await transaction.user.update({
      where: { accountId_id: { accountId, id: before.id } },
      data: { ...userColumns(fields), updatedAt: new Date(now) },
    });
    action.record({
      type: "USER_UPDATED",
      user: { id: before.id, login: fields.login },
      changes,
      params: {},
    });
    if (fields.email !== before.email) {
      const user = { id: before.id, login: fields.login };
      await voidInvitations(action, user, "EMAIL_CHANGED", { mailed: true });
      if (actor.role !== "USER") {
        await voidAlarms(action, user.id, fields.email);
        if (before.email !== null) await endMailedBeginning(action, { ...before, ...fields });
      }
    }
    return done({ userId: before.id });
  },
});
