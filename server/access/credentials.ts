import { apiKeys } from "./api-key-credential.js";
import { portalSessions } from "./portal-credential.js";
import type { CredentialKind, GivenCredentials } from "./credential.js";
import { sessions } from "./session-credential.js";

/** The first that a request has counts: with an API key, a cookie is not looked at. */
export const KINDS: readonly CredentialKind[] = [apiKeys, sessions, portalSessions];

/** A credential that a request has in it. */
export interface PresentedCredential {
  readonly kind: CredentialKind;
  readonly hash: Buffer;
}

/** The credential in a request, or why there is none. */
export function presentedIn(
  given: GivenCredentials,
): PresentedCredential | "MISSING" | "NO_COOKIE" | "MALFORMED" {
  for (const kind of KINDS) {
    const hash = kind.read(given);
    if (hash === "MALFORMED") return hash;
    if (hash !== null) return { kind, hash };
  }
  return given.isPage ? "NO_COOKIE" : "MISSING";
}
