import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { useCase } from "../actions/use-case.js";
import { removePassword, resetAdministrator } from "../administrators/administrator-mutations.js";
import { inTransaction } from "../database/transaction.js";
import type { InvitationDelivery, PortalPurpose } from "../invitations/invitation-store.js";
import { readRecoveryCode } from "../recovery-codes/recovery-code-store.js";
import type { ResourceRefInput } from "../resources/resource-ref.js";
import { lockUser, type UserRefInput } from "../users/user-ref.js";
import { getDestination, inviteToPortal, getPlainUser } from "./invitation-create.js";
import { areCodesMailed } from "./mailed-codes.js";
import type { Portal } from "./portal.js";
import { mayRecover, type PortalMembership } from "./portal-membership.js";

/** Whose password `passwordReset` removes. */
export interface PasswordResetRequest {
  /** How the link reaches the person; as a link in the answer by default. */
  readonly by?: InvitationDelivery | null | undefined;
  /** The resource in whose portal a user sets another password; without it, an administrator in the console. */
  readonly resource?: ResourceRefInput | null | undefined;
  readonly user: UserRefInput;
}

/**
 * The purpose of the link. A user who has a token that works, or a recovery code, proves it beside the link, so that no user comes in
 * with only a mailbox (NIST SP 800-63B-4, section 4.2.2). A user who has neither gets what an invitation gives.
 * @throws Refusal STILL_IN_USE
 */
async function getPurpose(
  action: Action,
  portal: Portal,
  membership: PortalMembership,
  userId: string,
): Promise<PortalPurpose> {
  const { transaction, accountId } = action;
  if (membership.worksHere) return "PASSWORD";
  const kept = await readRecoveryCode(inTransaction(transaction), accountId, userId);
  if (kept !== null && mayRecover(portal.policy, membership)) return "PASSWORD";
  if (membership.hasComingToken) {
    throw new Refusal(
      "STILL_IN_USE",
      "The user's token is not valid yet, so the user cannot confirm with it. Change its validity with tokenUpdate, or wait; after a loss, disable or delete it first.",
      ["input", "user"],
    );
  }
  if (!membership.hasWorkingToken) return "ENROL";
  throw new Refusal(
    "STILL_IN_USE",
    "The user's token works at another resource. Name that resource, if it has a portal, or link the token to this one; after a loss, disable or delete it first.",
    ["input", "resource"],
  );
}

/**
 * Removes a person's password, ends the sessions, and makes the link that sets another one. In a portal without passwords, the
 * link connects a token, and asks for nothing: an invitation by itself does not get past a password that is set, because a mailbox
 * would then replace two things that the user had. Here somebody made sure who it is, and the event says so.
 */
export const passwordReset = useCase("passwordReset", {
  errors: ["NOT_FOUND", "STILL_IN_USE", "POLICY_REFUSED"],
  isUrgent: true,
  endsKeys: true,
  run: async (input: PasswordResetRequest, action: Action) => {
    if (input.resource == null) return resetAdministrator(action, input.user, input.by);
    // A helpdesk that is talked into a reset by somebody else must not hold the link.
    if (action.actor.role === "HELPDESK" && input.by !== "MAIL") {
      throw new Refusal(
        "POLICY_REFUSED",
        "The role HELPDESK does not get the link: it is mailed to the user. Choose MAIL, or ask somebody with the role ADMIN.",
        ["input", "by"],
      );
    }
    const portal = await getDestination(action, input.resource);
    const held = await lockUser(action, input.user, ["input", "user"]);
    const { user, membership } = await getPlainUser(action, held, portal);
    const purpose = await getPurpose(action, portal, membership, user.id);
    const usesPasswords = portal.policy.signIn.includes("PASSWORD");
    // Where no user signs in with one, a password that somebody forgot is only in the way of an invitation, which asks for it.
    if (purpose === "PASSWORD" && !usesPasswords) {
      throw new Refusal(
        "VALIDATION_FAILED",
        "The portal of this resource has no sign-in with a password: a mailed code and the user's token or recovery code are enough. Name a resource whose portal has PASSWORD. If the user lost the token and the recovery code, disable the token and revoke the recovery code first.",
        ["input", "resource"],
      );
    }
    if (
      purpose === "PASSWORD" &&
      input.by === "MAIL" &&
      (await areCodesMailed(action.transaction, action.accountId, user.id, portal.resource.id))
    ) {
      throw new Refusal(
        "POLICY_REFUSED",
        "The codes of the user's token go to the same mailbox as the link: access to the mailbox alone would be enough to sign in. Choose LINK, and give the link to the user in another way.",
        ["input", "by"],
      );
    }
    await removePassword(action, user, usesPasswords ? "LINK_SETS_ANOTHER" : "LINK_CONNECTS_TOKEN");
    return inviteToPortal(action, user, portal, purpose, input.by);
  },
});
