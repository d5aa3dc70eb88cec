// The codes that people of the benchmark type: each once, and none that is over before the server has looked at it.
import { hotp } from "../../server/otp/hotp.js";
import { stepAt } from "../../server/otp/windows.js";

/** Of every token here. */
export const SECRET = Buffer.from("12345678901234567890");

/** Of the TOTP tokens, in seconds. */
export const PERIOD_SECONDS = 30;

/** How long a sign-in may be on its way, in milliseconds. */
export const LONGEST_WAY = 5_000;

/** A user with a token at the resource "VPN". */
export interface Person {
  readonly login: string;
  readonly algorithm: "TOTP" | "HOTP";
  /** The counter or the earliest step of the next code. */
  counter: number;
}

/**
 * The code that a person's token shows next, each once. Of TOTP it is that of this or of the next step; near the end of
 * a step that of the next one alone. So it is never behind the server's clock when it arrives, and what the server learns
 * of the token's drift (none, or one step ahead) leaves both right.
 * @param now milliseconds since 1970 UTC. @throws Error when all that are right now were used.
 */
export function nextCode(person: Person, now = Date.now()): string {
  if (person.algorithm === "TOTP") {
    person.counter = Math.max(person.counter, stepAt(now + LONGEST_WAY, PERIOD_SECONDS));
    if (person.counter > stepAt(now, PERIOD_SECONDS) + 1) {
      throw new Error("Too few people for so many sign-ins: raise BENCH_PEOPLE.");
    }
  }
  const code = hotp(SECRET, person.counter, 6, "SHA1");
  person.counter += 1;
  return code;
}

/**
 * Milliseconds to wait so that a measurement falls into one step, where everybody has two codes; or begins with one, when
 * it is longer. @param length of the measurement, in milliseconds. @param now milliseconds since 1970 UTC.
 */
export function untilThereAreCodes(length: number, now = Date.now()): number {
  const period = PERIOD_SECONDS * 1_000;
  const left = period - (now % period);
  return left < length + LONGEST_WAY ? left : 0;
}

/** The code that a person used last. */
export function usedCode(person: Person): string {
  return hotp(SECRET, Math.max(0, person.counter - 1), 6, "SHA1");
}
