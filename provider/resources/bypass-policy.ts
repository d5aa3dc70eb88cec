import { identifier, required } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { requiresReplace } from "../framework/plan-modifiers.js";
import { defineResource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { importCommand } from "../client/commands.js";
import type { Tokenplane } from "../client/tokenplane.js";
import { importedResource, wantedOf } from "./imported.js";
import { clearPolicy, policyAttributes, policyOf, setPolicy } from "./policy.js";

export const bypassPolicy = defineResource<Tokenplane>()({
  description:
    "What bypass may be granted at a resource, in place of the account's default. The server holds everyone to it, not only Terraform.",
  attributes: {
    id: identifier(string, { description: "The resource's id." }),
    resource_id: required(string, { description: "The resource.", planModifiers: [requiresReplace()] }),
    ...policyAttributes,
  },
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { resource_id: { type: string, description: "The resource's id.", import: "required" } },
    of: ({ resource_id }) => ({ resource_id }),
  },
  async create({ plan, client: tokenplane }) {
    tokenplane.reads.forget(plan.resource_id);
    const existing = await tokenplane.reads.row("Resource", plan.resource_id);
    if (existing !== null && existing.bypassPolicy !== null) {
      throw new DiagnosticError(
        error(
          ["resource_id"],
          "It exists already",
          `The resource ${JSON.stringify(existing.name)} has a policy of its own. To manage it here, import it:${importCommand("tokenplane_bypass_policy", existing.id)}`,
        ),
      );
    }
    const policy = await setPolicy(tokenplane, { resource: { id: plan.resource_id } }, plan);
    return { id: plan.resource_id, resource_id: plan.resource_id, ...policy };
  },
  async read({ id }, { client: { reads } }) {
    const policy = (await reads.row("Resource", id))?.bypassPolicy ?? null;
    return policy === null ? null : { id, resource_id: id, ...policyOf(policy) };
  },
  async update({ plan, prior, client: tokenplane }) {
    tokenplane.reads.forget(prior.id);
    const policy = await setPolicy(tokenplane, { resource: { id: prior.id } }, plan);
    return { id: prior.id, resource_id: plan.resource_id, ...policy };
  },
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await clearPolicy(tokenplane, { resource: { id } });
  },
  async import(request, { client }) {
    const wanted = wantedOf(request, "resource_id");
    const { id, name, bypassPolicy: policy } = await importedResource(wanted, client);
    if (policy !== null) return { id, resource_id: id, ...policyOf(policy) };
    throw new DiagnosticError(
      error(
        [],
        "No policy of its own",
        `The resource ${JSON.stringify(name)} has no bypass policy of its own: there is nothing to import.`,
      ),
    );
  },
});
