import { computed, nestedList, optional } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, nullable, string } from "../framework/types.js";
import { Tokens } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { tokenFields, tokenRow } from "./token.js";

export const tokensDataSource = defineDataSource<Tokenplane>()({
  description: "The account's tokens, or those that are asked for.",
  attributes: {
    text: optional(string, { description: "Only those in whose name or serial number these words begin." }),
    user_id: optional(string, { description: "Only this user's." }),
    resource_id: optional(string, { description: "Only those that work at this resource." }),
    assigned: optional(boolean, {
      description: "Only those that belong to somebody, or only those that do not.",
    }),
    enabled: optional(boolean, { description: "Only those that may be used, or only those that may not." }),
    tokens: computed(
      nestedList({
        id: computed(string, { description: "The token's id." }),
        serial_number: computed(nullable(string), { description: "The serial number." }),
        ...tokenFields,
      }),
      { description: "The tokens, the oldest first." },
    ),
  },
  async read(config, { client: { client } }) {
    const { text, user_id, resource_id, assigned, enabled } = config;
    const filter = {
      text,
      assigned,
      enabled,
      ...(user_id === null ? {} : { user: { id: user_id } }),
      ...(resource_id === null ? {} : { resource: { id: resource_id } }),
    };
    const rows = await readPages(client, Tokens, { filter }, ({ tokens }) => tokens);
    return { text, user_id, resource_id, assigned, enabled, tokens: rows.map(tokenRow) };
  },
});
