import type { Caller } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { newId } from "../database/new-id.js";
import type { Visitor } from "../sessions/begin.js";
import type { KnownSession } from "../sessions/session-store.js";

/** The session, of whatever level, in which a person acts. */
export type OwnSession = Pick<KnownSession, "accountId" | "id" | "userId" | "login" | "resourceId">;

/** A user who acts in a portal, outside of the API: signs out, or opens a link. */
export function portalPersonCaller(
  services: Pick<Services, "clock">,
  accountId: string,
  person: { readonly id: string; readonly login: string },
  visitor: Visitor,
): Caller {
  const caller = personCaller(services, accountId, person, visitor);
  return { ...caller, actor: { ...caller.actor, kind: "USER", role: "USER" } };
}

/**
 * A person who acts on their own behalf, before or beside a session of level 2: events name the person, and the rules that
 * protect administrators from others do not apply.
 */
export function personCaller(
  services: Pick<Services, "clock">,
  accountId: string,
  { id, login }: { readonly id: string; readonly login: string },
  { address }: Visitor,
): Caller {
  return {
    actor: {
      kind: "ADMINISTRATOR",
      id,
      name: login,
      credential: null,
      verifiedAt: null,
      role: "ADMIN",
      accountId,
      resourceId: null,
      expiresAt: null,
    },
    callerAddress: address,
    correlationId: newId(services.clock()),
  };
}
