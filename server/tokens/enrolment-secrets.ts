import { keyUri } from "./key-uri.js";
import type { TokenRow } from "./token-store.js";

/** The secrets of an enrolment, as a payload carries them. The QR code follows from the URI. */
export function enrolmentSecrets(
  secret: Buffer,
  token: Pick<TokenRow, "digits" | "hash" | "periodSeconds" | "lastStep">,
  issuer: string,
  label: string,
): Record<string, string> {
  return { secretHex: secret.toString("hex"), otpauthUri: keyUri(secret, token, issuer, label) };
}
