import type { TokenRefInput } from "../tokens/token-ref.js";

/** Identifies running bypasses: one, or all of a token. */
export interface BypassRef {
  /** Global id of one. */
  readonly id?: string | null | undefined;
  /** The token, for all of its bypasses. */
  readonly token?: TokenRefInput | null | undefined;
}
