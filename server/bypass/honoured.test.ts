import { describe, expect, it } from "vitest";
import { honoured } from "./honoured.js";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 25, 12);
const at = (hours: number) => new Date(NOW + hours * HOUR);
const POLICY = { maximumDuration: "HOURS_8", reasonRequired: false, grantedBy: ["ADMIN"] };

/** Granted an hour ago for a day. */
const RUNS: Parameters<typeof honoured>[0] = {
  id: "bypass",
  resourceId: "resource",
  grantedAt: at(-1),
  duration: "HOURS_24",
  grantedBy: "ADMIN",
  expiresAt: at(23),
  endedAt: null,
  endedBecause: null,
  own: null,
  accountDefault: null,
  limits: {},
};

describe("a resource honours a bypass", () => {
  it.each<[string, Partial<typeof RUNS>, Date | null]>([
    ["until it ends", {}, at(23)],
    ["for ever when it is permanent", { duration: "PERMANENT", expiresAt: null }, null],
    ["as long as its own policy allows", { own: POLICY }, at(7)],
    ["as long as the account's default allows", { accountDefault: POLICY }, at(7)],
    [
      "by its own policy, whatever the default is",
      { own: POLICY, accountDefault: { ...POLICY, maximumDuration: "NONE" } },
      at(7),
    ],
    ["as long as a former policy there allowed", { limits: { resource: 2 * HOUR } }, at(1)],
    ["as long as a former default of the account allowed", { limits: { default: 2 * HOUR } }, at(1)],
    ["whatever former policies of other resources forbade", { limits: { other: 0 } }, at(23)],
    [
      "by its own policy, whatever a former default of the account forbade",
      { own: POLICY, limits: { default: 0 } },
      at(7),
    ],
  ])("%s", (_what, changes, until) => {
    expect(honoured({ ...RUNS, ...changes }, NOW)).toEqual({ resourceId: "resource", until });
  });

  it.each<[string, Partial<typeof RUNS>]>([
    ["that somebody ended", { endedAt: at(0), endedBecause: "REVOKED" }],
    ["that the clock ended", { expiresAt: at(0) }],
    ["for which its policy has no more time", { own: { ...POLICY, maximumDuration: "HOUR_1" } }],
    ["at all, where its policy has none", { own: { ...POLICY, maximumDuration: "NONE" } }],
    ["that a former policy forbade", { limits: { resource: 0 } }],
    ["that another role granted", { own: POLICY, grantedBy: "HELPDESK" }],
  ])("but not one %s", (_what, changes) => {
    expect(honoured({ ...RUNS, ...changes }, NOW)).toBeNull();
  });

  it("unless it is damaged, which is an error", () => {
    for (const changes of [{ duration: "FOREVER" }, { grantedBy: "NOBODY" }, { limits: null }]) {
      expect(() => honoured({ ...RUNS, ...changes }, NOW)).toThrow("a bypass is damaged");
    }
  });
});
