import type { CodeCheck, StoredToken, VerificationContext } from "../factors/factor.js";
import { getFactor } from "../factors/kinds.js";
import { evaluate } from "../otp/windows.js";
import { getDevice, tokenSecretAad } from "../tokens/token-secret.js";
import type { Snapshot } from "./snapshot.js";

/** A device that no user has. Evaluating a code for it takes as long as for a real one. */
export interface Decoy {
  readonly secret: Uint8Array;
  readonly accountId: string;
  readonly tokenId: string;
}

/** Whether there is a token. */
function hasToken(snapshot: Snapshot): snapshot is Snapshot & StoredToken {
  const { tokenId, digits, lastStep } = snapshot;
  return tokenId !== null && digits !== null && lastStep !== null;
}

/**
 * Evaluates a code of the token. Without a token, or a secret, it uses a decoy, so that the response time reveals
 * nothing.
 */
export function verifyCode(
  snapshot: Snapshot,
  otp: string,
  decoy: Decoy,
  context: VerificationContext,
): CodeCheck & { readonly isReal: boolean } {
  const check = hasToken(snapshot) ? getFactor(snapshot).verify(snapshot, otp, context) : null;
  if (check !== null) return { ...check, isReal: true };
  const { secrets, now, window } = context;
  const device = getDevice(
    { digits: 6, hash: "SHA1", periodSeconds: 30, lastStep: -1, drift: 0 },
    secrets.decrypt(decoy.secret, tokenSecretAad(decoy.accountId, decoy.tokenId)),
  );
  return { verdict: evaluate(device, otp, now, window), answered: null, obstacle: null, isReal: false };
}
