import { isAllowed } from "../../actions/permissions.js";
import {
  administratorListing,
  isPersonRole,
  type ListedAdministrator,
  type PEOPLE_ROLES,
} from "../../administrators/administrator-store.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { loadReturned } from "../loader.js";
import { loadValid, nodeName } from "../nodes.js";
import { userLoader } from "../users/user-loader.js";
import { administratorLoader } from "./administrator-loader.js";

declare module "../objects.js" {
  interface Objects {
    Administrator: ListedAdministrator;
  }
}

export const PersonRole = builder.enumType("PersonRole", {
  description: "The roles of people in the console. The other roles are for programs.",
  values: {
    ADMIN: { description: "Everything inside the account." },
    HELPDESK: {
      description:
        "Reads everything except invitations and the sessions of others; checks, enrols, unlocks, enables, disables and assigns tokens; resets passwords of users; grants bypass as the bypass policy allows. It may change neither administrators nor their tokens.",
    },
    AUDITOR: {
      description: "Reads everything, including the events, except invitations and the sessions of others.",
    },
  } satisfies Record<(typeof PEOPLE_ROLES)[number], { description: string }>,
});

export const Administrator = builder.node(nodeName("Administrator"), {
  description: "A user with a role, who signs in to the console with a password and a token.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) =>
    isAllowed(context.actor, "administrators")
      ? loadValid(ids, (uuids) => administratorLoader(context).loadMany(uuids))
      : ids.map(() => null),
  fields: (t) => ({
    user: t.field({
      type: "User",
      description: "The user.",
      resolve: ({ userId }, _args, context) => loadReturned(userLoader(context), userId),
    }),
    role: t.field({
      type: PersonRole,
      description: "The person's role.",
      resolve: ({ role }) => {
        if (!isPersonRole(role)) throw new TypeError("unknown role");
        return role;
      },
    }),
    passwordSet: t.exposeBoolean("passwordSet", {
      description: "Whether the person has set a password; false until the invitation is used.",
    }),
    lastSignInAt: t.expose("lastSignInAt", {
      type: "DateTime",
      nullable: true,
      description: "When the person last signed in; null when this never happened.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When the user was given a role." }),
  }),
});

builder.objectField("User", "administrator", (t) =>
  t.field({
    type: Administrator,
    nullable: true,
    description:
      "The user's role in the console; null when the user has none. Only callers who may list `administrators` may request it.",
    resolve: ({ id }, _args, context) => administratorLoader(context).load(id),
  }),
);

const AdministratorConnection = connectionType(Administrator, "Administrator");

builder.queryField("administrators", (t) =>
  t.field({
    type: AdministratorConnection,
    nullable: true,
    description: "The users with a role, oldest first.",
    complexity: pageComplexity,
    args: pageArgs,
    resolve: (_root, page, context) =>
      readConnection(
        context,
        page,
        administratorListing(),
        context.actor.accountId,
        administratorLoader(context),
      ),
  }),
);
