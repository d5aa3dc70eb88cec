import { computed, optionalComputed } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineDataSource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { DescribeResource } from "../client/operations.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { called, exactlyOne, getName, noSuch, resourceRef } from "./naming.js";
import { selfServiceRow } from "../resources/self-service-policy.js";
import { selfServiceFields } from "./self-service.js";

export const selfServicePolicyDataSource = defineDataSource<Tokenplane>()({
  description:
    "The self-service policy of a resource, for configurations that need its portal: a resource without one is an error here. `tokenplane_resource` also reads resources without a portal, and `tokenplane_resources` many.",
  attributes: {
    id: computed(string, { description: "The resource's id." }),
    resource_id: optionalComputed(string, {
      description: "The resource's id. Write this, or `resource_name`.",
    }),
    resource_name: optionalComputed(string, {
      description: "The resource's name. Write this, or `resource_id`.",
    }),
    ...selfServiceFields,
  },
  validate: ({ resource_id, resource_name }) => exactlyOne({ resource_id, resource_name }),
  async read({ resource_id, resource_name }, { client: { client } }) {
    const by = resourceRef(resource_id, resource_name);
    const { resource } = await client.ask(DescribeResource, { by });
    const written = getName({ resource_id, resource_name });
    if (resource === null) throw noSuch("resource", written);
    const { id, name, selfService } = resource;
    if (selfService !== null) {
      return { id, resource_id: id, resource_name: name, ...selfServiceRow(selfService) };
    }
    throw new DiagnosticError(
      error(
        [written.attribute],
        "There is no portal",
        `The resource with ${called(written)} has no self-service policy.`,
      ),
    );
  },
});
