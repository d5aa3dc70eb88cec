import { readInvitations } from "../../invitations/store.js";
import { loader } from "../loader.js";

/** Invitations by id. */
export const invitationLoader = loader(({ services, actor }, ids) =>
  readInvitations(services.database, actor.accountId, ids),
);
