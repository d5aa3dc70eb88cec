import type { Action } from "../actions/action.js";
import { mailPortalChange } from "../messages/portal-mail.js";
import { storePassword } from "../passwords/password-store.js";
import type { Portal } from "../self-service/portal.js";
import type { Visitor } from "../sessions/begin.js";
import { endSessions } from "../sessions/end.js";
import type { UserRow } from "../users/user-store.js";
import { useInvitation } from "./invitation.js";
import type { StartedSignIn } from "./sign-in-store.js";

/**
 * Sets the password that a link asked for, once a code was right, and uses the link up. It does nothing for a sign-in that no
 * link began. @param sessionId of the session that begins with it. @throws Refusal NOT_FOUND when the link does not work any more.
 */
export async function setNewPassword(
  action: Action,
  { resource }: Portal,
  { invitationId, newPassword }: StartedSignIn,
  user: UserRow,
  { address }: Visitor,
  sessionId: string,
): Promise<void> {
  if (invitationId === null || newPassword === null) return;
  const { transaction, accountId, now } = action;
  await useInvitation(action, { id: invitationId, userId: user.id, login: user.login }, resource);
  await storePassword(transaction, accountId, user.id, newPassword, now);
  action.record({ type: "PASSWORD_SET", user, resource, params: { byLink: true } });
  await endSessions(action, user, "PASSWORD_SET");
  await mailPortalChange(action, user, {
    change: "PASSWORD_CHANGED",
    resourceName: resource.name,
    token: null,
    clientAddress: address,
    sessionId,
  });
}
