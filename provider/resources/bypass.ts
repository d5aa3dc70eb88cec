import { BYPASS } from "@tokenplane/rules/fields";
import { computed, identifier, optional, required, withDefault } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import {
  requiresReplace,
  requiresReplaceIf,
  useStateForUnknown,
  useStateForUnknownEvenNull,
} from "../framework/plan-modifiers.js";
import { defineResource } from "../framework/resource.js";
import { boolean, map, nullable, string } from "../framework/types.js";
import { isUnknown } from "../plugin/cty/value.js";
import {
  TokenBypassGrant,
  TokenBypassRevoke,
  type BypassDuration,
  type BypassFieldsFragment,
} from "../client/operations.js";
import { mutate, mutateUnlessGone, type Tokenplane } from "../client/tokenplane.js";
import { form, oneOf } from "../validators.js";

const DURATIONS = [
  "HOUR_1",
  "HOURS_8",
  "HOURS_12",
  "HOURS_24",
  "PERMANENT",
] as const satisfies BypassDuration[];

const attributes = {
  id: identifier(string, { description: "The bypass's id." }),
  token_id: required(string, {
    description: "The token whose user signs in without a code.",
    planModifiers: [requiresReplace()],
  }),
  resource_id: optional(string, {
    description: "Where. Write this, or `everywhere = true`.",
    planModifiers: [requiresReplace()],
  }),
  everywhere: withDefault(boolean, false, {
    description: "Whether it holds at every resource where the token works.",
    planModifiers: [requiresReplace()],
  }),
  duration: required(string, {
    description: `For how long: ${DURATIONS.map((duration) => `\`${duration}\``).join(", ")}. Another duration grants anew.`,
    validators: [oneOf(DURATIONS)],
    planModifiers: [requiresReplace()],
  }),
  reason: optional(string, {
    description: "Why. The bypass policy may ask for it. Another reason grants anew.",
    validators: [form(BYPASS.reason)],
    planModifiers: [requiresReplace()],
  }),
  not_after: optional(string, {
    description:
      "After this moment (RFC 3339) the bypass is not granted any more, so that a lost state does not grant last year's bypass again.",
    validators: [form(BYPASS.notAfter)],
  }),
  keepers: optional(map(string), {
    description:
      "Any values. When one changes, the bypass is granted anew. The first ones of a bypass that has none, such as an imported one, change nothing.",
    planModifiers: [requiresReplaceIf(({ prior }) => prior !== null)],
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

const told = {
  attributes: Object.keys(attributes),
  renamed: { token: "token_id", scope: "resource_id", resource: "resource_id" },
};

function durationOf(text: string): BypassDuration {
  const found = DURATIONS.find((duration) => duration === text);
  if (found === undefined) throw new TypeError(`${text} is no duration`);
  return found;
}

function grantedOf(bypass: BypassFieldsFragment) {
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

/** One that was not granted here, as an import has it; null unless it runs. */
export function foundBypassState(found: BypassFieldsFragment) {
  if (found.token === null || !found.running) return null;
  return { ...grantedOf(found), token_id: found.token.id, not_after: null, keepers: null };
}

export const bypass = defineResource<Tokenplane>()({
  description:
    "Lets a token's user sign in without a code for a while. After it has expired, plans stay quiet; one that was revoked before its end is granted anew.",
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
        "Where does it hold?",
        resource_id === null
          ? "Write resource_id, or everywhere = true."
          : "Write resource_id or everywhere = true, not both.",
      );
    }
  },
  async create({ plan, client: tokenplane }) {
    if (plan.not_after !== null && Date.parse(plan.not_after) <= tokenplane.now().getTime()) {
      throw new DiagnosticError(
        error(
          ["not_after"],
          "The time for this bypass is over",
          `It is not granted after ${plan.not_after}. Remove the block, or write a later not_after.`,
        ),
      );
    }
    const { bypass: made } = await mutate(
      tokenplane,
      TokenBypassGrant,
      {
        token: { id: plan.token_id },
        scope: plan.resource_id === null ? { everywhere: true } : { resource: { id: plan.resource_id } },
        duration: durationOf(plan.duration),
        reason: plan.reason,
      },
      ({ tokenBypassGrant }) => tokenBypassGrant,
      told,
    );
    tokenplane.reads.forget(made.id);
    return {
      ...grantedOf(made),
      reason: plan.reason,
      token_id: plan.token_id,
      not_after: plan.not_after,
      keepers: plan.keepers,
    };
  },
  async read(state, { client: { reads } }) {
    const found = await reads.row("Bypass", state.id);
    // One that ended by itself is what was asked for; one that somebody ended is not.
    if (found === null || (found.endedBecause !== null && found.endedBecause !== "EXPIRED")) return null;
    const { token_id, not_after, keepers } = state;
    return { ...grantedOf(found), token_id, not_after, keepers };
  },
  async update({ plan, prior }) {
    // Only not_after and first keepers can have changed, which the configuration says to itself.
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
  },
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await mutateUnlessGone(
      tokenplane,
      TokenBypassRevoke,
      { bypass: { id } },
      ({ tokenBypassRevoke }) => tokenBypassRevoke,
      told,
    );
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
