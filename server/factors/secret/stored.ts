import type { StoredToken } from "../factor.js";

/** A token that has a secret. */
export type TokenInUse = StoredToken & {
  readonly secret: Uint8Array;
  readonly hash: string;
};

/** Whether a token has a secret, so that codes of it can be evaluated. */
export function hasSecret(token: StoredToken): token is TokenInUse {
  return token.secret !== null && token.hash !== null;
}
