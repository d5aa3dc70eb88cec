import { readInvitations, readLastInvitations } from "../../invitations/invitation-store.js";
import { loader } from "../loader.js";

/** Invitations by id. */
export const invitationLoader = loader(({ services, actor }, ids) =>
  readInvitations(services.database, actor.accountId, ids),
);

/** The last invitations of users to portals, by the users' ids. */
export const lastInvitationLoader = loader(({ services, actor }, ids) =>
  readLastInvitations(services.database, actor.accountId, ids),
);
