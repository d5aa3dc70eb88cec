import { NOTHING } from "../../nothing.js";
import { sessionRevoke } from "../../sessions/mutations.js";
import { sessionListing, type SessionRow } from "../../sessions/store.js";
import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { loadTold } from "../loader.js";
import { mutation } from "../mutation.js";
import { loadValid, nodeName } from "../nodes.js";
import { seenUser } from "../seen.js";
import { userLoader } from "../users/loader.js";
import { UserRef } from "../users/user-ref.js";
import { seenSessionsOf, sessionLoader } from "./loader.js";

declare module "../objects.js" {
  interface Objects {
    Session: SessionRow;
  }
}

export const Session = builder.node(nodeName("Session"), {
  description: "A person who is signed in to the console with one browser.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => sessionLoader(context).loadMany(uuids)),
  fields: (t) => ({
    user: t.field({
      type: "User",
      description: "Whose session it is.",
      resolve: ({ userId }, _args, context) => loadTold(userLoader(context), userId),
    }),
    level: t.exposeInt("level", {
      description: "1: opened by a link, only to enrol a token. 2: signed in with a password and a code.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the person signed in." }),
    seenAt: t.expose("seenAt", { type: "DateTime", description: "When it was last used, to the minute." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When it ends at the latest. It ends earlier when it is not used for 30 minutes.",
    }),
    address: t.exposeString("address", {
      nullable: true,
      description: "The address that it was begun from.",
    }),
    agent: t.exposeString("agent", { nullable: true, description: "What the browser calls itself." }),
    current: t.boolean({
      description: "Whether this request was sent in it.",
      resolve: ({ id }, _args, { actor }) =>
        actor.credential?.kind === "SESSION" && actor.credential.id === id,
    }),
  }),
});

const SessionConnection = connectionType(Session, "Session");

const SessionFilter = builder.inputType("SessionFilter", {
  description: "Filters sessions; all given conditions must be true.",
  fields: (t) => ({ user: t.field({ type: UserRef, description: "Only those of this user." }) }),
});

builder.queryField("sessions", (t) =>
  t.field({
    type: SessionConnection,
    nullable: true,
    description:
      "The open sessions of the console, newest first: an ADMIN sees all of the account, other people their own.",
    complexity: pageComplexity,
    args: { ...pageArgs, filter: t.arg({ type: SessionFilter, description: "Which ones." }) },
    resolve: async (_root, { filter, ...page }, context) => {
      const { actor, services } = context;
      const seen = seenSessionsOf(actor);
      const wanted = await seenUser(context, filter?.user);
      const only = seen !== null && wanted !== null && wanted !== seen ? NOTHING : (wanted ?? seen);
      const listing = sessionListing(only, services.clock());
      return readConnection(context, page, listing, actor.accountId, sessionLoader(context));
    },
  }),
);

mutation(sessionRevoke, {
  description:
    "Ends sessions: they stop working within two seconds, on every replica. An ADMIN ends everybody's, other people their own.",
  input: (t) => ({
    session: t.id({ description: "Global id of one session." }),
    user: t.field({ type: UserRef, description: "Instead of `session`: all sessions of this user." }),
  }),
  payload: (t) => ({
    revokedIds: t.idList({
      description: "Global ids of the sessions that were open.",
      resolve: ({ payload }) => payload.revokedIds.map((id) => globalId("Session", id)),
    }),
  }),
});
