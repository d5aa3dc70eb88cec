import type { SecretEncoding } from "@tokenplane/rules/secret";

/** What tokenReissue is given besides the token. */
export interface ReissueInput {
  readonly secret?: string | null | undefined;
  readonly secretEncoding?: SecretEncoding | null | undefined;
  readonly acceptShortSecrets?: boolean | null | undefined;
  readonly counter?: number | null | undefined;
  readonly digits?: number | null | undefined;
  readonly issuer?: string | null | undefined;
}
