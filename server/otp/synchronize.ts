import { MAX_COUNTER } from "@tokenplane/rules/counter";
import { timingSafeEqual } from "node:crypto";
import { hotp } from "./hotp.js";
import { isCode, nearestCounter, stepAt, WIDEST_WINDOW, type Device } from "./windows.js";

/** How far from its expected place a device is searched: steps in both directions, or counts ahead. */
export const FARTHEST = 1_000;

/** Where two consecutive codes were found. `step` and `drift` are what the device's state becomes. */
export type Found =
  | {
      readonly kind: "FOUND";
      /** The step or counter of the second code: both are used up. */
      readonly step: number;
      readonly drift: number;
      /** TOTP: by how much the drift changed; HOTP: how many counts were skipped. */
      readonly shift: number;
    }
  | {
      readonly kind: "REPLAYED";
      /** The step or counter of the second code. */
      readonly step: number;
    }
  | { readonly kind: "WRONG" };

/** Steps or counters that the first of the two codes may have, from the first to the last. */
function reach(device: Device, now: number): { readonly first: number; readonly last: number } {
  const { periodSeconds, lastStep } = device;
  if (periodSeconds === null) {
    // From the pair that ends with the last used counter, to distinguish used codes from wrong ones.
    return {
      first: nearestCounter(lastStep - 1),
      last: Math.min(lastStep + 1 + FARTHEST, MAX_COUNTER - 1),
    };
  }
  const current = stepAt(now, periodSeconds);
  return { first: Math.max(current - FARTHEST, 0), last: current + FARTHEST };
}

/**
 * When a device can be found again whose two codes are older than one that was used, as after its clock was put back: from then
 * on, both that it shows are newer.
 * @param step of the second code. @param now milliseconds since 1970 UTC, at which the device shows that code.
 * @returns milliseconds since 1970 UTC; null when the codes are as new as the last used one, or those of a counter.
 */
export function newerCodesAt(
  { periodSeconds, lastStep }: Pick<Device, "periodSeconds" | "lastStep">,
  step: number,
  now: number,
): number | null {
  if (periodSeconds === null || lastStep - step <= WIDEST_WINDOW) return null;
  return now + (lastStep + 2 - step) * periodSeconds * 1_000;
}

/**
 * Finds a device again by two consecutive codes (RFC 6238 §6, RFC 4226 §7.4). The first must be within 1,000
 * steps of now, or among the expected counter and the next 1,000; the second must follow it. The search never
 * goes backwards: both must be after the last used one. If codes repeat, the place nearest to the expected one
 * is used. The amount of work does not depend on the result: one HMAC for each place.
 * @param codes as the device showed them, one after the other.
 * @param now milliseconds since 1970 UTC; the second code is assumed to be the current one.
 */
export function findDevice(device: Device, codes: readonly [string, string], now: number): Found {
  const { secret, digits, hash, periodSeconds, lastStep } = device;
  const current = periodSeconds === null ? null : stepAt(now, periodSeconds);
  const typed = codes.map((code) => Buffer.from(isCode(code, digits) ? code : "".padEnd(digits, "-")));
  const [first = Buffer.alloc(digits), second = Buffer.alloc(digits)] = typed;
  const { first: from, last: to } = reach(device, now);
  let nearest: Found = { kind: "WRONG" };
  let afterFirst = false;
  for (let step = from; step <= to + 1; step += 1) {
    const code = Buffer.from(hotp(secret, step, digits, hash));
    const endsHere = timingSafeEqual(code, second) && afterFirst;
    afterFirst = timingSafeEqual(code, first);
    if (!endsHere) continue;
    if (step - 1 <= lastStep) {
      if (nearest.kind !== "FOUND") nearest = { kind: "REPLAYED", step };
      continue;
    }
    const drift = current === null ? 0 : step - current;
    const shift = current === null ? step - 1 - (lastStep + 1) : drift - device.drift;
    if (nearest.kind !== "FOUND" || Math.abs(shift) < Math.abs(nearest.shift)) {
      nearest = { kind: "FOUND", step, drift, shift };
    }
  }
  return nearest;
}
