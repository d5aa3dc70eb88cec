import { isAllowed } from "../../actions/permissions.js";
import { globalId } from "../../global-id.js";
import { invitationRevoke } from "../../invitations/invitation-mutations.js";
import {
  type DELIVERIES,
  invitationListing,
  type INVITATION_STATES,
  type InvitationRow,
  isPurpose,
  type PURPOSES,
  getState,
} from "../../invitations/invitation-store.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { mutation } from "../mutation.js";
import { loadValid, nodeName } from "../nodes.js";
import { messageLoader } from "../messages/message-loader.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { seenResource, seenUser } from "../seen.js";
import { userLoader } from "../users/user-loader.js";
import { UserRef } from "../users/user-ref.js";
import { invitationLoader, lastInvitationLoader } from "./invitation-loader.js";

declare module "../objects.js" {
  interface Objects {
    Invitation: InvitationRow;
  }
}

const InvitationPurpose = builder.enumType("InvitationPurpose", {
  description: "The purpose of a link.",
  values: {
    SETUP: { description: "To become the first administrator." },
    JOIN: { description: "To set a password, and to enrol a token if there is none." },
    PASSWORD: {
      description:
        "To set another password. In the portal of a resource, the user also types a code of the token, or the recovery code.",
    },
    TOKEN: { description: "To enrol another token. The person must type the password." },
    ENROL: {
      description:
        "To enrol a token in the portal of a resource, and to set a password if the portal asks for one and none is set. A user who has a password must type it.",
    },
  } satisfies Record<(typeof PURPOSES)[number], { description: string }>,
});

export const InvitationDelivery = builder.enumType("InvitationDelivery", {
  description: "How a link reaches its person.",
  values: {
    LINK: {
      description:
        "The answer of the mutation has the link, once. Send it to the person in a way that nobody else can read. It works for seven days.",
    },
    MAIL: {
      description:
        "The server mails the link to the user's e-mail address, and shows it to nobody else. It works for 24 hours. The account needs an enabled channel for e-mails, or the server needs a mail server; the server also needs TOKENPLANE_PUBLIC_URL. A person gets at most three such mails in an hour.",
    },
  } satisfies Record<(typeof DELIVERIES)[number], { description: string }>,
});

export const Invitation = builder.node(nodeName("Invitation"), {
  description:
    "A link by which a person sets a password, or enrols a token, once. The server stores only its hash.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) =>
    isAllowed(context.actor, "invitations")
      ? loadValid(ids, (uuids) => invitationLoader(context).loadMany(uuids))
      : ids.map(() => null),
  fields: (t) => ({
    user: t.field({
      type: "User",
      nullable: true,
      description: "The user whom it is for; null for the link of the first start.",
      resolve: ({ userId }, _args, context) => (userId === null ? null : userLoader(context).load(userId)),
    }),
    purpose: t.field({
      type: InvitationPurpose,
      description: "Its purpose.",
      resolve: ({ purpose }) => {
        if (!isPurpose(purpose)) throw new TypeError("unknown purpose");
        return purpose;
      },
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource whose portal it leads to; null for a link to the console.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    by: t.field({
      type: InvitationDelivery,
      description: "How it reaches the person.",
      resolve: ({ messageId }) => (messageId === null ? "LINK" : "MAIL"),
    }),
    message: t.field({
      type: "Message",
      nullable: true,
      description:
        "The mail with the link: `sentTo` is its masked address, and `state` says whether it was sent. null for a link that was not mailed, and after 30 days.",
      resolve: ({ messageId }, _args, context) =>
        messageId === null ? null : messageLoader(context).load(messageId),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "Until when it works." }),
    usedAt: t.expose("usedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was used; null when it was not.",
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was revoked, or replaced by another one; null when it was not.",
    }),
  }),
});

builder.objectField("User", "lastInvitation", (t) =>
  t.field({
    type: Invitation,
    nullable: true,
    description:
      "The last link that was made for the user to enrol a token in a portal. Its `createdAt` says when the user was invited, and its `state` whether the link was used. null when the user was not invited, and from 30 days after the link ended. Only an ADMIN may request it.",
    resolve: ({ id }, _args, context) => lastInvitationLoader(context).load(id),
  }),
);

export const InvitationState = builder.enumType("InvitationState", {
  description: "The state of a link.",
  values: {
    OPEN: { description: "It still works." },
    USED: { description: "The person used it." },
    EXPIRED: { description: "It expired before anybody used it." },
    REVOKED: { description: "It was revoked, or replaced by another one." },
  } satisfies Record<(typeof INVITATION_STATES)[number], { description: string }>,
});

builder.objectField("Invitation", "state", (t) =>
  t.field({
    type: InvitationState,
    description: "Its state.",
    resolve: (invitation, _args, { services }) => getState(invitation, services.clock()),
  }),
);

const InvitationFilter = builder.inputType("InvitationFilter", {
  description: "Filters links; all given conditions must be true.",
  fields: (t) => ({
    state: t.field({
      type: InvitationState,
      defaultValue: "OPEN",
      description: "Only links in this state; by default those that still work.",
    }),
    resource: t.field({ type: ResourceRef, description: "Only links to the portal of this resource." }),
    user: t.field({ type: UserRef, description: "Only links of this user." }),
  }),
});

const InvitationConnection = connectionType(Invitation, "Invitation");

builder.queryField("invitations", (t) =>
  t.field({
    type: InvitationConnection,
    nullable: true,
    description:
      "Links that were made for people, newest first; by default those that still work. `totalCount` counts links, not people: a user who was reminded has a REVOKED link and a newer one. To count people, use `users` with the filters `lastInvitationStates`, `invited` and `enrolled`.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: InvitationFilter, description: "The filter." }) },
    resolve: async (_root, { filter, ...page }, context) => {
      const { actor, services } = context;
      const which = {
        state: filter?.state ?? "OPEN",
        resourceId: await seenResource(context, filter?.resource),
        userId: await seenUser(context, filter?.user),
      };
      const listing = invitationListing(which, services.clock());
      return readConnection(context, page, listing, actor.accountId, invitationLoader(context));
    },
  }),
);

mutation(invitationRevoke, {
  description: "Revokes a link that was not used.",
  input: (t) => ({
    invitation: t.id({ required: true, description: "Global id of the invitation." }),
  }),
  payload: (t) => ({
    revokedId: t.id({
      description: "Global id of the invitation.",
      resolve: ({ payload }) => globalId("Invitation", payload.invitationId),
    }),
  }),
});
