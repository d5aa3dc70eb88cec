import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { guardSchema } from "./guard.js";
import { builder } from "./builder.js";
import { boundInputs } from "./input-bounds.js";
// SIDE EFFECT server/graphql/scalars.ts
// SIDE EFFECT server/graphql/scalars.ts
// SIDE EFFECT server/graphql/scalars.ts
import "./scalars.js";
// SIDE EFFECT server/graphql/access/api-key-type.ts
// SIDE EFFECT server/graphql/access/api-key-type.ts
// SIDE EFFECT server/graphql/access/api-key-type.ts
import "./access/api-key-type.js";
// SIDE EFFECT server/graphql/accounts/account-type.ts
// SIDE EFFECT server/graphql/accounts/account-type.ts
// SIDE EFFECT server/graphql/accounts/account-type.ts
import "./accounts/account-type.js";
// SIDE EFFECT server/graphql/accounts/mutations.ts
// SIDE EFFECT server/graphql/accounts/mutations.ts
// SIDE EFFECT server/graphql/accounts/mutations.ts
import "./accounts/mutations.js";
// SIDE EFFECT server/graphql/assignments/assignment-type.ts
// SIDE EFFECT server/graphql/assignments/assignment-type.ts
// SIDE EFFECT server/graphql/assignments/assignment-type.ts
import "./assignments/assignment-type.js";
// SIDE EFFECT server/graphql/assignments/bulk.ts
// SIDE EFFECT server/graphql/assignments/bulk.ts
// SIDE EFFECT server/graphql/assignments/bulk.ts
import "./assignments/bulk.js";
// SIDE EFFECT server/graphql/assignments/mutations.ts
// SIDE EFFECT server/graphql/assignments/mutations.ts
// SIDE EFFECT server/graphql/assignments/mutations.ts
import "./assignments/mutations.js";
// SIDE EFFECT server/graphql/authentication/authenticate.ts
// SIDE EFFECT server/graphql/authentication/authenticate.ts
// SIDE EFFECT server/graphql/authentication/authenticate.ts
import "./authentication/authenticate.js";
// SIDE EFFECT server/graphql/authentication/challenge.ts
// SIDE EFFECT server/graphql/authentication/challenge.ts
// SIDE EFFECT server/graphql/authentication/challenge.ts
import "./authentication/challenge.js";
// SIDE EFFECT server/graphql/authentication/check-otp.ts
// SIDE EFFECT server/graphql/authentication/check-otp.ts
// SIDE EFFECT server/graphql/authentication/check-otp.ts
import "./authentication/check-otp.js";
// SIDE EFFECT server/graphql/authentication/synchronize.ts
// SIDE EFFECT server/graphql/authentication/synchronize.ts
// SIDE EFFECT server/graphql/authentication/synchronize.ts
import "./authentication/synchronize.js";
// SIDE EFFECT server/graphql/bypass/bulk.ts
// SIDE EFFECT server/graphql/bypass/bulk.ts
// SIDE EFFECT server/graphql/bypass/bulk.ts
import "./bypass/bulk.js";
// SIDE EFFECT server/graphql/bypass/bypass-type.ts
// SIDE EFFECT server/graphql/bypass/bypass-type.ts
// SIDE EFFECT server/graphql/bypass/bypass-type.ts
import "./bypass/bypass-type.js";
// SIDE EFFECT server/graphql/bypass/grant.ts
// SIDE EFFECT server/graphql/bypass/grant.ts
// SIDE EFFECT server/graphql/bypass/grant.ts
import "./bypass/grant.js";
// SIDE EFFECT server/graphql/bypass/policy-type.ts
// SIDE EFFECT server/graphql/bypass/policy-type.ts
// SIDE EFFECT server/graphql/bypass/policy-type.ts
import "./bypass/policy-type.js";
// SIDE EFFECT server/graphql/bypass/revoke.ts
// SIDE EFFECT server/graphql/bypass/revoke.ts
// SIDE EFFECT server/graphql/bypass/revoke.ts
import "./bypass/revoke.js";
// SIDE EFFECT server/graphql/bypass/set-policy.ts
// SIDE EFFECT server/graphql/bypass/set-policy.ts
// SIDE EFFECT server/graphql/bypass/set-policy.ts
import "./bypass/set-policy.js";
// SIDE EFFECT server/graphql/events/event-list.ts
// SIDE EFFECT server/graphql/events/event-list.ts
// SIDE EFFECT server/graphql/events/event-list.ts
import "./events/event-list.js";
// SIDE EFFECT server/graphql/events/seal-type.ts
// SIDE EFFECT server/graphql/events/seal-type.ts
// SIDE EFFECT server/graphql/events/seal-type.ts
import "./events/seal-type.js";
// SIDE EFFECT server/graphql/events/subscription.ts
// SIDE EFFECT server/graphql/events/subscription.ts
// SIDE EFFECT server/graphql/events/subscription.ts
import "./events/subscription.js";
// SIDE EFFECT server/graphql/imports/assignment-import.ts
// SIDE EFFECT server/graphql/imports/assignment-import.ts
// SIDE EFFECT server/graphql/imports/assignment-import.ts
import "./imports/assignment-import.js";
// SIDE EFFECT server/graphql/imports/job-type.ts
// SIDE EFFECT server/graphql/imports/job-type.ts
// SIDE EFFECT server/graphql/imports/job-type.ts
import "./imports/job-type.js";
// SIDE EFFECT server/graphql/imports/token-import.ts
// SIDE EFFECT server/graphql/imports/token-import.ts
// SIDE EFFECT server/graphql/imports/token-import.ts
import "./imports/token-import.js";
// SIDE EFFECT server/graphql/imports/user-import.ts
// SIDE EFFECT server/graphql/imports/user-import.ts
// SIDE EFFECT server/graphql/imports/user-import.ts
import "./imports/user-import.js";
// SIDE EFFECT server/graphql/resources/mutations.ts
// SIDE EFFECT server/graphql/jobs/job-type.ts
// SIDE EFFECT server/graphql/jobs/job-type.ts
import "./jobs/job-type.js";
// SIDE EFFECT server/graphql/resources/mutations.ts
// SIDE EFFECT server/graphql/resources/mutations.ts
import "./resources/mutations.js";
// SIDE EFFECT server/graphql/resources/resource-type.ts
// SIDE EFFECT server/graphql/resources/resource-type.ts
// SIDE EFFECT server/graphql/resources/resource-type.ts
import "./resources/resource-type.js";
// SIDE EFFECT server/graphql/tokens/assign.ts
// SIDE EFFECT server/graphql/tokens/assign.ts
// SIDE EFFECT server/graphql/tokens/assign.ts
import "./tokens/assign.js";
// SIDE EFFECT server/graphql/tokens/bulk.ts
// SIDE EFFECT server/graphql/tokens/bulk.ts
// SIDE EFFECT server/graphql/tokens/bulk.ts
import "./tokens/bulk.js";
// SIDE EFFECT server/graphql/tokens/create.ts
// SIDE EFFECT server/graphql/tokens/create.ts
// SIDE EFFECT server/graphql/tokens/create.ts
import "./tokens/create.js";
// SIDE EFFECT server/graphql/tokens/enrolment.ts
// SIDE EFFECT server/graphql/tokens/enrolment.ts
// SIDE EFFECT server/graphql/tokens/enrolment.ts
import "./tokens/enrolment.js";
// SIDE EFFECT server/graphql/tokens/model-type.ts
// SIDE EFFECT server/graphql/tokens/model-type.ts
// SIDE EFFECT server/graphql/tokens/model-type.ts
import "./tokens/model-type.js";
// SIDE EFFECT server/graphql/tokens/pin-mutations.ts
// SIDE EFFECT server/graphql/tokens/pin-mutations.ts
// SIDE EFFECT server/graphql/tokens/pin-mutations.ts
import "./tokens/pin-mutations.js";
// SIDE EFFECT server/graphql/tokens/reissue.ts
// SIDE EFFECT server/graphql/tokens/reissue.ts
// SIDE EFFECT server/graphql/tokens/reissue.ts
import "./tokens/reissue.js";
// SIDE EFFECT server/graphql/tokens/settings.ts
// SIDE EFFECT server/graphql/tokens/settings.ts
// SIDE EFFECT server/graphql/tokens/settings.ts
import "./tokens/settings.js";
// SIDE EFFECT server/graphql/tokens/token-list.ts
// SIDE EFFECT server/graphql/tokens/token-list.ts
// SIDE EFFECT server/graphql/tokens/token-list.ts
import "./tokens/token-list.js";
// SIDE EFFECT server/graphql/users/erase.ts
// SIDE EFFECT server/graphql/users/erase.ts
// SIDE EFFECT server/graphql/users/erase.ts
import "./users/erase.js";
// SIDE EFFECT server/graphql/users/mutations.ts
// SIDE EFFECT server/graphql/users/mutations.ts
// SIDE EFFECT server/graphql/users/mutations.ts
import "./users/mutations.js";
// SIDE EFFECT server/graphql/users/user-type.ts
// SIDE EFFECT server/graphql/users/user-type.ts
// SIDE EFFECT server/graphql/users/user-type.ts
import "./users/user-type.js";

/** The API, with the permissions, and then the bounds on what comes in, before every field. */
export const schema: GraphQLSchema = guardSchema(boundInputs(builder.toSchema()));

/** The API as it is committed: sorted, so that a difference is a change. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
