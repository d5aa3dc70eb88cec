import { builder } from "../builder.js";

export const ResourceRef = builder.inputType("ResourceRef", {
  description: "Identifies a resource.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    name: t.string({ description: "By its name, exactly, in any Unicode normalization form." }),
  }),
});
