import {
  administratorCreate,
  administratorDelete,
  administratorUpdate,
} from "../../administrators/administrator-mutations.js";
import { passwordReset } from "../../self-service/password-reset.js";
import type { Payload } from "../../actions/idempotency.js";
import { invitationCreate, invitationsCreate } from "../../self-service/invitation-create.js";
import { globalId } from "../../global-id.js";
import { bulkMutation } from "../bulk-mutation.js";
import { InvitationDelivery } from "../invitations/invitation-type.js";
import { invitationLoader } from "../invitations/invitation-loader.js";
import { loadReturned } from "../loader.js";
import { type InputBuilder, mutation, type PayloadBuilder } from "../mutation.js";
import { AssigneeInput } from "../tokens/assign.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { TokenRef } from "../tokens/token-ref.js";
import { UserRef } from "../users/user-ref.js";
import { PersonRole } from "./administrator-type.js";
import { administratorLoader } from "./administrator-loader.js";

/** How the link of an invitation reaches its person. */
function byInput(t: InputBuilder) {
  return t.field({
    type: InvitationDelivery,
    defaultValue: "LINK",
    description: "How the link reaches the person.",
  });
}

type Invited = { readonly invitationId: string } & Payload;

/** The link of an invitation, shown once. */
function invited(t: PayloadBuilder<Invited>) {
  return {
    invitation: t.field({
      type: "Invitation",
      description: "The invitation, as lists show it.",
      resolve: ({ payload }, _args, context) => loadReturned(invitationLoader(context), payload.invitationId),
    }),
    invitationUrl: t.string({
      nullable: true,
      description:
        "The link that the person opens: it works once, for seven days. Shown here once; null in a repeat after ten minutes, and when it was mailed.",
      resolve: ({ secrets }) => secrets?.["invitationUrl"] ?? null,
    }),
  };
}

mutation(administratorCreate, {
  description:
    "Gives a user a role, and makes the link by which the person sets a password and enrols an authenticator app. Links of this person that were not used become void.",
  input: (t) => ({
    to: t.field({
      type: AssigneeInput,
      required: true,
      description: "Who gets the role: an existing user, or one to create.",
    }),
    role: t.field({ type: PersonRole, required: true, description: "The person's role." }),
    token: t.field({
      type: TokenRef,
      description:
        "A token of this user that signs in to the console, too. Without it, the person enrols an authenticator app.",
    }),
    by: byInput(t),
  }),
  payload: (t) => ({
    administrator: t.field({
      type: "Administrator",
      description: "The new administrator.",
      resolve: ({ payload }, _args, context) => loadReturned(administratorLoader(context), payload.userId),
    }),
    ...invited(t),
  }),
});

mutation(administratorUpdate, {
  description:
    "Gives an administrator another role; the person's sessions end. The last ADMIN who can sign in keeps the role.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "The user." }),
    role: t.field({ type: PersonRole, required: true, description: "The new role." }),
  }),
  payload: (t) => ({
    administrator: t.field({
      type: "Administrator",
      description: "The administrator as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(administratorLoader(context), payload.userId),
    }),
  }),
});

mutation(administratorDelete, {
  description:
    "Removes a user's role: the user's sessions end, links become void, the password is removed, and the token is unlinked from the console. The user stays. The last ADMIN who can sign in keeps the role. API keys that the person created keep working: `apiKeys` lists them, with `createdByUser`.",
  input: (t) => ({ user: t.field({ type: UserRef, required: true, description: "The user." }) }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id that the administrator had.",
      resolve: ({ payload }) => globalId("Administrator", payload.userId),
    }),
  }),
});

const invitationCreateMutation = mutation(invitationCreate, {
  description:
    "Makes a link for an administrator, to set a first password, or to enrol a token when there is none. With `resource`, it makes a link for a user, to enrol a token in the portal of that resource. An unused link of this person to the same place becomes void, with an event. Unused links to other portals work until the person has connected a token.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "The user." }),
    resource: t.field({
      type: ResourceRef,
      description:
        "The resource whose portal it leads to. Without it, it leads an administrator to the console.",
    }),
    by: byInput(t),
  }),
  payload: invited,
});

mutation(passwordReset, {
  description:
    "Removes a person's password, ends the person's sessions, and makes the link that sets another one. The token stays in use: a reset does not replace it. In a portal, the user also types a code of the token, or the recovery code; for a user who has neither, the link works like an invitation. In a portal without passwords, the link always works like an invitation, but does not ask for the password: use it for a user who forgot the password that an invitation asks for. The role HELPDESK resets the passwords of users without a role, with MAIL only.",
  input: (t) => ({
    user: t.field({ type: UserRef, required: true, description: "The user." }),
    resource: t.field({
      type: ResourceRef,
      description:
        "The resource in whose portal a user without a role sets another password. Without it, an administrator does so in the console.",
    }),
    by: byInput(t),
  }),
  payload: invited,
});

bulkMutation(
  invitationsCreate,
  {
    ...invitationCreateMutation,
    input: (t) => ({
      user: t.field({ type: UserRef, required: true, description: "The user." }),
      resource: t.field({
        type: ResourceRef,
        required: true,
        description: "The resource whose portal it leads to.",
      }),
    }),
  },
  {
    description:
      "Mails many users a link to enrol a token in the portal of a resource. To remind users who did not use their link, call it again: unused links to the same portal become void. Unused links to other portals work until the person has connected a token.",
  },
);
