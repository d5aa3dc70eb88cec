import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { returnQuota } from "../actions/quota.js";
import { done, useCase } from "../actions/use-case.js";
import { lockResource, type ResourceRefInput } from "../resources/resource-ref.js";
import { revokeKeysOfResource } from "./revoke-keys.js";
import { unlinkResource } from "./unlink-resource.js";

/** Which resource `resourceDelete` deletes. */
export interface ResourceDeleteRequest {
  readonly resource: ResourceRefInput;
}

/** Deletes a resource permanently, with the assignments to it; keys bound to it are revoked. */
export const resourceDelete = useCase("resourceDelete", {
  errors: ["NOT_FOUND", "STILL_IN_USE"],
  endsKeys: true,
  // It may have as many links as there are tokens.
  isLong: true,
  run: async (input: ResourceDeleteRequest, action: Action) => {
    const { transaction, accountId } = action;
    const resource = await lockResource(transaction, accountId, input.resource, ["input", "resource"]);
    if (resource.kind === "CONSOLE") {
      throw new Refusal("STILL_IN_USE", "Administrators sign in at this resource; it cannot be deleted.", [
        "input",
        "resource",
      ]);
    }
    const assignmentsRemoved = await unlinkResource(action, resource);
    const keysRevoked = await revokeKeysOfResource(action, resource);
    await transaction.resource.delete({ where: { accountId_id: { accountId, id: resource.id } } });
    await returnQuota(transaction, accountId, "resources");
    action.record({
      type: "RESOURCE_DELETED",
      resource,
      params: { assignments: assignmentsRemoved, keys: keysRevoked === 0 ? null : keysRevoked },
    });
    return done({ resourceId: resource.id, assignmentsRemoved, keysRevoked });
  },
});
