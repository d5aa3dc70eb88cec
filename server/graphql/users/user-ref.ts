import { builder } from "../builder.js";

export const UserRef = builder.inputType("UserRef", {
  description: "Identifies a user.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    login: t.string({ description: "By its login; upper and lower case are the same." }),
  }),
});
