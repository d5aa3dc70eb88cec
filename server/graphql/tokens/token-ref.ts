import { builder } from "../builder.js";

export const TokenRef = builder.inputType("TokenRef", {
  description: "Identifies a token.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    serialNumber: t.string({ description: "By its serial number; upper and lower case are the same." }),
  }),
});
