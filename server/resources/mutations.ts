import { revokeKeysOfResource } from "../access/revoke.js";
import { returnQuota } from "../accounts/quota.js";
import { unlinkResource } from "../assignments/unlink.js";
import { changesBetween, counted } from "../events/record.js";
import { globalId } from "../graphql/global-id.js";
import { loadTold } from "../graphql/loader.js";
import { done, mutation } from "../graphql/mutation.js";
import { checkResourceFields, createResource, nameTaken, newResourceFields } from "./create.js";
import { lockResource, ResourceRef } from "./resource-ref.js";
import { resourceColumns, resourceLoader } from "./store.js";

mutation("resourceCreate", {
  description: "Creates a resource.",
  input: newResourceFields,
  errors: ["ALREADY_EXISTS", "QUOTA_EXCEEDED"],
  constraints: { resources_account_id_name_key: () => nameTaken(["input", "name"]) },
  run: async (input, action) => done({ resourceId: (await createResource(action, input, ["input"])).id }),
  payload: (t) => ({
    resource: t.field({
      type: "Resource",
      description: "The new resource.",
      resolve: ({ payload }, _args, context) => loadTold(resourceLoader(context), payload.resourceId),
    }),
  }),
});

mutation("resourceUpdate", {
  description: "Changes a resource. An absent field keeps its value.",
  input: (t) => ({
    resource: t.field({ type: ResourceRef, required: true, description: "Which resource." }),
    name: t.string({ description: "New name: 1 to 50 characters, unique in the account." }),
    failedAttemptsBeforeLock: t.int({ description: "How many wrong codes lock a token here: 3 to 10." }),
    lockMinutes: t.int({
      description: "How long such a lock holds, in minutes; 0 means until someone unlocks the token.",
    }),
    allowedAddresses: t.stringList({
      description:
        "CIDR blocks from which clients may sign in; they replace the previous ones. Empty or null means from everywhere.",
    }),
    enabled: t.boolean({ description: "Whether anybody may sign in here." }),
  }),
  errors: ["NOT_FOUND", "ALREADY_EXISTS"],
  constraints: { resources_account_id_name_key: () => nameTaken(["input", "name"]) },
  run: async (input, action) => {
    const { transaction, accountId, now } = action;
    const before = await lockResource(transaction, accountId, input.resource, ["input", "resource"]);
    const fields = checkResourceFields(
      {
        name: input.name ?? before.name,
        failedAttemptsBeforeLock: input.failedAttemptsBeforeLock ?? before.failedAttemptsBeforeLock,
        lockMinutes: input.lockMinutes ?? before.lockMinutes,
        allowedAddresses:
          input.allowedAddresses === undefined ? before.allowedAddresses : (input.allowedAddresses ?? []),
        enabled: input.enabled ?? before.enabled,
      },
      ["input"],
    );
    const changes = changesBetween({ ...before }, { ...fields });
    if (changes.length === 0) return done({ resourceId: before.id });
    await transaction.resource.update({
      where: { accountId_id: { accountId, id: before.id } },
      data: { ...resourceColumns(fields), updatedAt: new Date(now) },
    });
    action.record({
      type: "RESOURCE_UPDATED",
      resource: { id: before.id, name: fields.name },
      changes,
      summary: `Resource ${fields.name} changed: ${changes.map(({ field }) => field).join(", ")}.`,
    });
    return done({ resourceId: before.id });
  },
  payload: (t) => ({
    resource: t.field({
      type: "Resource",
      description: "The resource as it is now.",
      resolve: ({ payload }, _args, context) => loadTold(resourceLoader(context), payload.resourceId),
    }),
  }),
});

mutation("resourceDelete", {
  description:
    "Deletes a resource permanently, with the assignments to it; keys bound to it are revoked. Events about it stay.",
  input: (t) => ({
    resource: t.field({ type: ResourceRef, required: true, description: "Which resource." }),
  }),
  errors: ["NOT_FOUND"],
  endsKeys: true,
  run: async (input, action) => {
    const { transaction, accountId } = action;
    const resource = await lockResource(transaction, accountId, input.resource, ["input", "resource"]);
    const assignmentsRemoved = await unlinkResource(action, resource);
    await revokeKeysOfResource(action, resource);
    await transaction.resource.delete({ where: { accountId_id: { accountId, id: resource.id } } });
    await returnQuota(transaction, accountId, "resources");
    action.record({
      type: "RESOURCE_DELETED",
      resource,
      summary: `Resource ${resource.name} was deleted, with ${counted(assignmentsRemoved, "assignment")}.`,
    });
    return done({ resourceId: resource.id, assignmentsRemoved });
  },
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id that the resource had.",
      resolve: ({ payload }) => globalId("Resource", payload.resourceId),
    }),
    assignmentsRemoved: t.int({
      description: "How many assignments were deleted with it.",
      resolve: ({ payload }) => payload.assignmentsRemoved,
    }),
  }),
});
