import { act } from "../actions/action.js";
import type { ActingServices, Services } from "../actions/services.js";
import type { Visitor } from "../sessions/begin.js";
import { closeSession } from "../sessions/end.js";
import { type OwnSession, personCaller, portalPersonCaller } from "./person.js";

/** Ends a session of a person, who did it. */
async function leave(
  services: ActingServices & Pick<Services, "sessions">,
  session: OwnSession,
  visitor: Visitor,
  isReplaced: boolean,
): Promise<void> {
  const { accountId, id, userId, login } = session;
  const user = { id: userId, login };
  const isPortal = session.resourceId !== null;
  const getCaller = isPortal ? portalPersonCaller : personCaller;
  const caller = getCaller(services, accountId, user, visitor);
  await act(services, caller, services.clock(), async (action) => {
    if (!(await closeSession(action, id))) return;
    const place = isPortal ? "PORTAL" : "CONSOLE";
    action.record({ type: "SESSION_ENDED", user, params: { place, isReplaced } });
  });
  services.sessions.clear();
}

/** Ends a session: its person signs out. */
export function signOut(
  services: ActingServices & Pick<Services, "sessions">,
  session: OwnSession,
  visitor: Visitor,
): Promise<void> {
  return leave(services, session, visitor, false);
}

/** Ends a session whose cookie gave way to another one: somebody signed in with the same browser. */
export function signOutReplaced(
  services: ActingServices & Pick<Services, "sessions">,
  session: OwnSession,
  visitor: Visitor,
): Promise<void> {
  return leave(services, session, visitor, true);
}
