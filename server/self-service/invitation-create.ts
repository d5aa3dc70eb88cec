import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { bulkUseCase } from "../actions/bulk-use-case.js";
import { done, useCase } from "../actions/use-case.js";
import { demandEnabled, inviteByMail } from "../administrators/invite.js";
import { inviteAdministrator } from "../administrators/administrator-mutations.js";
import { inTransaction } from "../database/transaction.js";
import { INVITATION_TTL_MS, portalInvitationUrl } from "../invitations/link.js";
import {
  createInvitation,
  type InvitationDelivery,
  type PortalPurpose,
} from "../invitations/invitation-store.js";
import { mailPortalLink } from "../messages/portal-mail.js";
import { namedResource, type ResourceRefInput } from "../resources/resource-ref.js";
import type { UserRow } from "../users/user-store.js";
import { holdUsers, lockUser, type UserRefInput } from "../users/user-ref.js";
import { type Portal, getPortal } from "./portal.js";
import { type PortalMembership, readPortalMembership } from "./portal-membership.js";

/** Whom `invitationCreate` invites. */
export interface InvitationCreateRequest {
  /** How the link reaches the person; as a link in the answer by default. */
  readonly by?: InvitationDelivery | null | undefined;
  /** The resource whose portal it leads to; without it, the console. */
  readonly resource?: ResourceRefInput | null | undefined;
  readonly user: UserRefInput;
}

/**
 * The open portal that an input names. It stays open until the transaction ends; whatever else is done with the resource goes
 * on beside a thousand invitations. @throws Refusal
 */
export async function getDestination(
  { transaction, accountId }: Action,
  ref: ResourceRefInput,
): Promise<Portal> {
  const path = ["input", "resource"];
  const { id } = await namedResource(transaction, accountId, ref, path);
  const portal = await getPortal(inTransaction(transaction), accountId, id, "STAYS_OPEN");
  if (portal === null) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The resource has no portal. Open it with selfServicePolicySet first.",
      path,
    );
  }
  if (!portal.isResourceEnabled) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The resource is disabled: nobody signs in to it, or connects a token in its portal. Enable it first.",
      path,
    );
  }
  return portal;
}

/** The user whom a portal is for, with the user's standing there. @throws Refusal */
export async function getPlainUser(
  action: Action,
  user: UserRow,
  { resource }: Portal,
): Promise<{ readonly user: UserRow; readonly membership: PortalMembership }> {
  const path = ["input", "user"];
  demandEnabled(user, path);
  const membership = await readPortalMembership(
    inTransaction(action.transaction),
    action.accountId,
    user.id,
    resource.id,
    action.now,
  );
  if (membership === null) throw new TypeError("an enabled user has no standing");
  if (membership.hasRole) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The user has a role, and uses the console. Leave resource out, or name another user.",
      path,
    );
  }
  return { user, membership };
}

/** The user who is invited to a portal, held. @throws Refusal */
async function getGuest(action: Action, ref: UserRefInput, portal: Portal): Promise<UserRow> {
  const path = ["input", "user"];
  const { user, membership } = await getPlainUser(action, await lockUser(action, ref, path), portal);
  if (membership.hasWorkingToken) {
    throw new Refusal(
      "STILL_IN_USE",
      "The user has a token that works. Link it to the resource; after a loss, disable or delete it first.",
      path,
    );
  }
  if (membership.hasComingToken) {
    throw new Refusal(
      "STILL_IN_USE",
      "The user has a token that is not valid yet. Change its validity with tokenUpdate, or wait; after a loss, disable or delete it first.",
      path,
    );
  }
  return user;
}

/**
 * Makes a link for a user to a portal. @param by how it reaches the person; as a link by default.
 * @returns what the mutation answers: the link is shown once, and never when it is mailed. @throws Refusal
 */
export async function inviteToPortal(
  action: Action,
  user: UserRow,
  { resource, policy }: Portal,
  purpose: PortalPurpose,
  by: InvitationDelivery | null | undefined,
) {
  if (by === "MAIL") {
    const invitationId = await inviteByMail(action, user, {
      purpose,
      resource,
      queue: (secret, until, inviter) =>
        mailPortalLink(action, user, {
          url: portalInvitationUrl(action.services, policy.address, secret),
          asksFor: purpose,
          resourceName: resource.name,
          by: inviter,
          until,
        }),
    });
    return done({ invitationId });
  }
  const { id, secret } = await createInvitation(action, user, purpose, INVITATION_TTL_MS, resource.id);
  action.record({
    type: "INVITATION_CREATED",
    user,
    resource,
    params: { purpose, sentTo: null },
  });
  return done(
    { invitationId: id },
    { invitationUrl: portalInvitationUrl(action.services, policy.address, secret) },
  );
}

/** Makes a link for an administrator to the console, or for a user to the portal of a resource. */
export const invitationCreate = useCase("invitationCreate", {
  errors: ["NOT_FOUND", "STILL_IN_USE", "POLICY_REFUSED"],
  run: async (input: InvitationCreateRequest, action: Action) => {
    if (input.resource == null) return inviteAdministrator(action, input.user, input.by);
    const portal = await getDestination(action, input.resource);
    const user = await getGuest(action, input.user, portal);
    return inviteToPortal(action, user, portal, "ENROL", input.by);
  },
});

/** One of many users who are invited to a portal. */
export interface MailedInvitationRequest {
  readonly resource: ResourceRefInput;
  readonly user: UserRefInput;
}

/** Mails one of many links. No client is shown any of them. */
const invitationMail = useCase("invitationsCreate", {
  errors: invitationCreate.errors,
  run: ({ user, resource }: MailedInvitationRequest, action: Action) =>
    invitationCreate.run({ user, resource, by: "MAIL" }, action),
});

/** Mails links to the portals of resources to many users. */
export const invitationsCreate = bulkUseCase("invitationsCreate", invitationMail, { hold: holdUsers });
