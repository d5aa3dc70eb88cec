import { Refusal } from "@tokenplane/rules/refusal";
import { getBase64, type PskcOpener } from "./pskc-decrypt.js";
import type { PskcKey, PskcValue } from "./pskc-document.js";

function refuse(message: string): never {
  throw new Refusal("VALIDATION_FAILED", message);
}

/**
 * The only value of a datum: an unencrypted text, or the decrypted bytes after their MAC was checked. RFC 6030
 * authenticates only encrypted values. So an unencrypted value is refused beside an encrypted one, or with a MAC, which
 * would prove nothing about it.
 * @param opener null for a container without encryption. @throws Refusal
 */
export function getContent(value: PskcValue, what: string, opener: PskcOpener | null): string | Buffer {
  const { plain, encrypted, mac } = value;
  if (plain !== undefined && encrypted !== undefined) {
    refuse(`The file contains the ${what} twice, unencrypted and encrypted. It was changed, or is damaged.`);
  }
  if (plain === undefined) return opener?.(value, what) ?? refuse(`The ${what} is missing.`);
  if (mac !== undefined) refuse(`The ${what} has a MAC, but is not encrypted, so the MAC proves nothing.`);
  return plain;
}

/**
 * The bytes of a key's secret. In an encrypted container, an unencrypted secret is refused: anybody who forwarded the
 * file could have inserted it.
 * @throws Refusal
 */
export function getSecret({ values }: PskcKey, opener: PskcOpener | null): Buffer {
  const value = values.get("Secret") ?? refuse("The key has no secret.");
  if (value.plain === undefined && value.encrypted === undefined) refuse("The key has no secret.");
  const content = getContent(value, "secret", opener);
  if (typeof content !== "string") return content;
  if (opener !== null)
    refuse("The secret is not encrypted, although the file is. The file was changed, or is damaged.");
  return getBase64(content, "secret");
}
