import type { Actor, Credential } from "../actions/actor.js";
import { hashSecret } from "../sessions/session-secret.js";
import { validSessions } from "../sessions/session-store.js";
import type { CredentialKind, CredentialServices, GivenCredentials, Rejection } from "./credential.js";
import { checkSessionAgain, getOpenSession } from "./session-credential.js";

function read({ portalSession }: GivenCredentials): Buffer | null {
  return portalSession === null ? null : hashSecret(portalSession.secret);
}

/** A user in a portal, of whatever level: what asks for level 2 looks at the session itself. */
async function authenticate(
  services: CredentialServices,
  hash: Buffer,
  { portalSession, isBackground }: GivenCredentials,
): Promise<Actor | Rejection> {
  if (portalSession === null) return "SESSION_ENDED";
  const checkedAt = performance.now();
  const place = { kind: "PORTAL", address: portalSession.address } as const;
  const session = await getOpenSession(services, hash, place, isBackground);
  if (session === "ACCOUNT_DISABLED") return session;
  if (session === null) return "SESSION_ENDED";
  const { id, accountId, userId, login, resourceId, verifiedAt } = session;
  const credential: Credential = { kind: "PORTAL_SESSION", accountId, id, checkedAt };
  return {
    kind: "USER",
    id: userId,
    name: login,
    role: "USER",
    accountId,
    resourceId,
    expiresAt: null,
    credential,
    verifiedAt,
  };
}

/** Sessions of users in a portal, in a cookie of its own. */
export const portalSessions: CredentialKind = {
  name: "PORTAL_SESSION",
  read,
  authenticate,
  checkAgain: checkSessionAgain,
  stillValid: validSessions,
};
