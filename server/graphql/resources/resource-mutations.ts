import { globalId } from "../../global-id.js";
import { resourceDelete } from "../../leaving/delete-resource.js";
import { resourceCreate, resourceUpdate } from "../../resources/resource-mutations.js";
import { PushConfirmation } from "../authentication/challenge-type.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { newResourceFields } from "./create-resource.js";
import { resourceLoader } from "./resource-loader.js";
import { ResourceRef } from "./resource-ref.js";

mutation(resourceCreate, {
  description: "Creates a resource.",
  input: newResourceFields,
  payload: (t) => ({
    resource: t.field({
      type: "Resource",
      description: "The new resource.",
      resolve: ({ payload }, _args, context) => loadReturned(resourceLoader(context), payload.resourceId),
    }),
  }),
});

mutation(resourceUpdate, {
  description: "Changes a resource. An absent field keeps its value.",
  input: (t) => ({
    resource: t.field({ type: ResourceRef, required: true, description: "The resource." }),
    name: t.string({ description: "New name: 1 to 50 characters, unique in the account." }),
    failedAttemptsBeforeLock: t.int({ description: "How many wrong codes lock a token here: 3 to 10." }),
    lockMinutes: t.int({
      description:
        "How long a lock after too many wrong codes lasts, in minutes; 0 means until someone unlocks the token.",
    }),
    allowedAddresses: t.stringList({
      description:
        "CIDR blocks from which clients may sign in; they replace the previous ones. Empty or null means from everywhere.",
    }),
    pushConfirmation: t.field({
      type: PushConfirmation,
      description: "How a request on a phone is confirmed; with CODE, the person types what the phone shows.",
    }),
    pinBeforeSending: t.boolean({
      description:
        "Whether a token's PIN must be right before a code is sent by SMS, by e-mail or by a bot, or a phone is asked.",
    }),
    enabled: t.boolean({ description: "Whether anybody may sign in here." }),
  }),
  payload: (t) => ({
    resource: t.field({
      type: "Resource",
      description: "The resource as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(resourceLoader(context), payload.resourceId),
    }),
  }),
});

mutation(resourceDelete, {
  description:
    "Deletes a resource permanently, with the assignments to it. API keys that are bound to it are revoked, and do not work again with a new resource of that name. An event names each of them. Events about it stay.",
  input: (t) => ({
    resource: t.field({ type: ResourceRef, required: true, description: "The resource." }),
  }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id that the resource had.",
      resolve: ({ payload }) => globalId("Resource", payload.resourceId),
    }),
    assignmentsRemoved: t.int({
      description: "How many assignments were deleted with it.",
      resolve: ({ payload }) => payload.assignmentsRemoved,
    }),
    keysRevoked: t.int({
      description: "How many API keys were bound to it, and are revoked now.",
      resolve: ({ payload }) => payload.keysRevoked,
    }),
  }),
});
