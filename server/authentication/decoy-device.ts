import { randomBytes } from "node:crypto";
import { type Answer, getCode } from "../factors/answer.js";
import type { VerificationContext } from "../factors/factor.js";
import { NIL_UUID } from "../nil-uuid.js";
import { evaluate } from "../otp/windows.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { getDevice, tokenSecretAad } from "../tokens/token-secret.js";

const decoySecrets = new WeakMap<SecretBox, Uint8Array>();

/** The secret of a device that no user has, encrypted. */
function getSecret(secrets: SecretBox): Uint8Array {
  const known = decoySecrets.get(secrets);
  if (known !== undefined) return known;
  const secret = secrets.encrypt(randomBytes(20), tokenSecretAad(NIL_UUID, NIL_UUID));
  decoySecrets.set(secrets, secret);
  return secret;
}

/** Evaluates an answer with the device of nobody, which takes as long as with a real one. So the response time reveals nothing. */
export function evaluateForNobody(answer: Answer, { secrets, now, window }: VerificationContext): void {
  const device = getDevice(
    { digits: 6, hash: "SHA1", periodSeconds: 30, lastStep: -1, drift: 0 },
    secrets.decrypt(getSecret(secrets), tokenSecretAad(NIL_UUID, NIL_UUID)),
  );
  evaluate(device, getCode(answer), now, window);
}
