import { Refusal } from "@tokenplane/rules/refusal";
import { FARTHEST } from "../otp/synchronize.js";
import type { Validity } from "../tokens/validity.js";
import type { PskcOpener } from "./pskc-decrypt.js";
import type { PskcKey } from "./pskc-document.js";
import { answersChallenges, getNumber, getOath } from "./pskc-oath.js";
import { checkPolicy, getValidity } from "./pskc-policy.js";
import { getSecret } from "./pskc-value.js";
import type { GivenToken } from "./token-row.js";

/** A token of a PSKC file, the known drift of its clock, and the period in which it is valid. */
export interface PskcToken {
  readonly token: GivenToken;
  readonly drift: number;
  readonly validity: Validity;
}

/** The drift of the clock in steps: at most as many as a synchronization finds. @throws Refusal */
function getDrift(key: PskcKey, opener: PskcOpener | null): number {
  const drift = getNumber(key, "TimeDrift", opener) ?? 0;
  if (Math.abs(drift) > FARTHEST) {
    throw new Refusal(
      "VALIDATION_FAILED",
      `The device's clock is ${drift} steps off (TimeDrift). At most ${FARTHEST} are accepted: set the device's clock first.`,
    );
  }
  return drift;
}

/**
 * The token of a PSKC key.
 * @param serialNumber the one that the token gets. @param opener decrypts; null for a container without encryption.
 * @throws Refusal that repeats neither the secret nor a key.
 */
export function pskcToken(key: PskcKey, serialNumber: string, opener: PskcOpener | null): PskcToken {
  checkPolicy(key, answersChallenges(key) ? "CR" : "OTP");
  const validity = getValidity(key);
  const bytes = getSecret(key, opener);
  const drift = getDrift(key, opener);
  const oath = getOath(key, opener);
  const hasTime = oath.algorithm === "OCRA" ? oath.hasTime : oath.algorithm === "TOTP";
  return {
    token: {
      serialNumber,
      secret: bytes.toString("hex"),
      secretEncoding: "HEX",
      oath,
    },
    drift: hasTime ? drift : 0,
    validity,
  };
}
