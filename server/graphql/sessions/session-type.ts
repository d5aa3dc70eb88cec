import { NIL_UUID } from "../../nil-uuid.js";
import { sessionRevoke } from "../../sessions/session-mutations.js";
import { sessionListing, type SessionRow } from "../../sessions/session-store.js";
import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { loadValid, nodeName } from "../nodes.js";
import { seenUser } from "../seen.js";
import { resourceLoader } from "../resources/resource-loader.js";
import { textListCost } from "../text-cost.js";
import { userLoader } from "../users/user-loader.js";
import { UserRef } from "../users/user-ref.js";
import { getSeenSessions, sessionLoader } from "./session-loader.js";

declare module "../objects.js" {
  interface Objects {
    Session: SessionRow;
  }
}

/** As many sessions as a person has open, or more. */
const MANY_SESSIONS = 100;

/** Characters of a global id. */
const LONGEST_ID = 60;

const SessionKind = builder.enumType("SessionKind", {
  description: "Where a person is signed in.",
  values: {
    CONSOLE: { description: "To the console: a person with a role." },
    PORTAL: { description: "To the self-service portal of a resource: a user." },
  } as const,
});

export const Session = builder.node(nodeName("Session"), {
  description: "A person who is signed in to the console, or to the portal of a resource, with one browser.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => sessionLoader(context).loadMany(uuids)),
  fields: (t) => ({
    user: t.field({
      type: "User",
      description: "The user whose session it is.",
      resolve: ({ userId }, _args, context) => loadReturned(userLoader(context), userId),
    }),
    kind: t.field({
      type: SessionKind,
      description: "Where the person is signed in.",
      resolve: ({ kind }) => (kind === "PORTAL" ? "PORTAL" : "CONSOLE"),
    }),
    resource: t.field({
      type: "Resource",
      nullable: true,
      description: "The resource whose portal it is; null for the console.",
      resolve: ({ resourceId }, _args, context) =>
        resourceId === null ? null : resourceLoader(context).load(resourceId),
    }),
    level: t.exposeInt("level", {
      description:
        "1: it began without a code, for example by a link, and the person may do little in it. 2: the person signed in with a code, too.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the person signed in." }),
    seenAt: t.expose("seenAt", { type: "DateTime", description: "When it was last used, to the minute." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description:
        "When it ends at the latest. It ends earlier when it is not used for 30 minutes, in a portal for 10.",
    }),
    address: t.exposeString("address", {
      nullable: true,
      description: "The IP address from which it began.",
    }),
    agent: t.exposeString("agent", { nullable: true, description: "The browser's own name for itself." }),
    current: t.boolean({
      description: "Whether it is the session of this request.",
      resolve: ({ id }, _args, { actor }) =>
        actor.credential?.kind === "SESSION" && actor.credential.id === id,
    }),
  }),
});

const SessionConnection = connectionType(Session, "Session");

const SessionFilter = builder.inputType("SessionFilter", {
  description: "Filters sessions; all given conditions must be true.",
  fields: (t) => ({ user: t.field({ type: UserRef, description: "Only sessions of this user." }) }),
});

builder.queryField("sessions", (t) =>
  t.field({
    type: SessionConnection,
    nullable: true,
    description:
      "The open sessions of the console and of portals, newest first: an ADMIN sees all sessions of the account; other people see only their own.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: SessionFilter, description: "The filter." }) },
    resolve: async (_root, { filter, ...page }, context) => {
      const { actor, services } = context;
      const seen = getSeenSessions(actor);
      const wanted = await seenUser(context, filter?.user);
      const only = seen !== null && wanted !== null && wanted !== seen ? NIL_UUID : (wanted ?? seen);
      const listing = sessionListing(only, services.clock());
      return readConnection(context, page, listing, actor.accountId, sessionLoader(context));
    },
  }),
);

mutation(sessionRevoke, {
  description:
    "Ends sessions: they stop working within two seconds, on every replica. An ADMIN may end all sessions; other people may end only their own.",
  input: (t) => ({
    session: t.id({ description: "Global id of one session." }),
    user: t.field({ type: UserRef, description: "Instead of `session`: all sessions of this user." }),
  }),
  payload: (t) => ({
    revokedIds: t.idList({
      description: "Global ids of the sessions that were open.",
      complexity: textListCost(MANY_SESSIONS, LONGEST_ID),
      resolve: ({ payload }) => payload.revokedIds.map((id) => globalId("Session", id)),
    }),
  }),
});
