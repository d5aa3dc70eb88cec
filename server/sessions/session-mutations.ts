import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { demandStepUp } from "../actions/step-up.js";
import { done, useCase } from "../actions/use-case.js";
import { localId } from "../global-id.js";
import { findUser, type UserRow } from "../users/user-store.js";
import { namedUser, type UserRefInput } from "../users/user-ref.js";
import { endSessions } from "./end.js";
import { findSession } from "./session-store.js";

/** Which sessions `sessionRevoke` ends: one, or all of a person. */
export interface SessionRevokeRequest {
  /** Global id. */
  readonly session?: string | null | undefined;
  readonly user?: UserRefInput | null | undefined;
}

/** Whose sessions are meant, and which one. @throws Refusal */
async function meant(
  { transaction, accountId }: Action,
  { session, user }: SessionRevokeRequest,
): Promise<{ readonly person: UserRow; readonly id?: string }> {
  if ((session == null) === (user == null)) {
    throw new Refusal("VALIDATION_FAILED", "Give either session or user.", ["input", "session"]);
  }
  if (user != null) return { person: await namedUser(transaction, accountId, user, ["input", "user"]) };
  const id = localId("Session", session ?? "");
  const found = id === null ? null : await findSession(transaction, accountId, id);
  const person = found === null ? null : await findUser(transaction, accountId, { id: found.userId });
  if (found === null || person === null) throw noSuchSession();
  return { person, id: found.id };
}

function noSuchSession(): Refusal {
  return new Refusal("NOT_FOUND", "There is no such session.", ["input", "session"]);
}

function noSessionsSeen(): Refusal {
  return new Refusal(
    "NOT_FOUND",
    "You cannot see this user's sessions. An ADMIN sees all sessions; other people see only their own.",
    ["input", "user"],
  );
}

/** Ends sessions: an ADMIN ends everybody's, others their own. It works within two seconds, on every replica. */
export const sessionRevoke = useCase("sessionRevoke", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  endsKeys: true,
  run: async (input: SessionRevokeRequest, action: Action) => {
    const { actor } = action;
    const { person, id } = await meant(action, input);
    if (actor.role !== "ADMIN" && person.id !== actor.id) {
      throw id === undefined ? noSessionsSeen() : noSuchSession();
    }
    if (person.id !== actor.id) demandStepUp(actor, action.now);
    const by = person.id === actor.id ? "ENDED_BY_PERSON" : "ENDED_BY_ADMINISTRATOR";
    return done({ revokedIds: await endSessions(action, person, by, { only: id }) });
  },
});
