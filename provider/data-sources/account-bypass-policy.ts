import { computed } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { DescribeAccount } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { policyFields, policyRow } from "./policy.js";

export const accountBypassPolicyDataSource = defineDataSource<Tokenplane>()({
  description:
    "The default bypass policy: for resources without their own policy, and for bypass that is valid everywhere. It is the account's, else the built-in one; `origin` says which.",
  attributes: { id: computed(string, { description: "The account's id." }), ...policyFields },
  async read(_config, { client: { client } }) {
    const { account } = await client.ask(DescribeAccount, {});
    if (account === null) throw new TypeError("the key belongs to no account");
    return { id: account.id, ...policyRow(account.effectiveBypassPolicy) };
  },
});
