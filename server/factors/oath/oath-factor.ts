import { evaluate } from "../../otp/windows.js";
import { getDevice, tokenSecretAad } from "../../tokens/token-secret.js";
import type { CodeCheck, Factor, StoredToken, VerificationContext } from "../factor.js";
import { hasSecret } from "../secret/stored.js";
import { lifeOfSecrets } from "../secret/life.js";
import { synchronize } from "./synchronize-oath.js";

function verify(token: StoredToken, code: string, context: VerificationContext): CodeCheck | null {
  if (!hasSecret(token)) return null;
  const { accountId, secrets, window, now } = context;
  const { tokenId, secret, digits, hash, periodSeconds, lastStep, drift } = token;
  const device = getDevice(
    { digits, hash, periodSeconds, lastStep: BigInt(lastStep), drift: drift ?? 0 },
    secrets.decrypt(secret, tokenSecretAad(accountId, tokenId)),
  );
  return { verdict: evaluate(device, code, now, window), answered: null, obstacle: null };
}

/** Tokens that show codes: from the time (TOTP, RFC 6238) or from a counter (HOTP, RFC 4226). */
export const oath: Factor = { ...lifeOfSecrets, verify, challenge: null, synchronize };
