import { BYPASS } from "@tokenplane/rules/fields";
import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation, type Action } from "../graphql/mutation.js";
import { checkForm } from "../graphql/validation.js";
import { namedResource, noSuchResource, ResourceRef } from "../resources/resource-ref.js";
import type { ResourceRow } from "../resources/store.js";
import { holderOf } from "../tokens/holder.js";
import { heldToken, TokenRef } from "../tokens/token-ref.js";
import { BypassHonoured } from "./bypass-type.js";
import { honouredLoader } from "./honoured.js";
import {
  effectivePolicy,
  inWords,
  isGranter,
  lengthOf,
  objectionTo,
  readPolicy,
  type BypassWish,
} from "./policy.js";
import { BypassDuration } from "./policy-type.js";
import { bypassesChanged, bypassLoader, endOf, type BypassRow } from "./store.js";
import { bypassChanges, scopeText, untilOf } from "./event-text.js";

const BypassScope = builder.inputType("BypassScope", {
  description: "Where a bypass is valid: at one resource, or everywhere.",
  isOneOf: true,
  fields: (t) => ({
    resource: t.field({ type: ResourceRef, description: "Only at this resource." }),
    everywhere: t.boolean({
      description: "true: at every resource that the token is linked to, now or later.",
    }),
  }),
});

/** The resource of a scope; null for everywhere. @throws Refusal */
async function placeNamed(
  { transaction, accountId }: Action,
  scope: typeof BypassScope.$inferInput,
): Promise<ResourceRow | null> {
  if (scope.resource != null) {
    return namedResource(transaction, accountId, scope.resource, ["input", "scope", "resource"]);
  }
  if (scope.everywhere) return null;
  throw new Refusal("VALIDATION_FAILED", "Set everywhere to true, or name a resource instead.", [
    "input",
    "scope",
    "everywhere",
  ]);
}

/** @throws Refusal POLICY_REFUSED */
async function askPolicy(
  { transaction, accountId }: Action,
  resource: ResourceRow | null,
  wish: BypassWish,
): Promise<void> {
  const account = await transaction.account.findUniqueOrThrow({ where: { id: accountId } });
  const own = readPolicy(resource?.bypassPolicy ?? null);
  const policy = effectivePolicy(own, readPolicy(account.bypassPolicy));
  const objection = objectionTo(policy, wish);
  if (objection === null) return;
  const whose =
    own === null ? "The account's default bypass policy" : `The bypass policy of ${resource?.name}`;
  // The role of the granter is not in the input.
  const path = objection === "grantedBy" ? [] : ["input", objection];
  const who = objection === "grantedBy" ? ` This key's role is ${wish.grantedBy}.` : "";
  throw new Refusal("POLICY_REFUSED", `${whose} allows ${inWords(policy)}.${who}`, path);
}

/** Ends the bypass that a new one replaces; it may have expired already. */
async function makeRoom(
  { transaction, accountId, now }: Action,
  former: BypassRow,
): Promise<BypassRow | null> {
  const end = endOf(former, now);
  await transaction.bypass.update({
    where: { accountId_id: { accountId, id: former.id } },
    data: { endedAt: end?.at ?? new Date(now), endedBecause: end?.because ?? "REPLACED" },
  });
  return end === null ? former : null;
}

export const tokenBypassGrant = mutation("tokenBypassGrant", {
  description:
    "Lets a token's user sign in without a code for some time. It replaces a running bypass of the same token and scope. The bypass policy decides what may be granted.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "Which token." }),
    scope: t.field({ type: BypassScope, required: true, description: "Where." }),
    duration: t.field({ type: BypassDuration, required: true, description: "For how long, from now." }),
    reason: t.string({ description: "Why: 1 to 200 characters. The policy may require it." }),
  }),
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  constraints: {
    // The resource was deleted meanwhile.
    bypasses_account_id_resource_id_fkey: () => noSuchResource(["input", "scope", "resource"]),
  },
  run: async (input, action) => {
    const { transaction, accountId, now, context } = action;
    const { role, name } = context.actor;
    if (!isGranter(role)) throw new TypeError(`a key of role ${role} grants no bypass`);
    const { duration } = input;
    const reason = input.reason == null ? null : checkForm(input.reason, BYPASS.reason, ["input", "reason"]);
    // Locked: if two bypasses are granted for one scope, the later one replaces the earlier one.
    const token = await heldToken(action, input.token);
    const resource = await placeNamed(action, input.scope);
    await askPolicy(action, resource, { duration, reason, grantedBy: role });
    const former = await transaction.bypass.findFirst({
      where: { accountId, tokenId: token.id, resourceId: resource?.id ?? null, endedAt: null },
    });
    const replaced = former === null ? null : await makeRoom(action, former);
    const bypass = await transaction.bypass.create({
      data: {
        accountId,
        id: action.newId(),
        tokenId: token.id,
        resourceId: resource?.id ?? null,
        duration,
        reason,
        grantedBy: role,
        grantedByName: name,
        grantedAt: new Date(now),
        expiresAt: duration === "PERMANENT" ? null : new Date(now + lengthOf(duration)),
      },
    });
    await bypassesChanged(transaction, accountId, token.id);
    const because = reason === null ? "" : ` (${reason})`;
    action.record({
      type: "BYPASS_GRANTED",
      token,
      user: await holderOf(action, token),
      resource,
      changes: bypassChanges(replaced, bypass),
      summary: `Token ${token.name} is let in without a code ${scopeText(resource)} ${untilOf(bypass.expiresAt)}${because}.`,
    });
    return done({ bypassId: bypass.id });
  },
  payload: (t) => ({
    bypass: t.field({
      type: "Bypass",
      description: "The bypass.",
      resolve: ({ payload }, _args, context) => loadTold(bypassLoader(context), payload.bypassId),
    }),
    honoured: t.field({
      type: [BypassHonoured],
      description:
        "The linked resources at which the bypass works, each with the time until when. A resource that is missing here still requires a code.",
      resolve: ({ payload }, _args, context) => honouredLoader(context).load(payload.bypassId),
    }),
  }),
});
