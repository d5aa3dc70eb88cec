import { RoleEnum } from "../accounts/account-type.js";
import { builder } from "../graphql/builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { Refusal } from "../graphql/errors.js";
import { globalId, loadValid, localId } from "../graphql/global-id.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { checkName } from "../graphql/validation.js";
import { namedResource, ResourceRef } from "../resources/resource-ref.js";
import { resourceLoader } from "../resources/store.js";
import { holdMaker, livingMadeBy, revokeMadeBy } from "./made.js";
import { isAllowed, isNoWider } from "./permissions.js";
import { apiKeyListing, apiKeyLoader, createApiKey, findApiKey, isRole, type ApiKeyRow } from "./store.js";

export const ApiKey = builder.node("ApiKey", {
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
      description: "What it may do.",
      resolve: ({ role }) => {
        if (!isRole(role)) throw new TypeError("unknown role");
        return role;
      },
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description:
        "The one resource that it is bound to; null when it is not bound, or when that resource was deleted.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    prefix: t.exposeString("prefix", { description: "Its first characters, to recognise it by." }),
    createdBy: t.field({
      type: "ApiKey",
      nullable: true,
      description:
        "The key that created it; null when it was created on the host. Also null for a caller who may not list keys and did not create it.",
      resolve: ({ createdBy }, _args, context) =>
        createdBy !== null && (isAllowed(context.actor, "apiKeys") || createdBy === context.actor.id)
          ? apiKeyLoader(context).load(createdBy)
          : null,
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

builder.queryField("apiKeys", (t) =>
  t.field({
    type: ApiKeyConnection,
    nullable: true,
    description: "The account's API keys, newest first, revoked ones too.",
    complexity: pageComplexity,
    args: pageArgs,
    resolve: (_root, page, context) =>
      readConnection(context, page, apiKeyListing(), context.actor.accountId, apiKeyLoader(context)),
  }),
);

function checkEnd(expiresAt: Date | null, { context, now }: Action): Date | null {
  const path = ["input", "expiresAt"];
  if (expiresAt !== null && expiresAt.getTime() <= now) {
    throw new Refusal("VALIDATION_FAILED", "The key would have expired already; choose a later time.", path);
  }
  const own = context.actor.expiresAt;
  if (own !== null && (expiresAt === null || expiresAt > own)) {
    throw new Refusal(
      "VALIDATION_FAILED",
      `A key creates only keys that expire no later than itself: ${own.toISOString()}.`,
      path,
    );
  }
  return expiresAt;
}

mutation("apiKeyCreate", {
  description:
    "Creates an API key. The new key has no more rights than the key that creates it, and expires no later.",
  input: (t) => ({
    name: t.string({ required: true, description: "What it is for: 1 to 50 characters." }),
    role: t.field({ type: RoleEnum, required: true, description: "What it may do." }),
    resource: t.field({
      type: ResourceRef,
      description:
        "Binds an AUTHENTICATOR or AUDITOR key to one resource. The key then sees only the assignments and events there, and only the tokens and users that are assigned there.",
    }),
    expiresAt: t.field({ type: "DateTime", description: "When it expires; absent means never." }),
  }),
  errors: ["NOT_FOUND"],
  run: async (input, action) => {
    const { transaction, accountId, context, now } = action;
    const { actor } = context;
    if (input.role === "OPERATOR" || !isNoWider(input.role, actor.role)) {
      throw new Refusal(
        "VALIDATION_FAILED",
        `A key of role ${actor.role} creates no key of role ${input.role}.`,
        ["input", "role"],
      );
    }
    const mayBind = input.role === "AUTHENTICATOR" || input.role === "AUDITOR";
    if (input.resource != null && !mayBind) {
      throw new Refusal(
        "VALIDATION_FAILED",
        "Only AUTHENTICATOR and AUDITOR keys can be bound to a resource.",
        ["input", "resource"],
      );
    }
    const resource =
      input.resource == null
        ? null
        : await namedResource(transaction, accountId, input.resource, ["input", "resource"]);
    const name = checkName(input.name, ["input", "name"]);
    await holdMaker(action);
    const { secret, id } = await createApiKey(
      transaction,
      {
        accountId,
        id: action.newId(),
        name,
        role: input.role,
        resourceId: resource?.id ?? null,
        expiresAt: checkEnd(input.expiresAt ?? null, action),
        createdBy: actor.id,
      },
      now,
    );
    action.record({
      type: "API_KEY_CREATED",
      resource,
      summary: `The ${input.role} key ${name} was created${resource === null ? "" : ` for ${resource.name}`}.`,
    });
    return done({ apiKeyId: id }, { secret });
  },
  payload: (t) => ({
    apiKey: t.field({
      type: "ApiKey",
      description: "The new key, as lists show it.",
      resolve: ({ payload }, _args, context) => loadTold(apiKeyLoader(context), payload.apiKeyId),
    }),
    secret: t.string({
      nullable: true,
      description: "The key itself. Shown here once; null in a repeat after ten minutes.",
      resolve: ({ secrets }) => secrets?.["secret"] ?? null,
    }),
  }),
});

/** How many keys a payload lists; it counts all of them. */
const MAX_LISTED = 100;

mutation("apiKeyRevoke", {
  description:
    "Revokes an API key: it stops working within two seconds, on every replica. The keys that it created keep working, so that a key can create its successor; `stillWorking` lists them, and `includingMade` revokes them too. A PROVISIONER key revokes only keys that it created.",
  input: (t) => ({
    apiKey: t.id({ required: true, description: "Global id of the key." }),
    includingMade: t.boolean({
      defaultValue: false,
      description:
        "Also revoke the keys that it created, the keys that those created, and so on. Use this when the key may have been stolen. The key itself may be revoked already.",
    }),
  }),
  errors: ["NOT_FOUND"],
  endsKeys: true,
  run: async (input, action) => {
    const { transaction, accountId, context, now } = action;
    const { actor } = context;
    const id = localId("ApiKey", input.apiKey);
    const key = id === null ? null : await findApiKey(transaction, accountId, id);
    const mayRevoke = actor.role === "ADMIN" || key?.createdBy === actor.id || key?.id === actor.id;
    if (key === null || !mayRevoke) {
      throw new Refusal("NOT_FOUND", "There is no such key.", ["input", "apiKey"]);
    }
    // The row is locked, so that the key creates no other key meanwhile; the guarded statement decides which
    // request was first.
    const { count } = await transaction.apiKey.updateMany({
      where: { accountId, id: key.id, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
    if (count > 0) {
      action.record({
        type: "API_KEY_REVOKED",
        summary: `The ${key.role} key ${key.name} (${key.prefix}…) was revoked.`,
      });
    }
    const made = input.includingMade === true ? await revokeMadeBy(action, key.id) : [];
    const living =
      input.includingMade === true ? [] : await livingMadeBy(transaction, accountId, key.id, now);
    const listed = (keys: readonly { readonly id: string }[]) =>
      keys.slice(0, MAX_LISTED).map((one) => one.id);
    return done({
      apiKeyId: key.id,
      revokedMade: listed(made),
      revokedMadeCount: made.length,
      stillWorking: listed(living),
      stillWorkingCount: living.length,
    });
  },
  payload: (t) => ({
    apiKey: t.field({
      type: "ApiKey",
      description: "The key as it is now.",
      resolve: ({ payload }, _args, context) => loadTold(apiKeyLoader(context), payload.apiKeyId),
    }),
    revokedId: t.id({
      description: "Global id of the key.",
      resolve: ({ payload }) => globalId("ApiKey", payload.apiKeyId),
    }),
    revokedMade: t.field({
      type: ["ApiKey"],
      description: `Keys that it created, directly or through other keys, and that were revoked with it: the first ${MAX_LISTED}.`,
      complexity: { field: 1, multiplier: MAX_LISTED },
      resolve: ({ payload }, _args, context) => keysOf(context, payload.revokedMade),
    }),
    revokedMadeCount: t.int({
      description: "How many keys were revoked with it.",
      resolve: ({ payload }) => payload.revokedMadeCount,
    }),
    stillWorking: t.field({
      type: ["ApiKey"],
      description: `Keys that it created, directly or through other keys, and that still work because they were not to be revoked: the first ${MAX_LISTED}.`,
      complexity: { field: 1, multiplier: MAX_LISTED },
      resolve: ({ payload }, _args, context) => keysOf(context, payload.stillWorking),
    }),
    stillWorkingCount: t.int({
      description: "How many of the keys that it created, directly or through other keys, still work.",
      resolve: ({ payload }) => payload.stillWorkingCount,
    }),
  }),
});

async function keysOf(context: Context, ids: readonly string[]): Promise<ApiKeyRow[]> {
  const keys = await Promise.all(ids.map((id) => apiKeyLoader(context).load(id)));
  return keys.filter((key) => key !== null);
}
