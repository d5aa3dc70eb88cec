import { assignmentCreate, assignmentDelete } from "../../assignments/assignment-mutations.js";
import { globalId } from "../../global-id.js";
import { builder } from "../builder.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { NewResourceInput } from "../resources/create-resource.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { TokenRef } from "../tokens/token-ref.js";
import { UserRef } from "../users/user-ref.js";
import { AssignmentRef } from "./assignment-ref.js";
import { assignmentLoader } from "./assignment-loader.js";

const LinkTargetInput = builder.inputType("LinkTargetInput", {
  description: "The resource for the token: an existing one, or one to create.",
  isOneOf: true,
  fields: (t) => ({
    resource: t.field({ type: ResourceRef, description: "An existing resource." }),
    newResource: t.field({ type: NewResourceInput, description: "A resource to create." }),
  }),
});

export const assignmentCreateMutation = mutation(assignmentCreate, {
  description:
    "Links a token to an existing resource, or to a new one. The token's user then signs in there with it. With `replaces`, the new assignment replaces another one.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    to: t.field({ type: LinkTargetInput, required: true, description: "The resource." }),
    user: t.field({
      type: UserRef,
      description:
        "The user that the token must belong to. If it belongs to another user, the link is refused.",
    }),
    replaces: t.field({
      type: AssignmentRef,
      description:
        "An assignment that is removed in the same step, as by assignmentDelete. Use it to give a user another token at a resource, or to move a token to another resource. When the new assignment is refused, the old one stays.",
    }),
  }),
  payload: (t) => ({
    assignment: t.field({
      type: "Assignment",
      description: "The new assignment.",
      resolve: ({ payload }, _args, context) => loadReturned(assignmentLoader(context), payload.assignmentId),
    }),
  }),
});

export const assignmentDeleteMutation = mutation(assignmentDelete, {
  description: "Unlinks a token from a resource. A bypass that is valid only there ends.",
  input: (t) => ({
    assignment: t.field({ type: AssignmentRef, required: true, description: "The assignment." }),
  }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id the assignment had.",
      resolve: ({ payload }) => globalId("Assignment", payload.assignmentId),
    }),
  }),
});
