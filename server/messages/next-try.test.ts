import { expect, it } from "vitest";
import { nextTry } from "./next-try.js";

const DAY_MS = 24 * 60 * 60_000;
const NOW = 1_800_000_000_000;
const NOT_REACHED = { retryAfterSeconds: null, mayHaveBeenSent: false } as const;

/** Seconds between the tries of a message that nothing takes. */
function getPauses(
  purpose: "PORTAL_CODE" | "SIGN_IN" | "PORTAL_INVITATION" | "PASSWORD_SET",
  lastsMs: number,
  obstacle: Parameters<typeof nextTry>[1] = NOT_REACHED,
): number[] {
  const pauses: number[] = [];
  const expiresAt = new Date(NOW + lastsMs);
  for (let at = NOW, attempts = 1; ; attempts += 1) {
    const next = nextTry({ purpose, attempts, expiresAt }, obstacle, at);
    if (next === null) return pauses;
    pauses.push((next.getTime() - at) / 1_000);
    at = next.getTime();
  }
}

it("a message with a code is tried as long as its code is valid", () => {
  for (const purpose of ["SIGN_IN", "PORTAL_CODE"] as const) {
    expect(getPauses(purpose, 5 * 60_000)).toEqual([1, 3, 9, 27, ...Array.from({ length: 8 }, () => 30)]);
    // A code that arrives with less than 20 seconds left is of no use.
    expect(getPauses(purpose, 60_000)).toEqual([1, 3, 9, 27]);
    expect(getPauses(purpose, 59_999)).toEqual([1, 3, 9]);
  }
});

it("a message with a link or a notice is tried until it would be of no use", () => {
  const pauses = getPauses("PORTAL_INVITATION", DAY_MS);
  expect(pauses.slice(0, 9)).toEqual([1, 3, 9, 27, 120, 600, 1_800, 3_600, 3_600]);
  expect(new Set(pauses.slice(9))).toEqual(new Set([3_600]));
  const lasts = pauses.reduce((sum, pause) => sum + pause, 0) * 1_000;
  expect(lasts).toBeLessThanOrEqual(DAY_MS - 60_000);
  expect(lasts).toBeGreaterThan(DAY_MS - 60_000 - 3_600_000);
  expect(getPauses("PASSWORD_SET", 1_000_000)).toEqual([1, 3, 9, 27, 120, 600]);
});

it("a message that may have been sent is repeated four times: a gateway may forget it", () => {
  for (const purpose of ["PASSWORD_SET", "SIGN_IN"] as const) {
    expect(getPauses(purpose, DAY_MS, { ...NOT_REACHED, mayHaveBeenSent: true })).toEqual([1, 3, 9, 27]);
  }
});

it("a message waits as long as a gateway or the channel's own limit says, however often", () => {
  const often = { purpose: "SIGN_IN", attempts: 40, expiresAt: new Date(NOW + DAY_MS) } as const;
  const heldBack = { ...NOT_REACHED, retryAfterSeconds: 1_800, isHeldBack: true } as const;
  expect(nextTry(often, heldBack, NOW)).toEqual(new Date(NOW + 1_800_000));
  expect(nextTry({ ...often, expiresAt: new Date(NOW + 1_819_999) }, heldBack, NOW)).toBeNull();
  expect(nextTry({ ...often, attempts: 1 }, { ...NOT_REACHED, retryAfterSeconds: 20 }, NOW)).toEqual(
    new Date(NOW + 20_000),
  );
  const mayHaveBeenSent = { ...NOT_REACHED, retryAfterSeconds: 20, mayHaveBeenSent: true } as const;
  expect(nextTry(often, mayHaveBeenSent, NOW)).toBeNull();
});
