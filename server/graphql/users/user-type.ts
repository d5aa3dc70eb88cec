import { lastIsInState } from "../../invitations/invitation-store.js";
import { findUser, userListing, type UserRow } from "../../users/user-store.js";
import { userKey } from "../../users/user-ref.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { InvitationState } from "../invitations/invitation-type.js";
import { loadValid, nodeName } from "../nodes.js";
import { recoveryCodeLoader, userLoader } from "./user-loader.js";
import { UserRef } from "./user-ref.js";

declare module "../objects.js" {
  interface Objects {
    User: UserRow;
  }
}

export const User = builder.node(nodeName("User"), {
  description: "A person who authenticates.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => userLoader(context).loadMany(uuids)),
  fields: (t) => ({
    login: t.exposeString("login", {
      description:
        "The login with which the person signs in; unique in the account, whether in upper or lower case.",
    }),
    email: t.exposeString("email", { nullable: true, description: "E-mail address." }),
    phoneNumber: t.exposeString("phoneNumber", { nullable: true, description: "Phone number, as in E.164." }),
    firstName: t.exposeString("firstName", { nullable: true, description: "First name." }),
    lastName: t.exposeString("lastName", { nullable: true, description: "Last name." }),
    locale: t.exposeString("locale", {
      nullable: true,
      description:
        "The language of mails and messages to the person, and of what a phone asks: en, de, fr, es, uk or pl; null for the account's. The person changes it in a portal.",
    }),
    enabled: t.exposeBoolean("enabled", { description: "Whether the person may sign in anywhere." }),
    enrolledAt: t.expose("enrolledAt", {
      type: "DateTime",
      nullable: true,
      description: "When the user first had a token that worked; null when the user never had one.",
    }),
    recoveryCodeCreatedAt: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "When the user made the recovery code that the user keeps for the loss of the token; null when there is none.",
      resolve: ({ id }, _args, context) => recoveryCodeLoader(context).load(id),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the user was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When the user last changed." }),
  }),
});

const UserConnection = connectionType(User, "User");

const UserFilter = builder.inputType("UserFilter", {
  description: "Filters users; all given conditions must be true.",
  fields: (t) => ({
    text: t.string({
      description:
        "Every word of this text must be the beginning of a word in the login, the names, the e-mail address or the phone number. A text without a letter or digit finds nothing.",
    }),
    enabled: t.boolean({ description: "Only enabled or only disabled ones." }),
    enrolled: t.boolean({
      description: "Only users who have, or once had, a token that works; or only those who never had one.",
    }),
    invited: t.boolean({
      description:
        "Only users who have a `lastInvitation`, or only those who have none. Only an ADMIN may use this filter.",
    }),
    lastInvitationStates: t.field({
      type: [InvitationState],
      description:
        "Only users whose `lastInvitation` is in one of these states now; `[EXPIRED]` finds the users to remind. Only an ADMIN may use this filter.",
    }),
  }),
});

const UserOrderField = builder.enumType("UserOrderField", {
  description: "The fields that users can be ordered by.",
  values: {
    CREATED_AT: { description: "When they were created." },
    LOGIN: { description: "Their login, in lower case." },
  } as const,
});

const UserOrder = builder.inputType("UserOrder", {
  description: "The order of a list of users.",
  fields: (t) => ({
    field: t.field({ type: UserOrderField, required: true, description: "The field to order by." }),
    descending: t.boolean({ defaultValue: false, description: "Descending order." }),
  }),
});

builder.queryFields((t) => ({
  user: t.field({
    type: User,
    nullable: true,
    description: "One user; null when it does not exist.",
    args: { by: t.arg({ type: UserRef, required: true, description: "The user." }) },
    resolve: (_root, { by }, { services, actor }) => {
      const key = userKey(by);
      return key === null ? null : findUser(services.database.prisma, actor.accountId, key);
    },
  }),
  users: t.field({
    type: UserConnection,
    nullable: true,
    description: "The account's users.",
    complexity: pageComplexity,
    args: {
      ...pageArgs,
      filter: t.arg({ type: UserFilter, description: "The filter." }),
      orderBy: t.arg({ type: UserOrder, description: "The order; by default, oldest first." }),
    },
    resolve: (_root, { filter, orderBy, ...page }, context) => {
      const { actor, services } = context;
      const states = filter?.lastInvitationStates;
      const listing = userListing(
        {
          text: filter?.text ?? null,
          enabled: filter?.enabled ?? null,
          enrolled: filter?.enrolled ?? null,
          invited: filter?.invited ?? null,
        },
        states == null ? [] : [lastIsInState(states, services.clock())],
        orderBy?.field ?? "CREATED_AT",
        orderBy?.descending ?? false,
      );
      return readConnection(context, page, listing, actor.accountId, userLoader(context));
    },
  }),
}));
