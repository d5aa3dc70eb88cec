import { defineListResource } from "../framework/list-resource.js";
import { Tokens } from "../client/operations.js";
import { readRows } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { tokenFilter, tokenFilterAttributes } from "../data-sources/token-filter.js";
import { NOTHING_KNOWN, tokenAttributes, tokenState } from "../resources/token-schema.js";

export const tokens = defineListResource<Tokenplane>()({
  description: "Finds the account's tokens, or those that match all given arguments.",
  attributes: tokenFilterAttributes,
  finds: tokenAttributes,
  async *list(config, { client: { client } }) {
    const rows = readRows(client, Tokens, { filter: tokenFilter(config) }, ({ tokens: page }) => page);
    for await (const row of rows) {
      yield { displayName: row.name, state: tokenState(row, NOTHING_KNOWN) };
    }
  },
});
