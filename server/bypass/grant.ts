import {
  type BypassDuration,
  type BypassWish,
  effectivePolicy,
  inWords,
  isGranter,
  getLength,
  objectionTo,
  readPolicy,
} from "@tokenplane/rules/bypass-policy";
import { BYPASS } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { isPerson } from "../actions/actor.js";
import { done, useCase } from "../actions/use-case.js";
import { checkForm } from "../actions/validation.js";
import { namedResource, noSuchResource, type ResourceRefInput } from "../resources/resource-ref.js";
import type { ResourceRow } from "../resources/resource-store.js";
import { demandStepUp } from "../actions/step-up.js";
import { getHolder } from "../tokens/holder.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import { bypassChanges } from "./event-changes.js";
import { bypassesChanged, type BypassRow, getEnd } from "./bypass-store.js";

/** Where a bypass is valid: at one resource, or everywhere. */
export interface BypassScope {
  /** true: at every resource that the token is linked to, now or later. */
  readonly everywhere?: boolean | null | undefined;
  readonly resource?: ResourceRefInput | null | undefined;
}

/** The resource of a scope; null for everywhere. @throws Refusal */
async function placeNamed(
  { transaction, accountId }: Action,
  scope: BypassScope,
): Promise<ResourceRow | null> {
  if (scope.resource != null) {
    const path = ["input", "scope", "resource"];
    const resource = await namedResource(transaction, accountId, scope.resource, path);
    if (resource.kind !== "CONSOLE") return resource;
    throw new Refusal(
      "POLICY_REFUSED",
      "A bypass is not possible at the console. Name another resource.",
      path,
    );
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
  { transaction, accountId, actor }: Action,
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
  const whoseRole = isPerson(actor) ? "Your role" : "This key's role";
  const who = objection === "grantedBy" ? ` ${whoseRole} is ${wish.grantedBy}.` : "";
  throw new Refusal("POLICY_REFUSED", `${whose} allows ${inWords(policy)}.${who}`, path);
}

/** Ends the bypass that a new one replaces; it may have expired already. */
async function makeRoom(
  { transaction, accountId, now }: Action,
  former: BypassRow,
): Promise<BypassRow | null> {
  const end = getEnd(former, now);
  await transaction.bypass.update({
    where: { accountId_id: { accountId, id: former.id } },
    data: { endedAt: end?.at ?? new Date(now), endedBecause: end?.because ?? "REPLACED" },
  });
  return end === null ? former : null;
}

/** The bypass that `tokenBypassGrant` grants. */
export interface TokenBypassGrantRequest {
  /** How long it lasts, from now on. */
  readonly duration: BypassDuration;
  /** Why it is granted. The bypass policy may require it. */
  readonly reason?: string | null | undefined;
  readonly scope: BypassScope;
  readonly token: TokenRefInput;
}

/** Lets a token's user sign in without a code for some time. */
export const tokenBypassGrant = useCase("tokenBypassGrant", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  constraints: {
    // The resource was deleted meanwhile.
    bypasses_account_id_resource_id_fkey: () => noSuchResource(["input", "scope", "resource"]),
  },
  run: async (input: TokenBypassGrantRequest, action: Action) => {
    const { transaction, accountId, now, actor } = action;
    const { role, name } = actor;
    if (!isGranter(role)) throw new TypeError(`a key of role ${role} grants no bypass`);
    const { duration } = input;
    if (duration === "PERMANENT") demandStepUp(actor, now);
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
        expiresAt: duration === "PERMANENT" ? null : new Date(now + getLength(duration)),
      },
    });
    await bypassesChanged(transaction, accountId, token.id);
    action.record({
      type: "BYPASS_GRANTED",
      token,
      user: await getHolder(action, token),
      resource,
      changes: bypassChanges(replaced, bypass),
      params: { until: bypass.expiresAt, because: reason },
    });
    return done({ bypassId: bypass.id });
  },
});
