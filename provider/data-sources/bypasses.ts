import { computed, nestedList, optional } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, nullable, string } from "../framework/types.js";
import { Bypasses } from "../client/operations.js";
import { readPages } from "../client/reads.js";
import type { Tokenplane } from "../client/tokenplane.js";

export const bypassesDataSource = defineDataSource<Tokenplane>()({
  description: "Who may sign in without a code: all bypasses of the account, or those that are asked for.",
  attributes: {
    token_id: optional(string, { description: "Only of this token." }),
    resource_id: optional(string, { description: "Only those that hold at this resource." }),
    running: optional(boolean, { description: "Only those that run, or only those that have ended." }),
    bypasses: computed(
      nestedList({
        id: computed(string, { description: "The bypass's id." }),
        token_id: computed(nullable(string), { description: "The token." }),
        resource_id: computed(nullable(string), { description: "Where; null for everywhere." }),
        everywhere: computed(boolean, { description: "Whether it holds everywhere." }),
        duration: computed(string, { description: "For how long it was granted." }),
        reason: computed(nullable(string), { description: "Why." }),
        granted_at: computed(string, { description: "When it was granted." }),
        expires_at: computed(nullable(string), { description: "When it ends; null for a permanent one." }),
        running: computed(boolean, { description: "Whether it runs." }),
      }),
      { description: "The bypasses." },
    ),
  },
  async read({ token_id, resource_id, running }, { client: { client } }) {
    const filter = {
      running,
      ...(token_id === null ? {} : { token: { id: token_id } }),
      ...(resource_id === null ? {} : { resource: { id: resource_id } }),
    };
    const rows = await readPages(client, Bypasses, { filter }, ({ bypasses }) => bypasses);
    return {
      token_id,
      resource_id,
      running,
      bypasses: rows.map((row) => ({
        id: row.id,
        token_id: row.token?.id ?? null,
        resource_id: row.resource?.id ?? null,
        everywhere: row.everywhere,
        duration: row.duration,
        reason: row.reason,
        granted_at: row.grantedAt,
        expires_at: row.expiresAt,
        running: row.running,
      })),
    };
  },
});
