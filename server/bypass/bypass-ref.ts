import type { TokenRefInput } from "../tokens/token-ref.js";

/** Identifies running bypasses: one, or all of a token. */
export interface BypassRef {
  readonly id?: string | null | undefined;
  readonly token?: TokenRefInput | null | undefined;
}
