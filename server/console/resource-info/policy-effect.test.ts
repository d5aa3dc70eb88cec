import type { BypassDuration, BypassGranter, BypassPolicy } from "@tokenplane/rules/bypass-policy";
import { expect, it } from "vitest";
import { policyEffect } from "./policy-effect.js";

const HOUR = 3_600_000;
const NOW = Date.parse("2030-01-01T12:00:00Z");

const policy = (more: Partial<BypassPolicy> = {}): BypassPolicy => ({
  maximumDuration: "PERMANENT",
  reasonRequired: false,
  grantedBy: ["ADMIN", "HELPDESK", "PROVISIONER"],
  ...more,
});

/** A token with one bypass that began two hours ago. @param at a resource; null for everywhere. */
const token = (
  name: string,
  duration: BypassDuration,
  at: string | null = null,
  grantedBy: BypassGranter = "ADMIN",
) => ({
  name,
  bypasses: {
    nodes: [
      {
        duration,
        everywhere: at === null,
        grantedAt: new Date(NOW - 2 * HOUR).toISOString(),
        grantedBy,
        resource: at === null ? null : { id: at },
      },
    ],
  },
});

const TOKENS = [
  token("day", "HOURS_24"),
  token("half", "HOURS_12", "vpn"),
  token("elsewhere", "HOURS_24", "mail"),
  token("helpdesk's", "PERMANENT", "vpn", "HELPDESK"),
];

/** The names of the tokens whose bypass a policy forbids, and of those whose bypass it shortens. */
function getEffect(after: BypassPolicy, before = policy()) {
  const { forbidden, shortened } = policyEffect(TOKENS, "vpn", { before, after }, NOW);
  return [forbidden, shortened].map((some) => some.map(({ name }) => name));
}

it("a new bypass policy ends bypasses that are longer than it allows, counted from when they began, or of other roles", () => {
  expect(getEffect(policy({ maximumDuration: "NONE" }))).toEqual([["day", "half", "helpdesk's"], []]);
  expect(getEffect(policy({ maximumDuration: "HOUR_1" }))).toEqual([["day", "half", "helpdesk's"], []]);
  expect(getEffect(policy({ maximumDuration: "HOURS_12" }))).toEqual([[], ["day", "helpdesk's"]]);
  expect(getEffect(policy({ grantedBy: ["ADMIN"] }))).toEqual([["helpdesk's"], []]);
  expect(getEffect(policy({ reasonRequired: true }))).toEqual([[], []]);
});

it("a new bypass policy has no effect on bypasses that do not work now", () => {
  const none = policy({ maximumDuration: "NONE" });
  expect(getEffect(none, none)).toEqual([[], []]);
  expect(getEffect(none, policy({ grantedBy: ["HELPDESK"] }))).toEqual([["helpdesk's"], []]);
});
