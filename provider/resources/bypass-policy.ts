import { identifier, required } from "../framework/attributes.js";
import { DiagnosticError, error } from "../framework/diagnostic.js";
import { defineResource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import { UNKNOWN } from "../plugin/cty/value.js";
import { adviceToImport, importCommand } from "../client/commands.js";
import type { PolicyFieldsFragment } from "../client/operations.js";
import { toTheEnd, type Tokenplane } from "../client/tokenplane.js";
import { importedResource, getWanted } from "./imported.js";
import {
  changePolicy,
  clearPolicy,
  policyAttributes,
  getPolicy,
  rememberPolicy,
  setPolicy,
  type Policy,
} from "./policy.js";

/** A resource with a policy of its own. */
interface Existing {
  readonly id: string;
  readonly name: string;
  readonly policy: PolicyFieldsFragment;
}

async function policyThere({ reads }: Tokenplane, resourceId: string): Promise<Existing | null> {
  reads.forget(resourceId);
  const found = await reads.row("Resource", resourceId);
  if (found === null || found.bypassPolicy === null) return null;
  return { id: found.id, name: found.name, policy: found.bypassPolicy };
}

function existsAlready({ id, name }: Existing): DiagnosticError {
  return new DiagnosticError(
    error(
      ["resource_id"],
      "It exists already",
      `The resource ${JSON.stringify(name)} has a policy of its own. ${adviceToImport(importCommand("tokenplane_bypass_policy", id))}`,
    ),
  );
}

/** Sets the policy of a resource. No other block of the same run clears it then. */
function setThere(tokenplane: Tokenplane, id: string, policy: Policy): Promise<Policy> {
  return tokenplane.policyChanges.set(id, () => setPolicy(tokenplane, { resource: { id } }, policy));
}

/** Clears the policy of a resource, unless another block of the same run has set it. */
function clearThere(tokenplane: Tokenplane, id: string): Promise<void> {
  return tokenplane.policyChanges.clear(id, () => clearPolicy(tokenplane, { resource: { id } }));
}

/** An interrupted apply may have set the new policy, and not cleared the old one yet. */
function isSamePolicy(one: Policy, other: Policy): boolean {
  return (
    one.maximum_duration === other.maximum_duration &&
    one.reason_required === other.reason_required &&
    one.granted_by.toSorted().join() === other.granted_by.toSorted().join()
  );
}

export const bypassPolicy = defineResource<Tokenplane>()({
  description:
    "The bypass policy of a resource, instead of the account's default: what bypass may be granted there. The server enforces it for everyone, not only for Terraform.",
  attributes: {
    id: identifier(string, { description: "The resource's id." }),
    resource_id: required(string, {
      description:
        "The resource. If it changes, the policy moves to the new one; until then, the old policy applies.",
    }),
    ...policyAttributes,
  },
  timeouts: ["create", "update", "delete"],
  identity: {
    attributes: { resource_id: { type: string, description: "The resource's id.", import: "required" } },
    of: ({ resource_id }) => ({ resource_id }),
  },
  async modifyPlan({ prior, plan, set }, { client: tokenplane }) {
    const to = plan?.resource_id ?? null;
    if (prior !== null && to !== prior.resource_id) {
      if (plan !== null) set("id", UNKNOWN);
      rememberPolicy(tokenplane, prior.resource_id, null);
    }
    if (plan === null || typeof to !== "string") return;
    rememberPolicy(tokenplane, to, plan);
  },
  async create({ plan, client: tokenplane }) {
    const existing = await policyThere(tokenplane, plan.resource_id);
    if (existing !== null) throw existsAlready(existing);
    const policy = await setThere(tokenplane, plan.resource_id, plan);
    return { id: plan.resource_id, resource_id: plan.resource_id, ...policy };
  },
  async read({ id }, { client: { reads } }) {
    const policy = (await reads.row("Resource", id))?.bypassPolicy ?? null;
    return policy === null ? null : { id, resource_id: id, ...getPolicy(policy) };
  },
  async update({ plan, prior, client: tokenplane, signal }) {
    const { resource_id } = plan;
    const existing = await policyThere(tokenplane, resource_id);
    const found = existing === null ? null : getPolicy(existing.policy);
    if (resource_id === prior.resource_id) {
      const scope = { resource: { id: resource_id } };
      const change = () => changePolicy(tokenplane, scope, found, { prior, plan });
      return { id: resource_id, resource_id, ...(await tokenplane.policyChanges.set(resource_id, change)) };
    }
    if (existing !== null && found !== null && !isSamePolicy(found, plan)) throw existsAlready(existing);
    tokenplane.reads.forget(prior.id);
    // The new policy is set first: if it is refused, nothing is less strict than before.
    const policy = await setThere(tokenplane, resource_id, plan);
    await clearThere(toTheEnd(tokenplane, signal), prior.resource_id);
    return { id: resource_id, resource_id, ...policy };
  },
  async delete({ id }, { client: tokenplane }) {
    tokenplane.reads.forget(id);
    await clearThere(tokenplane, id);
  },
  async import(request, { client }) {
    const wanted = getWanted(request, "resource_id");
    const { id, name, bypassPolicy: policy } = await importedResource(wanted, client);
    if (policy !== null) return { id, resource_id: id, ...getPolicy(policy) };
    throw new DiagnosticError(
      error(
        [],
        "No policy of its own",
        `The resource ${JSON.stringify(name)} has no bypass policy of its own: there is nothing to import.`,
      ),
    );
  },
});
