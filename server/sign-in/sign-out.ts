import { act } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Visitor } from "../sessions/begin.js";
import { closeSession } from "../sessions/end.js";
import { type OwnSession, personCaller, portalPersonCaller } from "./person.js";

/** Ends a session: its person signs out. */
export async function signOut(services: Services, session: OwnSession, visitor: Visitor): Promise<void> {
  const { accountId, id, userId, login } = session;
  const user = { id: userId, login };
  const isPortal = session.resourceId !== null;
  const callerOf = isPortal ? portalPersonCaller : personCaller;
  const caller = callerOf(services, accountId, user, visitor);
  await act(services, caller, services.clock(), async (action) => {
    if (!(await closeSession(action, id))) return;
    const where = isPortal ? "a portal" : "the console";
    action.record({ type: "SESSION_ENDED", user, summary: `${login} signed out of ${where}.` });
  });
  services.sessions.clear();
}
