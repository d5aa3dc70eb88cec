import { describe, expect, it } from "vitest";
import {
  DURATIONS,
  getEnd,
  grantInput,
  isGrantable,
  getOffer,
  getRefusal,
  SHORTEST,
  shortened,
  type Policy,
} from "./bypass-policy.js";

const policy = (more: Partial<Policy> = {}): Policy => ({
  maximumDuration: "PERMANENT",
  reasonRequired: false,
  grantedBy: ["ADMIN", "HELPDESK"],
  ...more,
});

/** The durations that a policy allows a role. */
const allowed = (more: Partial<Policy>, role: "ADMIN" | "PROVISIONER" = "ADMIN") =>
  DURATIONS.filter((duration) => getRefusal(policy(more), role, duration) === undefined).map(
    ({ label }) => label,
  );

describe("the durations of a bypass", () => {
  it("are those up to the policy's longest, for the roles that it names", () => {
    expect(allowed({})).toEqual(["1 hour", "8 hours", "12 hours", "24 hours", "Until disabled"]);
    expect(allowed({ maximumDuration: "HOURS_12" })).toEqual(["1 hour", "8 hours", "12 hours"]);
    expect(allowed({ maximumDuration: "NONE" })).toEqual([]);
    expect(allowed({}, "PROVISIONER")).toEqual([]);
  });

  it("that are forbidden say why", () => {
    const [, , , day] = DURATIONS;
    if (day === undefined) throw new Error("there are five durations");
    expect(getRefusal(policy({ maximumDuration: "HOUR_1" }), "ADMIN", day)).toBe(
      "The policy allows at most 1 hour.",
    );
    expect(getRefusal(policy({ maximumDuration: "NONE" }), "ADMIN", day)).toBe(
      "The policy allows no bypass.",
    );
    expect(getRefusal(policy(), "PROVISIONER", day)).toBe(
      "The policy does not let the role PROVISIONER grant a bypass.",
    );
  });

  it("are offered at those resources whose own policies allow what the account's forbids", () => {
    const [, , , day] = DURATIONS;
    if (day === undefined) throw new Error("there are five durations");
    const at = (name: string, more: Partial<Policy>) => ({
      id: name,
      name,
      effectiveBypassPolicy: policy(more),
    });
    const linked = [at("VPN", {}), at("Mail", { maximumDuration: "HOUR_1" }), at("Wiki", { grantedBy: [] })];
    const offer = (account: Policy | undefined) => {
      const { refusal, places } = getOffer(account, linked, "ADMIN", day);
      return [refusal, places.map(({ name }) => name)];
    };
    expect(offer(undefined)).toEqual([undefined, []]);
    expect(offer(policy())).toEqual([undefined, []]);
    expect(offer(policy({ maximumDuration: "HOUR_1" }))).toEqual([
      "The policy allows at most 1 hour.",
      ["VPN"],
    ]);
  });

  it("are shorter where a resource's policy is stricter, and end then", () => {
    const [hour, , , day, permanent] = DURATIONS;
    if (hour === undefined || day === undefined || permanent === undefined)
      throw new Error("there are five durations");
    expect(shortened(policy({ maximumDuration: "HOUR_1" }), day)).toBe(hour);
    expect(shortened(policy({ maximumDuration: "HOUR_1" }), permanent)).toBe(hour);
    expect(shortened(policy(), day)).toBe(day);
    expect(getEnd(hour, 1_000)).toBe(3_601_000);
    expect(getEnd(permanent, 1_000)).toBeUndefined();
  });
});

describe("a bypass", () => {
  it("is granted only with the reason that the policy asks for, which spaces are not", () => {
    const draft = { duration: SHORTEST, reason: " " };
    expect(isGrantable(undefined, "ADMIN", draft)).toBe(true);
    expect(isGrantable(policy(), "ADMIN", draft)).toBe(true);
    expect(isGrantable(policy({ reasonRequired: true }), "ADMIN", draft)).toBe(false);
    expect(isGrantable(policy({ reasonRequired: true }), "ADMIN", { ...draft, reason: "lost" })).toBe(true);
    expect(isGrantable(policy(), "PROVISIONER", draft)).toBe(false);
  });

  it("is sent without a reason when none was typed", () => {
    expect(grantInput({ duration: SHORTEST, reason: " " })).toEqual({ duration: "HOUR_1" });
    expect(grantInput({ duration: SHORTEST, reason: " lost " })).toEqual({
      duration: "HOUR_1",
      reason: "lost",
    });
  });
});
