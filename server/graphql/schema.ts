import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { guardSchema } from "./guard.js";
import { builder } from "./builder.js";
import { boundInputs } from "./input-bounds.js";
import "./scalars.js";
import "./access/api-key-type.js";
import "./accounts/account-type.js";
import "./accounts/mutations.js";
import "./administrators/administrator-type.js";
import "./administrators/mutations.js";
import "./assignments/assignment-type.js";
import "./assignments/bulk.js";
import "./assignments/mutations.js";
import "./authentication/authenticate.js";
import "./authentication/challenge.js";
import "./authentication/challenge-status.js";
import "./authentication/check-otp.js";
import "./authentication/synchronize.js";
import "./bypass/bulk.js";
import "./bypass/bypass-type.js";
import "./bypass/grant.js";
import "./bypass/policy-type.js";
import "./bypass/revoke.js";
import "./bypass/set-policy.js";
import "./channels/channel-type.js";
import "./channels/mutations.js";
import "./channels/texts.js";
import "./events/event-list.js";
import "./events/seal-type.js";
import "./authentication/challenge-subscription.js";
import "./events/subscription.js";
import "./factors/oath.js";
import "./factors/push.js";
import "./factors/sent.js";
import "./imports/assignment-import.js";
import "./imports/job-type.js";
import "./imports/token-import.js";
import "./imports/user-import.js";
import "./invitations/invitation-type.js";
import "./jobs/job-type.js";
import "./messages/message-type.js";
import "./messages/test-channel.js";
import "./resources/mutations.js";
import "./resources/resource-type.js";
import "./self-service/me-type.js";
import "./self-service/my-mutations.js";
import "./self-service/policy.js";
import "./sessions/session-type.js";
import "./tokens/assign.js";
import "./tokens/bulk.js";
import "./tokens/create.js";
import "./tokens/enrolment.js";
import "./tokens/model-type.js";
import "./tokens/pin-mutations.js";
import "./tokens/reissue.js";
import "./tokens/settings.js";
import "./tokens/token-list.js";
import "./users/bulk.js";
import "./users/erase.js";
import "./users/mutations.js";
import "./users/user-type.js";

/** The API, with the permissions, and then the bounds on what comes in, before every field. */
export const schema: GraphQLSchema = guardSchema(boundInputs(builder.toSchema()));

/** The API as it is committed: sorted, so that a difference is a change. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
