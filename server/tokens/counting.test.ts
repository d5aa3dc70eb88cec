import { describe, expect, it } from "vitest";
import { countedFailure, DEFAULT_LOCKOUT } from "./counting.js";

const NOW = Date.UTC(2026, 10, 25, 12);
const NIL_UUID = { failures: 0, consecutiveFailures: 0, lockReason: null, lockedUntil: null };
const RULE = { failures: 3, lockMinutes: 7 };
const until = (minutes: number) => new Date(NOW + minutes * 60_000);

describe("one more wrong code", () => {
  it.each([
    ["is counted twice over", NIL_UUID, RULE, { ...NIL_UUID, failures: 1, consecutiveFailures: 1 }],
    [
      "locks nothing below the limit",
      { ...NIL_UUID, failures: 1, consecutiveFailures: 1 },
      RULE,
      { ...NIL_UUID, failures: 2, consecutiveFailures: 2 },
    ],
    [
      "locks at the limit, for as long as the rule says",
      { ...NIL_UUID, failures: 2, consecutiveFailures: 9 },
      RULE,
      { failures: 3, consecutiveFailures: 10, lockReason: "FAILURES", lockedUntil: until(7) },
    ],
    [
      "locks beyond the limit, which may have become less",
      { ...NIL_UUID, failures: 4, consecutiveFailures: 4 },
      RULE,
      { failures: 5, consecutiveFailures: 5, lockReason: "FAILURES", lockedUntil: until(7) },
    ],
    [
      "locks until someone unlocks it where the rule has no minutes",
      { ...NIL_UUID, failures: 2, consecutiveFailures: 2 },
      { ...RULE, lockMinutes: 0 },
      { failures: 3, consecutiveFailures: 3, lockReason: "FAILURES", lockedUntil: null },
    ],
    [
      "begins again after a lock that is over, but for those in a row",
      { failures: 3, consecutiveFailures: 30, lockReason: "FAILURES", lockedUntil: until(-1) },
      RULE,
      { ...NIL_UUID, failures: 1, consecutiveFailures: 31 },
    ],
    [
      "is not yet the ceiling when it is the 99th in a row",
      { ...NIL_UUID, failures: 0, consecutiveFailures: 98 },
      RULE,
      { ...NIL_UUID, failures: 1, consecutiveFailures: 99 },
    ],
    [
      "locks permanently when it is the 100th in a row, whatever the rule says",
      { ...NIL_UUID, failures: 0, consecutiveFailures: 99 },
      RULE,
      { failures: 1, consecutiveFailures: 100, lockReason: "FAILURE_CEILING", lockedUntil: null },
    ],
    [
      "locks permanently at the limit, too, when it is the 101st",
      { ...NIL_UUID, failures: 2, consecutiveFailures: 100 },
      RULE,
      { failures: 3, consecutiveFailures: 101, lockReason: "FAILURE_CEILING", lockedUntil: null },
    ],
  ])("%s", (_what, before, rule, after) => {
    expect(countedFailure(before, rule, NOW)).toEqual(after);
  });

  it("locks away from any resource after 5, for 5 minutes", () => {
    expect(DEFAULT_LOCKOUT).toEqual({ failures: 5, lockMinutes: 5 });
  });
});
