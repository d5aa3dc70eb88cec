import { computed, optionalComputed } from "../framework/attributes.js";
import { defineDataSource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { DescribeResource } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { exactlyOne, getName, noSuch, resourceRef } from "./naming.js";
import { policyFields, policyRow } from "./policy.js";

export const bypassPolicyDataSource = defineDataSource<Tokenplane>()({
  description:
    "The bypass policy that applies at a resource: its own, else the account's, else the built-in one; `origin` says which. `tokenplane_resources` reads the policies of many resources.",
  attributes: {
    id: computed(string, { description: "The resource's id." }),
    resource_id: optionalComputed(string, {
      description: "The resource's id. Write this, or `resource_name`.",
    }),
    resource_name: optionalComputed(string, {
      description: "The resource's name. Write this, or `resource_id`.",
    }),
    ...policyFields,
  },
  validate: ({ resource_id, resource_name }) => exactlyOne({ resource_id, resource_name }),
  async read({ resource_id, resource_name }, { client: { client } }) {
    const by = resourceRef(resource_id, resource_name);
    const { resource } = await client.ask(DescribeResource, { by });
    if (resource === null) throw noSuch("resource", getName({ resource_id, resource_name }));
    const { id, name, effectiveBypassPolicy } = resource;
    return { id, resource_id: id, resource_name: name, ...policyRow(effectiveBypassPolicy) };
  },
});
