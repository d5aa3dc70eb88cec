// The filter of a data source or a list resource for assignments.
import { optional, type KnownConfigOf } from "../framework/attributes.js";
import { string } from "../framework/types.js";
import type { AssignmentFilter } from "../client/operations.js";

export const assignmentFilterAttributes = {
  user_id: optional(string, { description: "Only this user's." }),
  resource_id: optional(string, { description: "Only at this resource." }),
  token_id: optional(string, { description: "Only of this token." }),
};

/** The filter that the server gets. */
export function assignmentFilter(config: KnownConfigOf<typeof assignmentFilterAttributes>): AssignmentFilter {
  const { user_id, resource_id, token_id } = config;
  return {
    ...(user_id === null ? {} : { user: { id: user_id } }),
    ...(resource_id === null ? {} : { resource: { id: resource_id } }),
    ...(token_id === null ? {} : { token: { id: token_id } }),
  };
}
