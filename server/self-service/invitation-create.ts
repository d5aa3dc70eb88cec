import { maskedTarget } from "@tokenplane/rules/masked-target";
import { Refusal } from "@tokenplane/rules/refusal";
import { readSelfService } from "@tokenplane/rules/self-service";
import type { Action } from "../actions/action.js";
import { bulkUseCase } from "../actions/bulk-use-case.js";
import { done, useCase } from "../actions/use-case.js";
import { Prisma } from "../database/generated/client.js";
import { globalId } from "../global-id.js";
import { MAIL_OBSTACLES } from "../administrators/invite.js";
import { inviteAdministrator } from "../administrators/mutations.js";
import { INVITATION_TTL_MS, MAILED_INVITATION_TTL_MS, portalInvitationUrl } from "../invitations/link.js";
import { createInvitation, type InvitationDelivery, noteMessage } from "../invitations/store.js";
import { mailPortalLink } from "../messages/portal-mail.js";
import { namedResource, type ResourceRefInput } from "../resources/resource-ref.js";
import type { UserRow } from "../users/store.js";
import { holdUsers, lockUser, type UserRefInput } from "../users/user-ref.js";
import { standingOf } from "./standing.js";

/** Whom `invitationCreate` invites. */
export interface InvitationCreateRequest {
  /** How the link reaches the person; as a link in the answer by default. */
  readonly by?: InvitationDelivery | null | undefined;
  /** The resource whose portal it leads to; without it, the console. */
  readonly resource?: ResourceRefInput | null | undefined;
  readonly user: UserRefInput;
}

/** The portal that a link leads to. */
interface Destination {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/**
 * The open portal that an input names. It stays open until the transaction ends; whatever else is done with the resource goes
 * on beside a thousand invitations. @throws Refusal
 */
async function destinationOf(
  { transaction, accountId }: Action,
  ref: ResourceRefInput,
): Promise<Destination> {
  const path = ["input", "resource"];
  const { id } = await namedResource(transaction, accountId, ref, path);
  await transaction.$queryRaw(Prisma.sql`
    SELECT 1 FROM resources WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid FOR SHARE`);
  const resource = await namedResource(transaction, accountId, { id: globalId("Resource", id) }, path);
  const policy = readSelfService(resource.selfService, resource.portalAddress);
  if (policy === null) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The resource has no portal. Open it with selfServicePolicySet first.",
      path,
    );
  }
  return { id: resource.id, name: resource.name, address: policy.address };
}

/** The user whom a portal is for, held. @throws Refusal */
async function guestOf(action: Action, ref: UserRefInput, { id }: Destination): Promise<UserRow> {
  const path = ["input", "user"];
  const user = await lockUser(action, ref, path);
  const standing = await standingOf(action.transaction, action.accountId, user.id, id);
  if (standing === null)
    throw new Refusal("VALIDATION_FAILED", "The user is disabled. Enable the user first.", path);
  if (standing.hasRole) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "The user has a role, and uses the console. Leave resource out, or name another user.",
      path,
    );
  }
  if (standing.hasWorkingToken) {
    throw new Refusal(
      "STILL_IN_USE",
      "The user has a token that works. Link it to the resource; after a loss, disable or delete it first.",
      path,
    );
  }
  return user;
}

/** Makes a link to a portal, and mails it: nobody else gets it. @returns its id. @throws Refusal */
async function mailInvitation(action: Action, user: UserRow, { id: resourceId, name, address }: Destination) {
  const { services, actor, now } = action;
  const refuse = (obstacle: keyof typeof MAIL_OBSTACLES) =>
    new Refusal(
      obstacle === "SENT_TOO_OFTEN" ? "POLICY_REFUSED" : "VALIDATION_FAILED",
      MAIL_OBSTACLES[obstacle],
      ["input", "by"],
    );
  if (services.config.publicUrl === undefined) throw refuse("NO_PUBLIC_URL");
  const { id, secret } = await createInvitation(
    action,
    user.id,
    "ENROL",
    MAILED_INVITATION_TTL_MS,
    resourceId,
  );
  const mailed = await mailPortalLink(action, user, {
    url: portalInvitationUrl(services, address, secret),
    resourceName: name,
    by: actor.name,
    until: now + MAILED_INVITATION_TTL_MS,
  });
  if (typeof mailed === "string") throw refuse(mailed);
  await noteMessage(action, id, mailed.messageId);
  return id;
}

/** Makes a link for an administrator to the console, or for a user to the portal of a resource. */
export const invitationCreate = useCase("invitationCreate", {
  errors: ["NOT_FOUND", "STILL_IN_USE", "POLICY_REFUSED"],
  run: async (input: InvitationCreateRequest, action: Action) => {
    if (input.resource == null) return inviteAdministrator(action, input.user, input.by);
    const portal = await destinationOf(action, input.resource);
    const user = await guestOf(action, input.user, portal);
    const resource = { id: portal.id, name: portal.name };
    if (input.by === "MAIL") {
      const invitationId = await mailInvitation(action, user, portal);
      const sentTo = maskedTarget("EMAIL", user.email ?? "");
      action.record({
        type: "INVITATION_CREATED",
        user,
        resource,
        changes: [{ field: "sentTo", from: null, to: sentTo }],
        summary: `A link to the portal of ${portal.name} was mailed to ${sentTo} for ${user.login}.`,
      });
      return done({ invitationId });
    }
    const { id, secret } = await createInvitation(action, user.id, "ENROL", INVITATION_TTL_MS, portal.id);
    action.record({
      type: "INVITATION_CREATED",
      user,
      resource,
      summary: `A link to the portal of ${portal.name} was made for ${user.login}.`,
    });
    const invitationUrl = portalInvitationUrl(action.services, portal.address, secret);
    return done({ invitationId: id }, { invitationUrl });
  },
});

/** One of many users who are invited to a portal. */
export interface MailedInvitationRequest {
  readonly resource: ResourceRefInput;
  readonly user: UserRefInput;
}

/** Mails one of many links. Nobody is shown any of them. */
const invitationMail = useCase("invitationsCreate", {
  errors: invitationCreate.errors,
  run: ({ user, resource }: MailedInvitationRequest, action: Action) =>
    invitationCreate.run({ user, resource, by: "MAIL" }, action),
});

/** Mails links to the portals of resources to many users. */
export const invitationsCreate = bulkUseCase("invitationsCreate", invitationMail, { hold: holdUsers });
