import {
  LEAST_SHORT_SECRET_BYTES,
  secret as secretForm,
  type SecretEncoding,
} from "@tokenplane/rules/secret";
import { Refusal } from "@tokenplane/rules/refusal";
import { ScureBase32Plugin } from "otplib";

const base32 = new ScureBase32Plugin();

function decode(text: string, encoding: SecretEncoding): Buffer {
  if (encoding === "BASE32") return Buffer.from(base32.decode(text.replace(/=+$/, "").toUpperCase()));
  return Buffer.from(text, encoding === "HEX" ? "hex" : "base64");
}

/** A secret as a caller gives it. */
export interface GivenSecret {
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  /** Whether 10 to 15 bytes are enough, which many older devices have. RFC 4226 R6 requires 16. */
  readonly acceptShortSecrets?: boolean | null | undefined;
}

/**
 * The bytes of a given secret. The encoding is stated, never guessed.
 * @throws Refusal VALIDATION_FAILED that does not repeat the secret.
 */
export function parseSecret(
  { secret, secretEncoding, acceptShortSecrets }: GivenSecret,
  path: readonly string[],
): Buffer {
  const short = secretForm(secretEncoding, LEAST_SHORT_SECRET_BYTES)(secret);
  const sentence = acceptShortSecrets === true ? short : secretForm(secretEncoding)(secret);
  if (sentence === null) return decode(secret, secretEncoding);
  const hint = short === null ? " If the device's secret is that short, set acceptShortSecrets to true." : "";
  throw new Refusal("VALIDATION_FAILED", `${sentence}${hint}`, path);
}
