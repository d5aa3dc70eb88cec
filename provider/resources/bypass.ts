import { DURATIONS } from "@tokenplane/rules/bypass-policy";
import { BYPASS } from "@tokenplane/rules/fields";
import { listed } from "@tokenplane/rules/words";
import { computed, identifier, optional, required, withDefault } from "../framework/attributes.js";
import { DiagnosticError, error, warning } from "../framework/diagnostic.js";
import { useStateForUnknown, useStateForUnknownEvenNull } from "../framework/plan-modifiers.js";
import type { ResourceContext } from "../framework/context.js";
import { defineResource } from "../framework/resource.js";
import { boolean, map, nullable, string } from "../framework/types.js";
import { isUnknown, UNKNOWN } from "../plugin/cty/value.js";
import {
  Bypasses,
  TokenBypassGrant,
  TokenBypassRevoke,
  type BypassDuration,
  type BypassFieldsFragment,
} from "../client/operations.js";
import { readPages } from "../client/reads.js";
import { mutate, mutateUnlessGone, toTheEnd, type Tokenplane } from "../client/tokenplane.js";
import { form, oneOf } from "../validators.js";
import { checkPolicy, checkTime, isNewGrant } from "./bypass-plan.js";
import { forgive, owe, owedBy, payOwed } from "./owed.js";

export const attributes = {
  id: identifier(string, { description: "The bypass's id. It changes when it is granted again." }),
  token_id: required(string, {
    description: "The token whose user signs in without a code. Another token means a new grant.",
  }),
  resource_id: optional(string, {
    description:
      "The resource where it is valid. Write this, or `everywhere = true`. Another place means a new grant.",
  }),
  everywhere: withDefault(boolean, false, {
    description: "Whether it is valid at every resource where the token works.",
  }),
  duration: required(string, {
    description: `The duration: ${listed(DURATIONS)}. Another duration means a new grant.`,
    validators: [oneOf(DURATIONS)],
  }),
  reason: optional(string, {
    description: "Why it is granted. The bypass policy may require it. Another reason means a new grant.",
    validators: [form(BYPASS.reason)],
  }),
  not_after: optional(string, {
    description:
      "After this moment (RFC 3339) the bypass is not granted any more, so that a lost state does not grant last year's bypass again.",
    validators: [form(BYPASS.notAfter)],
  }),
  keepers: optional(map(string), {
    description:
      "Any values. When one changes, the bypass is granted again. The first values of a bypass that has none, such as an imported one, change nothing.",
  }),
  granted_at: computed(string, {
    description: "When it was granted.",
    planModifiers: [useStateForUnknown()],
  }),
  expires_at: computed(nullable(string), {
    description: "When it ends; null for a permanent one.",
    planModifiers: [useStateForUnknownEvenNull()],
  }),
};

const errorMapping = {
  attributes: Object.keys(attributes),
  renamed: { token: "token_id", scope: "resource_id", resource: "resource_id" },
};

function getDuration(text: string): BypassDuration {
  const found = DURATIONS.find((duration) => duration === text);
  if (found === undefined) throw new TypeError(`${text} is no duration`);
  return found;
}

function getGranted(bypass: BypassFieldsFragment) {
  return {
    id: bypass.id,
    resource_id: bypass.resource?.id ?? null,
    everywhere: bypass.everywhere,
    duration: bypass.duration,
    reason: bypass.reason,
    granted_at: bypass.grantedAt,
    expires_at: bypass.expiresAt,
  };
}

/** The state of a bypass that was not granted here, for an import; null unless it is running. */
export function foundBypassState(found: BypassFieldsFragment) {
  if (found.token === null || !found.running) return null;
  return { ...getGranted(found), token_id: found.token.id, not_after: null, keepers: null };
}

/** The configured attributes of a bypass that is to be granted. */
interface Declared {
  readonly token_id: string;
  readonly resource_id: string | null;
  readonly duration: string;
  readonly reason: string | null;
  readonly not_after: string | null;
  readonly keepers: Readonly<Record<string, string>> | null;
}

/**
 * Grants a bypass. A running bypass of the same token and scope ends with that.
 * @returns the state.
 */
async function grant(tokenplane: Tokenplane, plan: Declared) {
  const { token_id, resource_id, duration, reason, not_after, keepers } = plan;
  const late = [...checkTime(not_after, tokenplane.now())];
  if (late.length > 0) throw new DiagnosticError(...late);
  const { bypass: made } = await mutate(
    tokenplane,
    TokenBypassGrant,
    {
      token: { id: token_id },
      scope: resource_id === null ? { everywhere: true } : { resource: { id: resource_id } },
      duration: getDuration(duration),
      reason,
    },
    ({ tokenBypassGrant }) => tokenBypassGrant,
    errorMapping,
  );
  tokenplane.reads.forget(made.id);
  return { ...getGranted(made), reason, token_id, not_after, keepers };
}

async function revoke(tokenplane: Tokenplane, id: string): Promise<void> {
  tokenplane.reads.forget(id);
  await mutateUnlessGone(
    tokenplane,
    TokenBypassRevoke,
    { bypass: { id } },
    ({ tokenBypassRevoke }) => tokenBypassRevoke,
    errorMapping,
  );
}

/** Revokes what this bypass has left behind: those in whose place it was granted, in other scopes. */
function revokeOwed({ client, signal, private: kept }: ResourceContext<Tokenplane>): Promise<void> {
  return payOwed(kept, (id) => revoke(toTheEnd(client, signal), id));
}

