import type { SecretEncoding } from "../generated/documents.js";

/** How the secret of a device may be written. */
export const SECRET_ENCODINGS = [
  { value: "HEX", label: "Hexadecimal digits" },
  { value: "BASE32", label: "Base32" },
  { value: "BASE64", label: "Base64" },
] as const satisfies readonly { readonly value: SecretEncoding; readonly label: string }[];

/** The description of a short secret, for those who may accept one. */
export const SHORT_SECRETS =
  "10 to 15 bytes, as many older devices have. They are weaker than the standard requires.";
