import { defineListResource } from "../framework/list-resource.js";
import { DescribeAssignments } from "../client/operations.js";
import { readRows } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { assignmentFilter, assignmentFilterAttributes } from "../data-sources/assignment-filter.js";
import { assignmentAttributes, assignmentState } from "../resources/assignment.js";

export const assignments = defineListResource<Tokenplane>()({
  description:
    "Finds who signs in where with which token: all assignments of the account, or those that match all given arguments.",
  attributes: assignmentFilterAttributes,
  finds: assignmentAttributes,
  async *list(config, { client: { client } }) {
    const filter = assignmentFilter(config);
    const rows = readRows(client, DescribeAssignments, { filter }, ({ assignments: page }) => page);
    for await (const row of rows) {
      const state = assignmentState(row);
      // Links to the console are an administrator's, and no block's.
      if (state === null || row.resource?.builtIn === true) continue;
      const token = row.token?.serialNumber ?? state.token_id;
      // The next user of the token will sign in there. The filter decides what is searched; the reader decides about
      // the user.
      yield {
        displayName: `${row.user?.login ?? "nobody"} at ${row.resource?.name ?? ""} with ${token}`,
        state,
      };
    }
  },
});
