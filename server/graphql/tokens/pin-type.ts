import type { PinPosition } from "../../otp/pin.js";
import { builder } from "../builder.js";

export const PinPositionEnum = builder.enumType("PinPosition", {
  description:
    "Where a PIN is typed. The PIN and the one-time password are one text, without a space between them.",
  values: {
    BEFORE_OTP: { description: "First the PIN, then the one-time password." },
    AFTER_OTP: { description: "First the one-time password, then the PIN." },
  } as const,
});

export const TokenPin = builder.objectRef<PinPosition>("TokenPin").implement({
  description: "The PIN of a token. The PIN itself is never shown.",
  fields: (t) => ({
    position: t.field({
      type: PinPositionEnum,
      description: "Where it is typed.",
      resolve: (position) => position,
    }),
  }),
});

export const PinInput = builder.inputType("PinInput", {
  description: "A PIN that is typed together with every one-time password of the token.",
  fields: (t) => ({
    value: t.string({ required: true, description: "The PIN: 4 to 12 digits." }),
    position: t.field({ type: PinPositionEnum, required: true, description: "Where it is typed." }),
  }),
});
