import { computed, nestedList } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { nullable, string } from "../framework/types.js";
import { DescribeTokens } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { tokenFilter, tokenFilterAttributes } from "./token-filter.js";
import { tokenFields, tokenRow } from "./token.js";

export const tokensDataSource = defineDataSource<Tokenplane>()({
  description: "The account's tokens, or those that match all given arguments.",
  attributes: {
    ...tokenFilterAttributes,
    tokens: computed(
      nestedList({
        id: computed(string, { description: "The token's id." }),
        serial_number: computed(nullable(string), {
          description: "The serial number, as printed on the device; null for apps.",
        }),
        ...tokenFields,
      }),
      { description: "The tokens, the oldest first." },
    ),
  },
  async read(config, { client: { client } }) {
    const rows = await readPages(
      client,
      DescribeTokens,
      { filter: tokenFilter(config) },
      ({ tokens }) => tokens,
    );
    return { ...config, tokens: rows.map(tokenRow) };
  },
});
