import { tokenBypassGrant } from "../../bypass/grant.js";
import { builder } from "../builder.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { ResourceRef } from "../resources/resource-ref.js";
import { TokenRef } from "../tokens/token-ref.js";
import { BypassHonoured, HONOURED_COST } from "./bypass-type.js";
import { bypassLoader, honouredLoader } from "./bypass-loader.js";
import { BypassDuration } from "./policy-type.js";

const BypassScope = builder.inputType("BypassScope", {
  description: "Where a bypass is valid: at one resource, or everywhere.",
  isOneOf: true,
  fields: (t) => ({
    resource: t.field({ type: ResourceRef, description: "Only at this resource." }),
    everywhere: t.boolean({
      description: "true: at every resource that the token is linked to, now or later.",
    }),
  }),
});

export const tokenBypassGrantMutation = mutation(tokenBypassGrant, {
  description:
    "Lets a token's user sign in without a code for some time. It replaces a running bypass of the same token and scope. The bypass policy decides what may be granted.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    scope: t.field({ type: BypassScope, required: true, description: "Where the bypass is valid." }),
    duration: t.field({ type: BypassDuration, required: true, description: "For how long, from now." }),
    reason: t.string({ description: "The reason: 1 to 200 characters. The policy may require it." }),
  }),
  payload: (t) => ({
    bypass: t.field({
      type: "Bypass",
      description: "The bypass.",
      resolve: ({ payload }, _args, context) => loadReturned(bypassLoader(context), payload.bypassId),
    }),
    honoured: t.field({
      type: [BypassHonoured],
      description:
        "The linked resources at which the bypass works, each with the time until when. A resource that is missing here still requires a code.",
      complexity: HONOURED_COST,
      resolve: ({ payload }, _args, context) => honouredLoader(context).load(payload.bypassId),
    }),
  }),
});
