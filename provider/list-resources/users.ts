import { optional } from "../framework/attributes.js";
import { defineListResource } from "../framework/list-resource.js";
import { boolean, string } from "../framework/types.js";
import { Users } from "../client/operations.js";
import { readRows } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { userAttributes, userState } from "../resources/user.js";

export const users = defineListResource<Tokenplane>()({
  description: "Finds the account's users, or those that match all given arguments.",
  attributes: {
    text: optional(string, {
      description:
        "Only those that match: each of these words must be the beginning of a word in the login, the names, the e-mail address or the telephone number.",
    }),
    enabled: optional(boolean, { description: "Only those who may sign in, or only those who may not." }),
  },
  finds: userAttributes,
  async *list({ text, enabled }, { client: { client } }) {
    for await (const row of readRows(
      client,
      Users,
      { filter: { text, enabled } },
      ({ users: page }) => page,
    )) {
      const name = [row.firstName, row.lastName].filter((part) => part !== null).join(" ");
      yield { displayName: name === "" ? row.login : `${row.login} (${name})`, state: userState(row) };
    }
  },
});
