import type { Actor } from "../../actions/actor.js";
import { NOTHING } from "../../nothing.js";
import { readSessions } from "../../sessions/store.js";
import { loader } from "../loader.js";

/** The only person whose sessions an actor sees; null for everybody's. */
export function seenSessionsOf({ role, kind, id }: Actor): string | null {
  if (role === "ADMIN") return null;
  return kind === "ADMINISTRATOR" ? id : NOTHING;
}

/** Sessions by id. */
export const sessionLoader = loader(({ services, actor }, ids) =>
  readSessions(services.database, actor.accountId, seenSessionsOf(actor), ids),
);
