import type { Actor } from "../actions/actor.js";
import type { CredentialName } from "../actions/credential-names.js";
import { apiKeys } from "./api-key-credential.js";
import type { CredentialKind } from "./credential.js";
import { DENIALS } from "./denials.js";
import { portalSessions } from "./portal-credential.js";
import { sessions } from "./session-credential.js";

/** How each kind of credential is checked. */
export const KINDS: Readonly<Record<CredentialName, CredentialKind>> = {
  API_KEY: apiKeys,
  SESSION: sessions,
  PORTAL_SESSION: portalSessions,
};

/** Why a stream ended whose credential is no longer valid. */
export function whyEnded({ credential }: Pick<Actor, "credential">): string {
  return credential === null ? DENIALS.SESSION_ENDED.message : KINDS[credential.kind].ended;
}
