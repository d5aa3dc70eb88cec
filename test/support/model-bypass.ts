import fc from "fast-check";
import { action, aToken, chosen, done, mutationStep, refused, tokenRef, tokenStep } from "./model-action.js";
import {
  DURATIONS,
  GRANTERS,
  PLACES,
  type Bypass,
  type Duration,
  type Model,
  type Place,
  type Policy,
  type Token,
} from "./model-state.js";

// Bypass: a token signs in without a code.

const HOUR = 3_600_000;
const LENGTHS: Readonly<Record<Duration | "NONE", number>> = {
  NONE: 0,
  HOUR_1: HOUR,
  HOURS_8: 8 * HOUR,
  HOURS_12: 12 * HOUR,
  HOURS_24: 24 * HOUR,
  PERMANENT: Infinity,
};

/** The policy that applies where nobody set one. */
const BUILT_IN: Policy = { maximumDuration: "PERMANENT", reasonRequired: false, grantedBy: GRANTERS };

function policyAt({ policies }: Model, place: Bypass["place"]): Policy {
  return (place === "everywhere" ? null : policies[place]) ?? policies.default ?? BUILT_IN;
}

/** When a bypass expires. @returns milliseconds since 1970 UTC; Infinity for never. */
export function endOf({ grantedAt, duration }: Bypass): number {
  return grantedAt + LENGTHS[duration];
}

/** How long a policy, and former ones, let a bypass work at a resource, or where the default applies. @returns milliseconds. */
function lengthAt(model: Model, { grantedBy, limits }: Bypass, place: Place | "default"): number {
  const isDefault = place === "default" || model.policies[place] === null;
  const policy = policyAt(model, place === "default" ? "everywhere" : place);
  const former = Math.min(limits[place] ?? Infinity, isDefault ? (limits.default ?? Infinity) : Infinity);
  return policy.grantedBy.includes(grantedBy) ? Math.min(LENGTHS[policy.maximumDuration], former) : 0;
}

/** Until when a bypass works at a resource under its policies since the grant; in the past when it does not. */
export function honouredUntil(model: Model, bypass: Bypass, place: Place): number {
  const holds = bypass.place === "everywhere" || bypass.place === place;
  const length = holds ? lengthAt(model, bypass, place) : 0;
  return length === 0 ? -Infinity : Math.min(endOf(bypass), bypass.grantedAt + length);
}

/** Sets a policy. What it would begin or prolong among the bypasses keeps the limit of the policy before. */
function setPolicy(model: Model, place: Place | "default", policy: Policy | null): void {
  const { policies, tokens } = model;
  const isThere = ({ place: at }: Bypass) =>
    at === "everywhere" || (place === "default" ? policies[at] === null : at === place);
  const there = tokens.flatMap(({ bypasses }) => bypasses).filter(isThere);
  const before = there.map((bypass) => lengthAt(model, bypass, place));
  policies[place] = policy;
  there.forEach((bypass, index) => {
    const length = before[index] ?? Infinity;
    if (lengthAt(model, bypass, place) > length) bypass.limits[place] = length;
  });
}

/** Whether a token signs in at a resource without a code. */
export function isLetIn(model: Model, token: Token, place: Place): boolean {
  return token.bypasses.some((bypass) => model.now < honouredUntil(model, bypass, place));
}

/** Ends bypasses of a token. @returns the events; an expired bypass has none. */
export function endBypasses(
  token: Token,
  now: number,
  which: (bypass: Bypass) => boolean = () => true,
): string[] {
  const ended = token.bypasses.filter(which);
  token.bypasses = token.bypasses.filter((bypass) => !ended.includes(bypass));
  return ended.filter((bypass) => now < endOf(bypass)).map(() => "BYPASS_REVOKED");
}

const somePlace = fc.constantFrom(...PLACES);

function scopeOf(place: Bypass["place"]): object {
  return place === "everywhere" ? { everywhere: true } : { resource: { name: place } };
}

export const grant = action(
  25,
  fc.record({
    choice: aToken,
    place: fc.oneof(somePlace, fc.constant("everywhere" as const)),
    duration: fc.constantFrom(...DURATIONS),
    reason: fc.constantFrom(null, "travels"),
    by: fc.constantFrom("admin", "helpdesk"),
  }),
  function* grantSteps(model, { choice, place, duration, reason, by }) {
    const name = chosen(model, choice, ({ user, links }) => user !== null && links.length > 0);
    const grantedBy = by === "admin" ? "ADMIN" : "HELPDESK";
    const why = reason === null ? "" : `, because its user ${reason}`;
    yield tokenStep(
      model,
      name,
      {
        words: `${name} gets a bypass of ${duration} at ${place} by ${by}${why}`,
        by,
        mutation: "tokenBypassGrant",
        input: { scope: scopeOf(place), duration, reason },
      },
      (token, after) => {
        const policy = policyAt(after, place);
        const isAllowed =
          LENGTHS[duration] <= LENGTHS[policy.maximumDuration] &&
          policy.grantedBy.includes(grantedBy) &&
          (reason !== null || !policy.reasonRequired);
        if (!isAllowed) return refused("POLICY_REFUSED");
        token.bypasses = token.bypasses.filter((bypass) => bypass.place !== place);
        token.bypasses.push({ place, grantedAt: after.now, duration, grantedBy, limits: {} });
        return done("BYPASS_GRANTED");
      },
    );
  },
);

export const revoke = action(8, aToken, function* revokeSteps(model, choice) {
  const name = chosen(model, choice, ({ bypasses }) => bypasses.length > 0);
  const ask = { bypass: { token: tokenRef(model, name) } };
  yield mutationStep(
    { words: `the bypasses of ${name} are revoked`, mutation: "tokenBypassRevoke", input: ask },
    ({ tokens, now }) => {
      const token = tokens.find((one) => one.name === name);
      return token === undefined ? refused("NOT_FOUND") : done(...endBypasses(token, now));
    },
  );
});

function isSame(one: Policy | null, other: Policy): boolean {
  return (
    one?.maximumDuration === other.maximumDuration &&
    one.reasonRequired === other.reasonRequired &&
    one.grantedBy.join(" ") === other.grantedBy.join(" ")
  );
}

export const bypassPolicy = action(
  15,
  fc.record({
    place: fc.constantFrom(...PLACES, "default"),
    policy: fc.option(
      fc.record({
        maximumDuration: fc.constantFrom("NONE", ...DURATIONS, ...DURATIONS),
        reasonRequired: fc.boolean(),
        grantedBy: fc.constantFrom<Policy["grantedBy"]>(GRANTERS, GRANTERS, ["ADMIN"], ["HELPDESK"]),
      }),
      { freq: 2 },
    ),
  }),
  function* bypassPolicySteps(_model, { place, policy }) {
    const scope = place === "default" ? { accountDefault: true } : { resource: { name: place } };
    const words = policy === null ? "is cleared" : `is ${JSON.stringify(policy)}`;
    yield mutationStep(
      {
        words: `the bypass policy of ${place} ${words}`,
        mutation: policy === null ? "bypassPolicyClear" : "bypassPolicySet",
        input: { scope, ...policy },
      },
      (model) => {
        const before = model.policies[place];
        if (policy === null ? before === null : isSame(before, policy)) return done();
        setPolicy(model, place, policy);
        return done(policy === null ? "BYPASS_POLICY_CLEARED" : "BYPASS_POLICY_SET");
      },
    );
  },
);
