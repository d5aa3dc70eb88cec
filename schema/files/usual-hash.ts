import { Refusal } from "@tokenplane/rules/refusal";
import type { Hash } from "@tokenplane/rules/hash";

/** Hash functions by the bytes of the secrets that vendors make for them (RFC 6238, Appendix A). */
const BY_BYTES: Readonly<Record<number, Hash>> = { 32: "SHA256", 64: "SHA512" };

/**
 * The hash function of a device that supports several: the given one, or SHA1. For a secret with the length of SHA256
 * or SHA512 secrets, SHA1 is not assumed: all codes would be wrong, and nothing would say why.
 * @throws Refusal VALIDATION_FAILED
 */
export function hashFor(given: Hash | null | undefined, secret: Uint8Array, path: readonly string[]): Hash {
  if (given != null) return given;
  const likely = BY_BYTES[secret.length];
  if (likely === undefined) return "SHA1";
  throw new Refusal(
    "VALIDATION_FAILED",
    `The secret has ${secret.length} bytes, like secrets for ${likely}. Give the hash of the device: ${likely} or SHA1.`,
    path,
  );
}
