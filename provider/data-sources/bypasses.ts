import { computed, nestedList, optional } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, nullable, string } from "../framework/types.js";
import { DescribeBypasses } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { bypassFields, bypassRow } from "./bypass.js";

export const bypassesDataSource = defineDataSource<Tokenplane>()({
  description:
    "Who may sign in without a code: all bypasses of the account, running and ended, or those that match all given arguments.",
  attributes: {
    token_id: optional(string, { description: "Only of this token." }),
    user_id: optional(string, { description: "Only of tokens that belong to this user now." }),
    resource_id: optional(string, { description: "Only those that are valid at this resource alone." }),
    running: optional(boolean, { description: "Only running ones, or only those that have ended." }),
    bypasses: computed(
      nestedList({
        id: computed(string, { description: "The bypass's id." }),
        token_id: computed(nullable(string), { description: "The token's id." }),
        serial_number: computed(nullable(string), {
          description: "The token's serial number; null for apps.",
        }),
        resource_id: computed(nullable(string), {
          description: "Where: the resource's id; null for everywhere.",
        }),
        resource_name: computed(nullable(string), {
          description: "Where: the resource's name; null for everywhere.",
        }),
        everywhere: computed(boolean, { description: "Whether it is valid everywhere." }),
        ...bypassFields,
      }),
      { description: "The bypasses; those that were granted last come first." },
    ),
  },
  async read(config, { client: { client } }) {
    const { token_id, user_id, resource_id, running } = config;
    const filter = {
      running,
      ...(token_id === null ? {} : { token: { id: token_id } }),
      ...(user_id === null ? {} : { user: { id: user_id } }),
      ...(resource_id === null ? {} : { resource: { id: resource_id } }),
    };
    const rows = await readPages(client, DescribeBypasses, { filter }, ({ bypasses }) => bypasses);
    return { ...config, bypasses: rows.map(bypassRow) };
  },
});
