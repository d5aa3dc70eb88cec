import { builder } from "../builder.js";

export const ChannelRef = builder.inputType("ChannelRef", {
  description: "Identifies a channel.",
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "By its global id." }),
    name: t.string({ description: "By its name, exactly, in any Unicode normalization form." }),
  }),
});
