import { timingSafeEqual } from "node:crypto";
import { isCounter, MAX_COUNTER } from "@tokenplane/rules/counter";
import { hotp, type Hash } from "./hotp.js";

/** HOTP: counters beyond the expected one that are tried (RFC 4226 §7.4). */
export const LOOK_AHEAD = 10;

/** TOTP: how far a device's clock may be learnt to be off by signing in, in steps to either side. */
export const MAX_DRIFT = 10;

/** TOTP: steps of tolerance to either side, at most. */
export const WIDEST_WINDOW = 1;

/** The data of a device that an evaluation needs. */
export interface Device {
  readonly secret: Uint8Array;
  readonly digits: number;
  readonly hash: Hash;
  /** null for HOTP. */
  readonly periodSeconds: number | null;
  /** The last used step or counter, -1 before the first. */
  readonly lastStep: number;
  /** Steps by which the device is known to be ahead (+) or behind (-); 0 for HOTP. */
  readonly drift: number;
}

/** The verdict on a code. `step` and `drift` are the device's state when the code is used up. */
export type Verdict =
  | { readonly kind: "RIGHT"; readonly step: number; readonly drift: number }
  | { readonly kind: "REPLAYED" }
  | { readonly kind: "WRONG" };

/** The TOTP step of a time (RFC 6238 §4.2). @param now milliseconds since 1970 UTC. */
export function stepAt(now: number, periodSeconds: number): number {
  return Math.floor(now / 1000 / periodSeconds);
}

/**
 * Drift moves one step at most towards what was seen (RFC 6238 §6), and not beyond its bounds. Where a
 * synchronisation found the device beyond them, learning leads back, and no further away.
 */
export function learnDrift(drift: number, seen: number): number {
  const moved = drift + Math.sign(seen - drift);
  const most = Math.max(MAX_DRIFT, Math.abs(drift));
  return Math.max(-most, Math.min(most, moved));
}

/** Whether a text is a code: exactly so many ASCII digits. */
export function isCode(text: string, digits: number): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}

/** A number that is a counter, or the counter next to it: the first one or the last one there is. */
export function nearestCounter(number: number): number {
  return Math.min(Math.max(number, 0), MAX_COUNTER);
}

/** Steps that are tried for a device: the expected one first, then its neighbours. */
function candidates(device: Device, now: number, window: 0 | 1): number[] {
  if (device.periodSeconds === null) {
    return Array.from({ length: LOOK_AHEAD + 2 }, (_, index) => device.lastStep + index);
  }
  const expected = stepAt(now, device.periodSeconds) + device.drift;
  return window === 0 ? [expected] : [expected, expected - 1, expected + 1];
}

/**
 * Evaluates a code against a device: TOTP within ± window of the expected step, HOTP within the look-ahead.
 * The same work is done whatever the outcome, and codes are compared in constant time.
 * @param code what was typed: exactly `digits` ASCII digits, or it is wrong.
 * @param now milliseconds since 1970 UTC.
 * @param window steps of tolerance to either side.
 */
export function evaluate(device: Device, code: string, now: number, window: 0 | 1): Verdict {
  const typed = Buffer.from(isCode(code, device.digits) ? code : "".padEnd(device.digits, "-"));
  let fresh: number | undefined;
  let used = false;
  for (const step of candidates(device, now, window)) {
    // A step that is no counter has no code; an HMAC is still computed.
    const expected = Buffer.from(hotp(device.secret, nearestCounter(step), device.digits, device.hash));
    if (!timingSafeEqual(typed, expected) || !isCounter(step)) continue;
    if (step > device.lastStep) fresh ??= step;
    else used = true;
  }
  if (fresh !== undefined) {
    const drift =
      device.periodSeconds === null ? 0 : learnDrift(device.drift, fresh - stepAt(now, device.periodSeconds));
    return { kind: "RIGHT", step: fresh, drift };
  }
  return used ? { kind: "REPLAYED" } : { kind: "WRONG" };
}
