import { computed, nestedList, optional } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, string } from "../framework/types.js";
import { DescribeUsers } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { userFields, userRow } from "./user.js";

export const usersDataSource = defineDataSource<Tokenplane>()({
  description: "The account's users, or those that match all given arguments.",
  attributes: {
    text: optional(string, {
      description:
        "Only those that match: each of these words must be the beginning of a word in the login, the names, the e-mail address or the telephone number.",
    }),
    enabled: optional(boolean, { description: "Only those who may sign in, or only those who may not." }),
    users: computed(
      nestedList({
        id: computed(string, { description: "The user's id." }),
        login: computed(string, { description: "The login." }),
        ...userFields,
      }),
      { description: "The users, the oldest first." },
    ),
  },
  async read({ text, enabled }, { client: { client } }) {
    const rows = await readPages(client, DescribeUsers, { filter: { text, enabled } }, ({ users }) => users);
    return { text, enabled, users: rows.map(userRow) };
  },
});
