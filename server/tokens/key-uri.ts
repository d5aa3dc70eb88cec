import { generateURI } from "otplib";
import { toBase32 } from "./token-secret.js";
import type { TokenRow } from "./token-store.js";

/**
 * A name as a label can hold it. In a label, the first colon ends the issuer; some readers refuse a second one. A
 * colon becomes a hyphen, so `ACME: Berlin` is shown as `ACME - Berlin`, and `host:8080` as `host-8080`.
 */
function withoutColon(name: string): string {
  return name
    .replaceAll(/:(?=\s)/g, " -")
    .replaceAll(":", "-")
    .trim();
}

/**
 * The `otpauth://` URI of a secret (Key URI Format): the issuer is before the account in the label and again, the
 * same, in the parameter `issuer`. What apps take for granted (SHA1, 6 digits, 30 seconds) is left out.
 * @param issuer who gives the token out. @param account whose it is.
 */
export function keyUri(
  secret: Buffer,
  token: Pick<TokenRow, "digits" | "hash" | "periodSeconds" | "lastStep">,
  issuer: string,
  account: string,
): string {
  const shared = {
    issuer: withoutColon(issuer),
    label: withoutColon(account),
    secret: toBase32(secret),
    algorithm: token.hash === "SHA512" ? "sha512" : token.hash === "SHA256" ? "sha256" : "sha1",
    digits: token.digits === 8 ? 8 : token.digits === 7 ? 7 : 6,
  } as const;
  return token.periodSeconds === null
    ? generateURI({ ...shared, strategy: "hotp", counter: Number(token.lastStep) + 1 })
    : generateURI({ ...shared, strategy: "totp", period: token.periodSeconds });
}
