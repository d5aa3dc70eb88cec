import { act } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Visitor } from "../sessions/begin.js";
import { closeSession } from "../sessions/end.js";
import { type OwnSession, personCaller } from "./person.js";

/** Ends a session: its person signs out. */
export async function signOut(services: Services, session: OwnSession, visitor: Visitor): Promise<void> {
  const { accountId, id, userId, login } = session;
  const user = { id: userId, login };
  const caller = personCaller(services, accountId, user, visitor);
  await act(services, caller, services.clock(), async (action) => {
    if (!(await closeSession(action, id))) return;
    action.record({ type: "SESSION_ENDED", user, summary: `${login} signed out of the console.` });
  });
  services.sessions.clear();
}
