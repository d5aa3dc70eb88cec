import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BUILT_IN,
  type BypassMaximum,
  type BypassPolicy,
  effectivePolicy,
  GRANTERS,
  honouredUntil,
  inWords,
  isDuration,
  getLength,
  objectionTo,
  readPolicy,
} from "./bypass-policy.js";

const HOUR = 3_600_000;
const MAXIMA: readonly BypassMaximum[] = ["NONE", "HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24", "PERMANENT"];
const DURATIONS = MAXIMA.filter(isDuration);

const granter = fc.constantFrom(...GRANTERS);
const duration = fc.constantFrom(...DURATIONS);
const policies: fc.Arbitrary<BypassPolicy> = fc.record({
  maximumDuration: fc.constantFrom(...MAXIMA),
  reasonRequired: fc.boolean(),
  grantedBy: fc.subarray([...GRANTERS], { minLength: 1 }),
});
const wishes = fc.record({
  duration,
  reason: fc.option(fc.constant("travels")),
  grantedBy: granter,
});
const moments = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

/** Whether a policy allows nothing that another one does not. */
function isNoWider(policy: BypassPolicy, than: BypassPolicy): boolean {
  return (
    getLength(policy.maximumDuration) <= getLength(than.maximumDuration) &&
    (policy.reasonRequired || !than.reasonRequired) &&
    policy.grantedBy.every((role) => than.grantedBy.includes(role))
  );
}

describe("a bypass policy", () => {
  it("is the resource's own, whole, else the account's default, else any bypass by anybody who grants", () => {
    fc.assert(
      fc.property(fc.option(policies), fc.option(policies), (own, byDefault) => {
        expect(effectivePolicy(own, byDefault)).toBe(own ?? byDefault ?? BUILT_IN);
      }),
    );
    expect(BUILT_IN).toEqual({
      maximumDuration: "PERMANENT",
      reasonRequired: false,
      grantedBy: ["ADMIN", "HELPDESK", "PROVISIONER"],
    });
  });

  it("objects to what is longer, has no reason though one is required, or is another role's; to nothing else", () => {
    fc.assert(
      fc.property(policies, wishes, (policy, wish) => {
        const wrong = [
          ...(MAXIMA.indexOf(wish.duration) > MAXIMA.indexOf(policy.maximumDuration) ? ["duration"] : []),
          ...(policy.grantedBy.includes(wish.grantedBy) ? [] : ["grantedBy"]),
          ...(policy.reasonRequired && wish.reason === null ? ["reason"] : []),
        ];
        const objection = objectionTo(policy, wish);
        if (wrong.length === 0) expect(objection).toBeNull();
        else expect(wrong).toContain(objection);
      }),
    );
  });

  it("that allowed a grant honours it for its whole duration, while nobody changes the policy", () => {
    fc.assert(
      fc.property(policies, wishes, moments, (policy, wish, grantedAt) => {
        fc.pre(objectionTo(policy, wish) === null);
        const until = honouredUntil({ ...wish, grantedAt }, policy);
        expect(until).toBe(grantedAt + getLength(wish.duration));
      }),
    );
  });

  it("honours from the moment of the grant, at most its maximum, and nothing of another role or with NONE", () => {
    fc.assert(
      fc.property(policies, duration, granter, moments, (policy, length, grantedBy, grantedAt) => {
        const until = honouredUntil({ grantedAt, duration: length, grantedBy }, policy);
        if (policy.maximumDuration === "NONE" || !policy.grantedBy.includes(grantedBy)) {
          expect(until).toBeNull();
        } else {
          const hours = Math.min(getLength(length), getLength(policy.maximumDuration)) / HOUR;
          expect([1, 8, 12, 24, Number.POSITIVE_INFINITY]).toContain(hours);
          expect(until).toBe(grantedAt + hours * HOUR);
        }
      }),
    );
  });

  it("that becomes stricter allows no more, and honours nothing longer", () => {
    fc.assert(
      fc.property(policies, policies, wishes, moments, (one, other, wish, grantedAt) => {
        fc.pre(isNoWider(one, other));
        if (objectionTo(one, wish) === null) expect(objectionTo(other, wish)).toBeNull();
        const [stricter, wider] = [one, other].map((policy) => honouredUntil({ ...wish, grantedAt }, policy));
        expect(stricter ?? 0).toBeLessThanOrEqual(wider ?? 0);
      }),
    );
  });

  it("honours nothing longer than former policies left of it, and nothing at all that they forbade", () => {
    const limits = fc.integer({ min: 0, max: 25 }).map((hours) => hours * HOUR);
    fc.assert(
      fc.property(policies, wishes, moments, limits, (policy, wish, grantedAt, limit) => {
        const bypass = { ...wish, grantedAt };
        const [until, limited] = [honouredUntil(bypass, policy), honouredUntil(bypass, policy, limit)];
        expect(limited).toBe(until === null || limit === 0 ? null : Math.min(until, grantedAt + limit));
      }),
    );
  });

  it("is read as it was kept, and what is no policy is not taken for one", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
      }),
    );
    expect(readPolicy(null)).toBeNull();
    for (const damaged of [
      {},
      { ...BUILT_IN, maximumDuration: "HOURS_9" },
      { ...BUILT_IN, maximumDuration: ["HOURS_8"] },
      { ...BUILT_IN, reasonRequired: "no" },
      { ...BUILT_IN, grantedBy: "ADMIN" },
    ]) {
      expect(() => readPolicy(damaged)).toThrow(new TypeError("a bypass policy is damaged"));
    }
    // A role that once could grant, and cannot any more.
    expect(readPolicy({ ...BUILT_IN, grantedBy: ["ADMIN", "AUDITOR"] })?.grantedBy).toEqual(["ADMIN"]);
  });

  it("says which part of a wish it does not allow, the length first", () => {
    const policy: BypassPolicy = { maximumDuration: "HOURS_8", reasonRequired: true, grantedBy: ["ADMIN"] };
    const wish = { duration: "HOURS_8", reason: "travels", grantedBy: "ADMIN" } as const;
    expect(objectionTo(policy, wish)).toBeNull();
    expect(objectionTo(policy, { ...wish, reason: null })).toBe("reason");
    expect(objectionTo(policy, { ...wish, grantedBy: "HELPDESK", reason: null })).toBe("grantedBy");
    expect(objectionTo(policy, { duration: "HOURS_12", grantedBy: "HELPDESK", reason: null })).toBe(
      "duration",
    );
  });

  it("is described completely in words", () => {
    expect(inWords({ ...BUILT_IN, maximumDuration: "NONE", reasonRequired: true })).toBe("no bypass");
    expect(inWords(BUILT_IN)).toBe(
      "bypass of any length, also a permanent one, granted by ADMIN, HELPDESK, or PROVISIONER",
    );
    expect(inWords({ maximumDuration: "HOURS_8", reasonRequired: true, grantedBy: ["ADMIN"] })).toBe(
      "bypass for up to 8 hours, with a reason, granted by ADMIN",
    );
  });
});
