import { builder } from "../builder.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { TokenRef } from "../tokens/token-ref.js";

const LinkRef = builder.inputType("LinkRef", {
  description: "Identifies an assignment by its token and its resource.",
  fields: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    resource: t.field({ type: ResourceRef, required: true, description: "The resource." }),
  }),
});

export const AssignmentRef = builder.inputType("AssignmentRef", {
  description: "Identifies an assignment.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    link: t.field({ type: LinkRef, description: "By its token and resource." }),
  }),
});