/** The bypass that an interrupted move has left behind, if it still runs: it is no longer owed, but this block's again. */
async function leftBehind({ client: { reads }, private: kept }: ResourceContext<Tokenplane>) {
  for (const id of owedBy(kept)) {
    const found = await reads.row("Bypass", id);
    const state = found === null ? null : foundBypassState(found);
    if (state === null) continue;
    forgive(kept, id);
    return state;
  }
  return null;
}

/** The running bypass of a token in a scope: somebody may have replaced ours by another one. */
async function runningIn(
  { client }: Tokenplane,
  { token_id, resource_id }: { readonly token_id: string | null; readonly resource_id: string | null },
): Promise<BypassFieldsFragment | null> {
  const filter = {
    token: { id: token_id ?? "" },
    running: true,
    ...(resource_id === null ? {} : { resource: { id: resource_id } }),
  };
  const rows = await readPages(client, Bypasses, { filter }, ({ bypasses }) => bypasses);
  return rows.find(({ resource }) => (resource?.id ?? null) === resource_id) ?? null;
}

/**
 * Whether no bypass is to be granted: it runs, or its time is over. One that was ended early is not granted again
 * after the time for which it was granted.
 */
function isRunningOrOver({ endedBecause, expiresAt }: BypassFieldsFragment, now: Date): boolean {
  if (endedBecause === null || endedBecause === "EXPIRED") return true;
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime();
}

/** The block stays when its token changes hands, and its next grant is for somebody else. */
const FOR_NEXT_USER = warning(
  ["token_id"],
  "This bypass was for another user",
  "It ended when the token was taken from its user. The next apply grants it again: the token's next user then signs in without a code. Remove this block, unless that user should have the bypass.",
);

export const bypass = defineResource<Tokenplane>()({
  description:
    "Lets a token's user sign in without a code for some time. After it has expired, plans show no change; one that was ended early is granted again, as long as it would still run. A change grants a new bypass, and the block stays the same. If the policy refuses the new bypass, the old one stays.",
  attributes,
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { id: { type: string, description: "The bypass's id.", import: "required" } },
    of: ({ id }) => ({ id }),
  },
  *validate({ resource_id, everywhere }) {
    if (isUnknown(resource_id) || isUnknown(everywhere)) return;
    if ((resource_id === null) === (everywhere !== true)) {
      yield error(
        ["resource_id"],
        "The scope is missing",
        resource_id === null
          ? "Write resource_id, or everywhere = true."
          : "Write resource_id or everywhere = true, not both.",
      );
    }
  },
  async modifyPlan({ prior, plan, set }, { client: tokenplane, private: kept }) {
    if (plan === null) return;
    if (prior !== null && !isNewGrant(prior, plan)) {
      // The last apply stopped after the new grant: this change revokes the old one.
      if (owedBy(kept).length > 0) set("granted_at", UNKNOWN);
      return;
    }
    if (prior !== null) {
      set("id", UNKNOWN);
      set("granted_at", UNKNOWN);
      set("expires_at", UNKNOWN);
    }
    // Nothing was revoked yet at this point.
    if (!tokenplane.isKnown) return;
    const refused = [
      ...(isUnknown(plan.not_after) ? [] : checkTime(plan.not_after, tokenplane.now())),
      ...(await checkPolicy(tokenplane, plan)),
    ];
    if (refused.length > 0) throw new DiagnosticError(...refused);
  },
  create: ({ plan, client: tokenplane }) => grant(tokenplane, plan),
  async read(state, context) {
    const { client: tokenplane, warn } = context;
    const { token_id, not_after, keepers } = state;
    const found = await tokenplane.reads.row("Bypass", state.id);
    // A bypass whose time is over is what the configuration wants. If somebody ended it early, the one that replaced it counts.
    const now =
      found === null || isRunningOrOver(found, tokenplane.now()) ? found : await runningIn(tokenplane, state);
    if (now !== null) return { ...getGranted(now), token_id, not_after, keepers };
    if (found !== null && found.token !== null && found.endedBecause === "UNASSIGNED") warn(FOR_NEXT_USER);
    const left = await leftBehind(context);
    return left === null ? null : { ...left, not_after, keepers };
  },
  async update(change) {
    const { plan, prior, save, client: tokenplane, private: kept } = change;
    if (!isNewGrant(prior, plan)) {
      await revokeOwed(change);
      // Only not_after and the first keepers can have changed. They matter only to the configuration.
      return {
        id: prior.id,
        token_id: plan.token_id,
        resource_id: plan.resource_id,
        everywhere: plan.everywhere,
        duration: plan.duration,
        reason: plan.reason,
        not_after: plan.not_after,
        keepers: plan.keepers,
        granted_at: prior.granted_at ?? "",
        expires_at: prior.expires_at,
      };
    }
    // The new bypass is granted first: if it is refused, the old one stays. In the same scope, it replaces the old one.
    const granted = await grant(tokenplane, plan);
    const isSameScope = plan.token_id === prior.token_id && plan.resource_id === prior.resource_id;
    if (!isSameScope) owe(kept, prior.id);
    save(granted);
    await revokeOwed(change);
    return granted;
  },
  async delete({ id }, context) {
    await revoke(context.client, id);
    await revokeOwed(context);
  },
  async import(request, { client: { reads } }) {
    const id = request.by === "id" ? request.id : (request.identity.id ?? "");
    const found = await reads.row("Bypass", id);
    const state = found === null ? null : foundBypassState(found);
    if (state !== null) return state;
    throw new DiagnosticError(
      error([], "No such bypass", `There is no running bypass with the id ${JSON.stringify(id)}.`),
    );
  },
});
