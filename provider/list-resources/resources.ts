import { optional } from "../framework/attributes.js";
import { defineListResource } from "../framework/list-resource.js";
import { boolean, string } from "../framework/types.js";
import { Resources } from "../client/operations.js";
import { readRows } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { resourceAttributes, resourceState } from "../resources/resource.js";

export const resources = defineListResource<Tokenplane>()({
  description: "Finds the account's resources, or those that match all given arguments.",
  attributes: {
    text: optional(string, {
      description:
        "Only those whose names match: each of these words must be the beginning of a word in the name.",
    }),
    enabled: optional(boolean, { description: "Only those where people may sign in, or only the others." }),
  },
  finds: resourceAttributes,
  async *list({ text, enabled }, { client: { client } }) {
    const rows = readRows(
      client,
      Resources,
      { filter: { text, enabled, builtIn: false } },
      ({ resources: page }) => page,
    );
    for await (const row of rows) yield { displayName: row.name, state: resourceState(row) };
  },
});
