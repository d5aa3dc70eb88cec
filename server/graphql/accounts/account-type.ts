import { accountListing, type AccountRow, findAccount } from "../../accounts/account-store.js";
import { LINK_OBSTACLES, getLinkObstacle } from "../../administrators/invite.js";
import { isAllowed, isOperation, permissions, type ROLES } from "../../actions/permissions.js";
import { VERSION } from "../../version.js";
import { ActorKind } from "../actor-kind.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { loadValid, nodeName } from "../nodes.js";
import { sessionLoader } from "../sessions/session-loader.js";
import { textListCost } from "../text-cost.js";
import { accountLoader } from "./account-loader.js";

declare module "../objects.js" {
  interface Objects {
    Account: AccountRow;
  }
}

/** Characters of the name of a field of Query, Mutation or Subscription. */
const LONGEST_FIELD = 30;

interface Quota {
  readonly used: number;
  readonly limit: number;
}

const QuotaType = builder.objectRef<Quota>("Quota").implement({
  description: "How much of something a plan allows, and how much is in use.",
  fields: (t) => ({
    used: t.exposeInt("used", { description: "How many there are." }),
    limit: t.exposeInt("limit", { description: "How many there may be." }),
  }),
});

const ServicePlan = builder.objectRef<AccountRow>("ServicePlan").implement({
  description: "The service plan of an account: its limits, and how much is used.",
  fields: (t) => ({
    tokens: t.field({
      type: QuotaType,
      description: "Tokens, of every model and status.",
      resolve: ({ usedTokens, planTokens }) => ({ used: usedTokens, limit: planTokens }),
    }),
    users: t.field({
      type: QuotaType,
      description: "Users.",
      resolve: ({ usedUsers, planUsers }) => ({ used: usedUsers, limit: planUsers }),
    }),
    resources: t.field({
      type: QuotaType,
      description: "Resources.",
      resolve: ({ usedResources, planResources }) => ({ used: usedResources, limit: planResources }),
    }),
  }),
});

const Account = builder.node(nodeName("Account"), {
  description: "A tenant. Every other object belongs to exactly one account.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => accountLoader(context).loadMany(uuids)),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name; authenticator apps show it as the issuer." }),
    enabled: t.exposeBoolean("enabled", {
      description: "Whether its keys work, and its administrators can sign in.",
    }),
    plan: t.field({ type: ServicePlan, description: "Its service plan.", resolve: (account) => account }),
    address: t.exposeString("address", {
      nullable: true,
      description:
        "The name of the account that people type on the sign-in page; null until the account has an administrator.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the account was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When the account last changed." }),
  }),
});

const AccountConnection = connectionType(Account, "Account");

export const RoleEnum = builder.enumType("Role", {
  description: "The role of an API key, or of a person in the console. It decides what the caller may do.",
  values: {
    OPERATOR: {
      description:
        "Manages the installation: accounts and their service plans, and the keys of operators. Sees nothing inside an account.",
    },
    ADMIN: { description: "May do everything inside its account." },
    PROVISIONER: {
      description:
        "The role for infrastructure as code: manages users, resources, tokens, assignments, bypasses, channels and policies, and API keys of its own role.",
    },
    HELPDESK: {
      description:
        "Reads everything except invitations and the sessions of others; checks, enrols, unlocks, enables, disables and assigns tokens; resets passwords of users; grants bypass as the bypass policy allows.",
    },
    AUDITOR: {
      description: "Reads everything, including the events, except invitations and the sessions of others.",
    },
    AUTHENTICATOR: { description: "Signs users in, and may do nothing else." },
  } satisfies Record<(typeof ROLES)[number], { description: string }>,
});

const LinkObstacle = builder.enumType("LinkObstacle", {
  description: "Why links cannot be mailed.",
  values: {
    NO_PUBLIC_URL: {
      description:
        "The server does not know its public address. Its operator must set TOKENPLANE_PUBLIC_URL.",
    },
    NO_CHANNEL: {
      description:
        "The account has no enabled channel for e-mails, and the server does not mail for it: the server has no mail server (TOKENPLANE_SMTP_URL), or the account has a disabled channel for e-mails.",
    },
  } satisfies Record<(typeof LINK_OBSTACLES)[number], { description: string }>,
});

const Viewer = builder.objectRef<object>("Viewer").implement({
  description: "The caller.",
  fields: (t) => ({
    role: t.field({
      type: RoleEnum,
      description: "The role of the key or the person.",
      resolve: (_viewer, _args, { actor }) => {
        if (actor.role === "USER") throw new TypeError("a user in a portal asks for me");
        return actor.role;
      },
    }),
    kind: t.field({
      type: ActorKind,
      description: "Whether a program or a person calls.",
      resolve: (_viewer, _args, { actor }) => actor.kind,
    }),
    name: t.string({
      description: "The key's name, or the person's login.",
      resolve: (_viewer, _args, { actor }) => actor.name,
    }),
    mayUse: t.stringList({
      description:
        "The fields of Query, Mutation and Subscription that the caller may use. Pages show only buttons that work.",
      complexity: textListCost(Object.keys(permissions).length, LONGEST_FIELD),
      resolve: (_viewer, _args, { actor }) =>
        Object.keys(permissions).filter((name) => isOperation(name) && isAllowed(actor, name)),
    }),
    session: t.field({
      type: "Session",
      nullable: true,
      description: "The caller's session; null for a program.",
      resolve: (_viewer, _args, context) => {
        const { credential } = context.actor;
        return credential?.kind === "SESSION" ? sessionLoader(context).load(credential.id) : null;
      },
    }),
    expiresAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When the key expires; null when it does not expire, and for a person.",
      resolve: (_viewer, _args, { actor }) => actor.expiresAt,
    }),
    account: t.field({
      type: Account,
      nullable: true,
      description: "The caller's account; null when the caller may not read it. An operator has no account.",
      resolve: (_viewer, _args, { actor, services }) =>
        isAllowed(actor, "account") ? findAccount(services.database.prisma, actor.accountId) : null,
    }),
    linkObstacle: t.field({
      type: LinkObstacle,
      nullable: true,
      description:
        "Why links (`by: MAIL`) cannot be mailed to people of the caller's account; null when they can, or when the caller may not read channels.",
      resolve: (_viewer, _args, { actor, services }) =>
        isAllowed(actor, "channels") ? getLinkObstacle(services, actor.accountId) : null,
    }),
    serverVersion: t.string({ description: "Version of the server, as in 1.2.3.", resolve: () => VERSION }),
  }),
});

builder.queryFields((t) => ({
  viewer: t.field({
    type: Viewer,
    nullable: true,
    description: "The caller, and the server that answers.",
    resolve: () => ({}),
  }),
  account: t.field({
    type: Account,
    nullable: true,
    description: "The caller's account, with its plan and how much of it is used.",
    resolve: (_root, _args, { services, actor }) => findAccount(services.database.prisma, actor.accountId),
  }),
  accounts: t.field({
    type: AccountConnection,
    nullable: true,
    description: "All accounts of the installation, oldest first.",
    complexity: pageComplexity,
    args: pageArgs,
    resolve: (_root, page, context) =>
      readConnection(context, page, accountListing(), context.actor.accountId, accountLoader(context)),
  }),
}));
