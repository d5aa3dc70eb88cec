import { describe, expect, it } from "vitest";
import { bypassAt, type KeptBypass } from "./use.js";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 25, 12);

function granted(hoursAgo: number, duration: string, grantedBy = "ADMIN", limits: object = {}) {
  return { grantedAt: new Date(NOW - hoursAgo * HOUR).toISOString(), duration, grantedBy, limits };
}

function kept(
  bypasses: KeptBypass["granted"],
  own: unknown = null,
  accountDefault: unknown = null,
): KeptBypass {
  return { resourceId: "vpn", own, accountDefault, granted: bypasses };
}

const policy = (maximumDuration: string, grantedBy: readonly string[] = ["ADMIN"]) => ({
  maximumDuration,
  reasonRequired: false,
  grantedBy,
});
const after = (hours: number) => ({ until: new Date(NOW + hours * HOUR) });

describe("the bypass that lets a token in", () => {
  it.each<[string, KeptBypass | null, ReturnType<typeof bypassAt>]>([
    ["is none where there is none", null, null],
    ["is none where none is left", kept([]), null],
    ["ends by the clock", kept([granted(7, "HOURS_8")]), after(1)],
    ["is over at its end", kept([granted(8, "HOURS_8")]), null],
    ["ends never when it is permanent", kept([granted(1_000, "PERMANENT")]), { until: null }],
    [
      "is the one that lasts longest",
      kept([granted(7, "HOURS_8"), granted(0, "HOUR_1"), granted(1, "HOURS_12")]),
      after(11),
    ],
    ["ends as the resource's policy is today", kept([granted(1, "PERMANENT")], policy("HOURS_8")), after(7)],
    ["is over where the policy is stricter by now", kept([granted(1, "HOURS_8")], policy("HOUR_1")), null],
    ["is not honoured where the policy has none", kept([granted(0, "HOURS_8")], policy("NONE")), null],
    ["is not honoured of another role", kept([granted(0, "HOURS_8", "HELPDESK")], policy("PERMANENT")), null],
    [
      "is another's that is honoured",
      kept([granted(0, "PERMANENT", "HELPDESK"), granted(0, "HOUR_1")], policy("PERMANENT")),
      after(1),
    ],
    ["is over where a former policy forbade it", kept([granted(0, "HOURS_8", "ADMIN", { vpn: 0 })]), null],
    [
      "is another's that no former policy forbade",
      kept([granted(0, "PERMANENT", "ADMIN", { default: HOUR }), granted(0, "HOURS_8")]),
      after(8),
    ],
    [
      "asks the account's default where the resource has none",
      kept([granted(0, "HOURS_8")], null, policy("HOUR_1")),
      after(1),
    ],
    [
      "asks the resource's own first",
      kept([granted(0, "HOURS_8")], policy("HOURS_8"), policy("NONE")),
      after(8),
    ],
  ])("%s", (_what, given, expected) => {
    expect(bypassAt(given, NOW)).toEqual(expected);
  });

  it("fails loudly when it is damaged", () => {
    expect(() => bypassAt(kept([granted(0, "FOREVER")]), NOW)).toThrow("a bypass is damaged");
    expect(() => bypassAt(kept([granted(0, "HOUR_1", "NOBODY")]), NOW)).toThrow("a bypass is damaged");
  });
});
