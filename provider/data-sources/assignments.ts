import { computed, nestedList } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { nullable, string } from "../framework/types.js";
import { DescribeAssignments } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { assignmentFilter, assignmentFilterAttributes } from "./assignment-filter.js";
import { assignmentRow } from "./assignment.js";

export const assignmentsDataSource = defineDataSource<Tokenplane>()({
  description:
    "Who signs in where with which token: all assignments of the account, or those that match all given arguments.",
  attributes: {
    ...assignmentFilterAttributes,
    assignments: computed(
      nestedList({
        id: computed(string, { description: "The assignment's id." }),
        resource_id: computed(nullable(string), { description: "Where: the resource's id." }),
        resource_name: computed(nullable(string), { description: "Where: the resource's name." }),
        token_id: computed(nullable(string), { description: "With which token: its id." }),
        serial_number: computed(nullable(string), {
          description: "With which token: its serial number; null for apps.",
        }),
        user_id: computed(nullable(string), {
          description: "The user's id; null while the token has no user.",
        }),
        login: computed(nullable(string), {
          description: "The user's login; null while the token has no user.",
        }),
        created_at: computed(string, { description: "When the token was linked to the resource." }),
      }),
      { description: "The assignments, the oldest first." },
    ),
  },
  async read(config, { client: { client } }) {
    const rows = await readPages(
      client,
      DescribeAssignments,
      { filter: assignmentFilter(config) },
      ({ assignments }) => assignments,
    );
    return { ...config, assignments: rows.map(assignmentRow) };
  },
});
