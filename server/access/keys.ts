import { ofRole } from "../actions/actor.js";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { isNoWider, type Role } from "../actions/permissions.js";
import { done, useCase } from "../actions/use-case.js";
import { checkName } from "../actions/validation.js";
import { localId } from "../global-id.js";
import { holdResource, type ResourceRefInput } from "../resources/resource-ref.js";
import { holdMaker, livingMadeBy, revokeMadeBy } from "./made.js";
import { createApiKey, findApiKey } from "./api-key-store.js";

/** The time at which a new key ends. @throws Refusal unless it is later than now, and not after the end of its maker. */
export function checkEnd(expiresAt: Date | null, { actor, now }: Action): Date | null {
  const path = ["input", "expiresAt"];
  if (expiresAt !== null && expiresAt.getTime() <= now) {
    throw new Refusal("VALIDATION_FAILED", "The key would have expired already; choose a later time.", path);
  }
  const own = actor.expiresAt;
  if (own !== null && (expiresAt === null || expiresAt > own)) {
    throw new Refusal(
      "VALIDATION_FAILED",
      `A key creates only keys that expire no later than itself. Choose ${own.toISOString()} or an earlier time.`,
      path,
    );
  }
  return expiresAt;
}

/** The API key that `apiKeyCreate` creates. */
export interface ApiKeyCreateRequest {
  /** When it expires; by default never. A key that expires creates only keys that expire no later than itself. */
  readonly expiresAt?: Date | null | undefined;
  /** The name of the key: it says what the key is for. */
  readonly name: string;
  /** The only resource at which it works; only for the roles AUTHENTICATOR and AUDITOR. */
  readonly resource?: ResourceRefInput | null | undefined;
  readonly role: Role;
}

/** Creates an API key. */
export const apiKeyCreate = useCase("apiKeyCreate", {
  errors: ["NOT_FOUND"],
  run: async (input: ApiKeyCreateRequest, action: Action) => {
    const { transaction, accountId, actor, now } = action;
    if (input.role === "OPERATOR" || !isNoWider(input.role, actor.role)) {
      throw new Refusal("VALIDATION_FAILED", `${ofRole(actor)} may not create a key of role ${input.role}.`, [
        "input",
        "role",
      ]);
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
        : await holdResource(transaction, accountId, input.resource, ["input", "resource"]);
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
      params: { key: name, role: input.role, onHost: null },
    });
    return done({ apiKeyId: id }, { secret });
  },
});

/** The resource that a key is bound to; null for none. */
async function boundTo({ transaction, accountId }: Action, resourceId: string | null) {
  if (resourceId === null) return null;
  return transaction.resource.findUnique({ where: { accountId_id: { accountId, id: resourceId } } });
}

/** How many keys a payload lists; it counts all of them. */
export const MAX_LISTED = 100;

/** Which API key `apiKeyRevoke` revokes. */
export interface ApiKeyRevokeRequest {
  /** Global id. */
  readonly apiKey: string;
  /** Whether the keys that this key created are revoked too, and those that these created; false by default. */
  readonly includingMade?: boolean | null | undefined;
}

/** Revokes an API key: it stops working within two seconds, on every replica. */
export const apiKeyRevoke = useCase("apiKeyRevoke", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  endsKeys: true,
  run: async (input: ApiKeyRevokeRequest, action: Action) => {
    const { transaction, accountId, actor, now } = action;
    const id = localId("ApiKey", input.apiKey);
    const key = id === null ? null : await findApiKey(transaction, accountId, id);
    const revokesAll = actor.role === "ADMIN" || actor.role === "OPERATOR";
    const mayRevoke = revokesAll || key?.createdBy === actor.id || key?.id === actor.id;
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
        resource: await boundTo(action, key.resourceId),
        params: { key: key.name, role: key.role, prefix: key.prefix, because: null },
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
});
