import { isInState, getKeyState } from "../../access/key-state.js";
import { apiKeyCreate, apiKeyRevoke, MAX_LISTED } from "../../access/keys.js";
import { apiKeyListing, type ApiKeyRow } from "../../access/api-key-store.js";
import { isAllowed, isRole } from "../../actions/permissions.js";
import { globalId } from "../../global-id.js";
import { RoleEnum } from "../accounts/account-type.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import type { Context } from "../context.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { loadValid, nodeName } from "../nodes.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { userLoader } from "../users/user-loader.js";
import { apiKeyLoader } from "./api-key-loader.js";

declare module "../objects.js" {
  interface Objects {
    ApiKey: ApiKeyRow;
  }
}

const ApiKeyState = builder.enumType("ApiKeyState", {
  description: "Whether an API key works.",
  values: {
    VALID: { description: "It works." },
    EXPIRED: { description: "It has expired, and was not revoked." },
    REVOKED: { description: "It was revoked. It may have expired as well." },
  } as const,
});

export const ApiKey = builder.node(nodeName("ApiKey"), {
  description: "A key that programs sign in with. The server stores only its first characters and its hash.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) =>
    isAllowed(context.actor, "apiKeys")
      ? loadValid(ids, (uuids) => apiKeyLoader(context).loadMany(uuids))
      : ids.map(() => null),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    role: t.field({
      type: RoleEnum,
      description: "Its role, which decides what it may do.",
      resolve: ({ role }) => {
        if (!isRole(role)) throw new TypeError("unknown role");
        return role;
      },
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description:
        "The resource that the key is bound to; null when the key is not bound, or when that resource was deleted. The field `bound` distinguishes the two cases.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    bound: t.boolean({
      description:
        "Whether it is bound to one resource. When that resource is deleted, the key is revoked, and still counts as bound.",
      resolve: ({ resourceId }) => resourceId !== null,
    }),
    state: t.field({
      type: ApiKeyState,
      description: "Whether it works now.",
      resolve: (key, _args, { services }) => getKeyState(key, services.clock()),
    }),
    prefix: t.exposeString("prefix", { description: "Its first characters, by which people recognise it." }),
    createdBy: t.field({
      type: "ApiKey",
      nullable: true,
      description:
        "The key that created it; null when it was created on the host, or by a person. Also null for a caller who may not list keys and did not create it.",
      resolve: ({ createdBy }, _args, context) =>
        createdBy !== null && (isAllowed(context.actor, "apiKeys") || createdBy === context.actor.id)
          ? apiKeyLoader(context).load(createdBy)
          : null,
    }),
    createdByUser: t.field({
      type: "User",
      nullable: true,
      description:
        "The person who created it in the console; null when no person did, or the user was deleted.",
      resolve: ({ createdBy }, _args, context) =>
        createdBy === null ? null : userLoader(context).load(createdBy),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was last used, to the minute; null when it was never used.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "When it expires; null when it does not expire.",
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was revoked; null when it was not revoked.",
    }),
  }),
});

const ApiKeyConnection = connectionType(ApiKey, "ApiKey");

const ApiKeyFilter = builder.inputType("ApiKeyFilter", {
  description: "Filters API keys; all given conditions must be true.",
  fields: (t) => ({
    state: t.field({ type: ApiKeyState, description: "Only keys that are in this state now." }),
  }),
});

builder.queryField("apiKeys", (t) =>
  t.field({
    type: ApiKeyConnection,
    nullable: true,
    description:
      "The account's API keys, newest first; without a filter, revoked and expired ones too. For an OPERATOR key, the keys of all operators.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: ApiKeyFilter, description: "The filter." }) },
    resolve: (_root, { filter, ...page }, context) => {
      const { actor, services } = context;
      const where = filter?.state == null ? [] : [isInState(filter.state, services.clock())];
      return readConnection(context, page, apiKeyListing(where), actor.accountId, apiKeyLoader(context));
    },
  }),
);

mutation(apiKeyCreate, {
  description:
    "Creates an API key. The new key has no more rights than the key that creates it, and expires no later.",
  input: (t) => ({
    name: t.string({
      required: true,
      description: "Its name, which says what it is for: 1 to 50 characters.",
    }),
    role: t.field({ type: RoleEnum, required: true, description: "Its role, which decides what it may do." }),
    resource: t.field({
      type: ResourceRef,
      description:
        "Binds an AUTHENTICATOR or AUDITOR key to one resource. The key then sees only the assignments and events there, and only the tokens and users that are assigned there.",
    }),
    expiresAt: t.field({ type: "DateTime", description: "When it expires; absent means never." }),
  }),
  payload: (t) => ({
    apiKey: t.field({
      type: "ApiKey",
      description: "The new key, as lists show it.",
      resolve: ({ payload }, _args, context) => loadReturned(apiKeyLoader(context), payload.apiKeyId),
    }),
    secret: t.string({
      nullable: true,
      description: "The key itself. Shown here once; null in a repeat after ten minutes.",
      resolve: ({ secrets }) => secrets?.["secret"] ?? null,
    }),
  }),
});

mutation(apiKeyRevoke, {
  description:
    "Revokes an API key: it stops working within two seconds, on every replica. The keys that it created keep working, so that a key can create its successor; `stillWorking` lists them, and `includingMade` revokes them too. A PROVISIONER key revokes only itself and keys that it created. An OPERATOR key revokes the keys of operators, including itself; the command `operator-key` on the host creates new ones.",
  input: (t) => ({
    apiKey: t.id({ required: true, description: "Global id of the key." }),
    includingMade: t.boolean({
      defaultValue: false,
      description:
        "Also revoke the keys that it created, the keys that those created, and so on. Use this when the key may have been stolen. The key itself may be revoked already.",
    }),
  }),
  payload: (t) => ({
    apiKey: t.field({
      type: "ApiKey",
      description: "The key as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(apiKeyLoader(context), payload.apiKeyId),
    }),
    revokedId: t.id({
      description: "Global id of the key.",
      resolve: ({ payload }) => globalId("ApiKey", payload.apiKeyId),
    }),
    revokedMade: t.field({
      type: ["ApiKey"],
      description: `Keys that it created, directly or through other keys, and that were revoked with it: the first ${MAX_LISTED}.`,
      complexity: { field: 1, multiplier: MAX_LISTED },
      resolve: ({ payload }, _args, context) => getKeys(context, payload.revokedMade),
    }),
    revokedMadeCount: t.int({
      description: "How many keys were revoked with it.",
      resolve: ({ payload }) => payload.revokedMadeCount,
    }),
    stillWorking: t.field({
      type: ["ApiKey"],
      description: `Keys that it created, directly or through other keys, and that still work, because \`includingMade\` was false: the first ${MAX_LISTED}.`,
      complexity: { field: 1, multiplier: MAX_LISTED },
      resolve: ({ payload }, _args, context) => getKeys(context, payload.stillWorking),
    }),
    stillWorkingCount: t.int({
      description: "How many of the keys that it created, directly or through other keys, still work.",
      resolve: ({ payload }) => payload.stillWorkingCount,
    }),
  }),
});

async function getKeys(context: Context, ids: readonly string[]): Promise<ApiKeyRow[]> {
  const keys = await Promise.all(ids.map((id) => apiKeyLoader(context).load(id)));
  return keys.filter((key) => key !== null);
}
