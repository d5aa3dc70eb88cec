import { createGuardrails, generateSync } from "otplib";
import type { ManualClock } from "./clock.js";

/** The settings of a token's codes. */
export interface Oath {
  readonly algorithm: "TOTP" | "HOTP";
  readonly digits: 6 | 7 | 8;
  readonly periodSeconds: number | null;
  readonly hash: "SHA1" | "SHA256" | "SHA512";
}

const HASHES = { SHA1: "sha1", SHA256: "sha256", SHA512: "sha512" } as const;

/** The library refuses unusual settings that RFC 6238 allows. */
const guardrails = createGuardrails({ MAX_PERIOD: 86_400, MAX_SECRET_BYTES: 128 });

/**
 * The code of an app. Another library computes it, so that it shares only the secret with the server.
 * @param counter for HOTP.
 */
export function appCode(secret: string | Buffer, oath: Oath, clock: ManualClock, counter = 0): string {
  const shared = {
    secret: typeof secret === "string" ? secret : new Uint8Array(secret),
    digits: oath.digits,
    algorithm: HASHES[oath.hash],
    guardrails,
  } as const;
  if (oath.periodSeconds === null) return generateSync({ ...shared, strategy: "hotp", counter });
  return generateSync({
    ...shared,
    strategy: "totp",
    period: oath.periodSeconds,
    epoch: Math.floor(clock.now() / 1_000),
  });
}
