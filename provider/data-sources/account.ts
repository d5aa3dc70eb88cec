import { computed, nestedObject } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { boolean, integer, string } from "../framework/types.js";
import { DescribeAccount } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";

const quota = nestedObject({
  limit: computed(integer, { description: "How many the service plan allows." }),
  used: computed(integer, { description: "How many there are." }),
});

export const accountDataSource = defineDataSource<Tokenplane>()({
  description:
    "The account that the API key belongs to. `tokenplane_account_bypass_policy` reads its bypass policy.",
  attributes: {
    id: computed(string, { description: "The account's id." }),
    name: computed(string, { description: "Its name; authenticator apps show it as the issuer." }),
    enabled: computed(boolean, { description: "Whether its keys work." }),
    users: computed(quota, { description: "Users." }),
    tokens: computed(quota, { description: "Tokens." }),
    resources: computed(quota, { description: "Resources." }),
    created_at: computed(string, { description: "When it was created." }),
    updated_at: computed(string, { description: "When it last changed." }),
  },
  async read(_config, { client: { client } }) {
    const { account } = await client.ask(DescribeAccount, {});
    if (account === null) throw new TypeError("the key belongs to no account");
    const { id, name, enabled, plan, createdAt, updatedAt } = account;
    const { users, tokens, resources } = plan;
    return { id, name, enabled, users, tokens, resources, created_at: createdAt, updated_at: updatedAt };
  },
});
