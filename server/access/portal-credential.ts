import type { Actor, Credential } from "../actions/actor.js";
import { hashSecret } from "../sessions/session-secret.js";
import { validSessions } from "../sessions/session-store.js";
import type { CredentialKind, CredentialServices, Presented, Rejection } from "./credential.js";
import { DENIALS } from "./denials.js";
import { checkSessionAgain, getOpenSession } from "./session-credential.js";

/** A user in a portal, of whatever level: what asks for level 2 looks at the session itself. */
async function authenticate(
  services: CredentialServices,
  hash: Buffer,
  { place: address, isBackground }: Presented,
): Promise<Actor | Rejection> {
  if (address === null) return "SESSION_ENDED";
  const checkedAt = performance.now();
  const place = { kind: "PORTAL", address } as const;
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

/** Sessions of users in a portal. */
export const portalSessions: CredentialKind = {
  hash: hashSecret,
  authenticate,
  checkAgain: checkSessionAgain,
  stillValid: validSessions,
  ended: DENIALS.SESSION_ENDED.message,
};
