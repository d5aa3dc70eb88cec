import type { Actor } from "../../actions/actor.js";
import { NIL_UUID } from "../../nil-uuid.js";
import { readSessions } from "../../sessions/session-store.js";
import { loader } from "../loader.js";

/** The only person whose sessions an actor sees; null for everybody's. */
export function getSeenSessions({ role, kind, id }: Actor): string | null {
  if (role === "ADMIN") return null;
  return kind === "ADMINISTRATOR" ? id : NIL_UUID;
}

/** Sessions by id. */
export const sessionLoader = loader(({ services, actor }, ids) =>
  readSessions(services.database, actor.accountId, getSeenSessions(actor), ids),
);
