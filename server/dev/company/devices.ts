import { hotp, type Hash } from "../../otp/hotp.js";
import type { Random } from "./random.js";

/** A token that somebody signs in with. */
export interface Device {
  readonly login: string;
  /** Where it signs in. */
  readonly resources: readonly string[];
  readonly secret: Buffer;
  readonly hash: Hash;
  /** The next counter of a HOTP device; null for TOTP. */
  counter: number | null;
}

const STEP_MS = 30_000;

/** The code that the device shows. A HOTP device then shows the next code. */
export function getCode(device: Device, now: number): string {
  const { secret, hash, counter } = device;
  if (counter === null) return hotp(secret, Math.floor(now / STEP_MS), 6, hash);
  device.counter = counter + 1;
  return hotp(secret, counter, 6, hash);
}

/** The code that somebody types: nearly always the code. */
export function typedCode(device: Device, now: number, random: Random): string {
  return random.once(25) ? String(random.below(1_000_000)).padStart(6, "0") : getCode(device, now);
}
