import { computed, nestedList, optional } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { nullable, string } from "../framework/types.js";
import { Assignments } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";

export const assignmentsDataSource = defineDataSource<Tokenplane>()({
  description:
    "Who signs in where with which token: all assignments of the account, or those that are asked for.",
  attributes: {
    user_id: optional(string, { description: "Only this user's." }),
    resource_id: optional(string, { description: "Only at this resource." }),
    token_id: optional(string, { description: "Only of this token." }),
    assignments: computed(
      nestedList({
        id: computed(string, { description: "The assignment's id." }),
        resource_id: computed(nullable(string), { description: "Where." }),
        token_id: computed(nullable(string), { description: "With which token." }),
        user_id: computed(nullable(string), { description: "Who; null while the token belongs to nobody." }),
      }),
      { description: "The assignments, the oldest first." },
    ),
  },
  async read({ user_id, resource_id, token_id }, { client: { client } }) {
    const filter = {
      ...(user_id === null ? {} : { user: { id: user_id } }),
      ...(resource_id === null ? {} : { resource: { id: resource_id } }),
      ...(token_id === null ? {} : { token: { id: token_id } }),
    };
    const rows = await readPages(client, Assignments, { filter }, ({ assignments }) => assignments);
    return {
      user_id,
      resource_id,
      token_id,
      assignments: rows.map(({ id, resource, token, user }) => ({
        id,
        resource_id: resource?.id ?? null,
        token_id: token?.id ?? null,
        user_id: user?.id ?? null,
      })),
    };
  },
});
