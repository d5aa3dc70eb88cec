import { computed, nestedList, optional } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, string } from "../framework/types.js";
import { DescribeResources } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { resourceFields, resourceRow } from "./resource.js";

export const resourcesDataSource = defineDataSource<Tokenplane>()({
  description:
    "The account's resources, or those that match all given arguments; without the console's own, at which administrators sign in.",
  attributes: {
    text: optional(string, {
      description:
        "Only those whose names match: each of these words must be the beginning of a word in the name.",
    }),
    enabled: optional(boolean, { description: "Only those that are enabled, or only those that are not." }),
    resources: computed(
      nestedList({
        id: computed(string, { description: "The resource's id." }),
        name: computed(string, { description: "The name." }),
        ...resourceFields,
      }),
      { description: "The resources, the oldest first." },
    ),
  },
  async read({ text, enabled }, { client: { client } }) {
    const rows = await readPages(
      client,
      DescribeResources,
      { filter: { text, enabled, builtIn: false } },
      ({ resources }) => resources,
    );
    return { text, enabled, resources: rows.map(resourceRow) };
  },
});
