import { act } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Visitor } from "../sessions/begin.js";
import type { EnrollingSession } from "./enrolment.js";
import { personCaller } from "./person.js";

/** Ends a session: its person signs out. */
export async function signOut(
  services: Services,
  session: EnrollingSession,
  visitor: Visitor,
): Promise<void> {
  const { accountId, id, userId, login } = session;
  const now = services.clock();
  await act(
    services,
    personCaller(services, accountId, { id: userId, login }, visitor),
    now,
    async (action) => {
      const { count } = await action.transaction.userSession.updateMany({
        where: { accountId, id, revokedAt: null },
        data: { revokedAt: new Date(now) },
      });
      if (count > 0) {
        action.record({
          type: "SESSION_ENDED",
          user: { id: userId, login },
          summary: `${login} signed out of the console.`,
        });
      }
    },
  );
  services.sessions.clear();
}
