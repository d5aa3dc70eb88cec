import type { SecretEncoding } from "@tokenplane/rules/secret";

/** The new secret of a token, as the caller gives it. Which fields are allowed depends on the token's model. */
export interface ReissueInput {
  /** The secret of the new device, as a text; absent when the server generates it. */
  readonly secret?: string | null | undefined;
  /** How `secret` is written. */
  readonly secretEncoding?: SecretEncoding | null | undefined;
  /** Whether a secret of 10 to 15 bytes is accepted; false by default. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** The counter of the next code, for HOTP and for suites with a counter; 0 by default. */
  readonly counter?: number | null | undefined;
  /** The length of the new codes; by default as before. */
  readonly digits?: number | null | undefined;
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
}
