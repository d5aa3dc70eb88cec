import { computed, nestedObject } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { integer, string } from "../framework/types.js";
import { Account } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";

const quota = nestedObject({
  limit: computed(integer, { description: "How many the service plan allows." }),
  used: computed(integer, { description: "How many there are." }),
});

export const accountDataSource = defineDataSource<Tokenplane>()({
  description: "The account that the API key belongs to.",
  attributes: {
    id: computed(string, { description: "The account's id." }),
    name: computed(string, { description: "What it is called." }),
    users: computed(quota, { description: "Users." }),
    tokens: computed(quota, { description: "Tokens." }),
    resources: computed(quota, { description: "Resources." }),
  },
  async read(_config, { client: { client } }) {
    const { account } = await client.ask(Account, {});
    if (account === null) throw new TypeError("the key belongs to no account");
    const { id, name, plan } = account;
    return { id, name, users: plan.users, tokens: plan.tokens, resources: plan.resources };
  },
});
