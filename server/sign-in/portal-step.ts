import type { Services } from "../actions/services.js";
import { demandAllowed, type Portal, getPortal } from "../self-service/portal.js";
import type { Visitor } from "../sessions/begin.js";
import { startAgain } from "./answer-challenge.js";
import type { OwnSession } from "./person.js";
import { goOn, type StartedSignIn } from "./sign-in-store.js";

/** A step of a sign-in to a portal, with the portal as it is now. */
export interface PortalStep {
  readonly started: StartedSignIn;
  readonly portal: Portal;
}

/** The portal as it is now, for somebody whom it lets in from there. @throws RequestError ATTEMPT_EXPIRED, FORBIDDEN */
async function portalNow(
  services: Pick<Services, "database">,
  visitor: Visitor,
  { accountId, resourceId }: { readonly accountId: string; readonly resourceId: string | null },
): Promise<Portal> {
  const portal = resourceId === null ? null : await getPortal(services.database, accountId, resourceId);
  if (portal === null) throw startAgain();
  demandAllowed(portal, visitor);
  return portal;
}

/**
 * The sign-in to a portal that a page continues, and the portal. Each step is counted.
 * @throws RequestError ATTEMPT_EXPIRED when it is too late, or too many codes were typed or sent; FORBIDDEN
 */
export async function goOnAtPortal(
  services: Pick<Services, "clock" | "database">,
  visitor: Visitor,
  attempt: string,
  step: "CODE" | "CHALLENGE",
): Promise<PortalStep> {
  const started = await goOn(services.database, "PORTAL", attempt, step, services.clock());
  if (started === null) throw startAgain();
  return { started, portal: await portalNow(services, visitor, started) };
}

/** The portal of a session. @throws RequestError ATTEMPT_EXPIRED when it was closed, FORBIDDEN */
export function portalOfSession(
  services: Pick<Services, "database">,
  visitor: Visitor,
  session: OwnSession,
): Promise<Portal> {
  return portalNow(services, visitor, session);
}
