import { modelsWhere } from "@tokenplane/rules/models";
import { getScope } from "../../actions/scope.js";
import {
  EVERY_TOKEN,
  findToken,
  type TokenFilter as Conditions,
  tokenListing,
} from "../../tokens/token-store.js";
import { tokenKey } from "../../tokens/token-ref.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import type { Context } from "../context.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { seenResource, seenUser } from "../seen.js";
import { UserRef } from "../users/user-ref.js";
import { tokenLoader } from "./token-loader.js";
import { TokenRef } from "./token-ref.js";
import { Token, TokenKind, TokenModel, TokenStatus } from "./token-type.js";

const TokenConnection = connectionType(Token, "Token");

const TokenFilter = builder.inputType("TokenFilter", {
  description: "Filters tokens; all given conditions must be true.",
  fields: (t) => ({
    text: t.string({
      description:
        "Every word of this text must be the beginning of a word in the name or the serial number, or in the login, the names, the e-mail address or the phone number of the user. A text without a letter or digit finds nothing.",
    }),
    kind: t.field({ type: TokenKind, description: "Only tokens of this kind." }),
    model: t.field({ type: TokenModel, description: "Only tokens of this model." }),
    status: t.field({ type: TokenStatus, description: "Only tokens with this status." }),
    enabled: t.boolean({ description: "Only enabled or only disabled ones." }),
    locked: t.boolean({ description: "Only locked or only unlocked ones." }),
    requestsSuspended: t.boolean({
      description:
        "Only tokens whose phone shows no requests for some time (`TokenDevice.requestsSuspendedUntil`), or only the others.",
    }),
    bypassed: t.boolean({ description: "Only tokens with a running bypass, or only tokens without one." }),
    assigned: t.boolean({ description: "Only tokens that have a user, or only those that have none." }),
    user: t.field({ type: UserRef, description: "Only tokens of this user." }),
    resource: t.field({ type: ResourceRef, description: "Only tokens that are linked to this resource." }),
    usedAfter: t.field({
      type: "DateTime",
      description: "Only tokens that were last used at this moment or later.",
    }),
    usedBefore: t.field({
      type: "DateTime",
      description: "Only tokens that were last used before this moment.",
    }),
    valid: t.boolean({
      description: "Only tokens that are valid now, or only those that are not valid yet or any more.",
    }),
    validUntilBefore: t.field({
      type: "DateTime",
      description:
        "Only tokens whose validity ends before this moment. Use a future moment to find those that must be replaced soon.",
    }),
  }),
});

const TokenOrderField = builder.enumType("TokenOrderField", {
  description: "The fields that tokens can be ordered by.",
  values: {
    CREATED_AT: { description: "When they were created." },
    NAME: { description: "Their name." },
    LAST_USED_AT: { description: "When they were last used; those never used come first." },
  } as const,
});

const TokenOrder = builder.inputType("TokenOrder", {
  description: "The order of a list of tokens.",
  fields: (t) => ({
    field: t.field({ type: TokenOrderField, required: true, description: "The field to order by." }),
    descending: t.boolean({ defaultValue: false, description: "Descending order." }),
  }),
});

const tokenArgs = {
  ...pageArgs,
  ...builder.args((t) => ({
    filter: t.field({ type: TokenFilter, description: "The filter." }),
    orderBy: t.field({ type: TokenOrder, description: "The order; by default, oldest first." }),
  })),
};

async function getConditions(
  context: Context,
  filter: typeof TokenFilter.$inferInput | null | undefined,
): Promise<Conditions> {
  if (filter == null) return EVERY_TOKEN;
  const { user, resource, model, kind } = filter;
  const ofKind = kind == null ? null : modelsWhere((one) => one.kind === kind);
  return {
    text: filter.text ?? null,
    models: model == null ? ofKind : ofKind === null || ofKind.includes(model) ? [model] : [],
    status: filter.status ?? null,
    enabled: filter.enabled ?? null,
    locked: filter.locked ?? null,
    requestsSuspended: filter.requestsSuspended ?? null,
    bypassed: filter.bypassed ?? null,
    assigned: filter.assigned ?? null,
    userId: await seenUser(context, user),
    resourceId: await seenResource(context, resource),
    usedAfter: filter.usedAfter ?? null,
    usedBefore: filter.usedBefore ?? null,
    valid: filter.valid ?? null,
    validUntilBefore: filter.validUntilBefore ?? null,
  };
}

builder.queryFields((t) => ({
  token: t.field({
    type: Token,
    nullable: true,
    description: "One token; null when it does not exist.",
    args: { by: t.arg({ type: TokenRef, required: true, description: "The token." }) },
    resolve: (_root, { by }, { services, actor }) => {
      const key = tokenKey(by);
      return key === null ? null : findToken(services.database.prisma, actor.accountId, key);
    },
  }),
  tokens: t.field({
    type: TokenConnection,
    nullable: true,
    description: "The account's tokens.",
    complexity: pageComplexity,
    args: tokenArgs,
    resolve: async (_root, { filter, orderBy, ...page }, context) => {
      const conditions = await getConditions(context, filter);
      const { field, descending } = {
        field: orderBy?.field ?? "CREATED_AT",
        descending: orderBy?.descending ?? false,
      };
      const listing = tokenListing(
        getScope(context.actor),
        context.services.clock(),
        conditions,
        field,
        descending,
        "account",
      );
      return readConnection(context, page, listing, context.actor.accountId, tokenLoader(context));
    },
  }),
}));

builder.objectField("User", "tokens", (t) =>
  t.field({
    type: TokenConnection,
    description: "The user's tokens.",
    complexity: pageComplexity,
    args: tokenArgs,
    resolve: async ({ id }, { filter, orderBy, ...page }, context) => {
      const conditions = await getConditions(context, filter);
      const { field, descending } = {
        field: orderBy?.field ?? "CREATED_AT",
        descending: orderBy?.descending ?? false,
      };
      const listing = tokenListing(
        getScope(context.actor),
        context.services.clock(),
        conditions,
        field,
        descending,
        "user",
      );
      return readConnection(context, page, listing, id, tokenLoader(context));
    },
  }),
);
