import { tokenPinRemove, tokenPinSet } from "../../tokens/pin-mutations.js";
import { mutation } from "../mutation.js";
import { changedToken } from "./payload.js";
import { PinPositionEnum } from "./pin-type.js";
import { TokenRef } from "./token-ref.js";

mutation(tokenPinSet, {
  description:
    "Gives a token a PIN, or replaces its PIN: from now on, it is typed together with every one-time password. It is never shown.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    pin: t.string({ required: true, description: "The PIN: 4 to 12 digits." }),
    position: t.field({ type: PinPositionEnum, required: true, description: "Where it is typed." }),
  }),
  payload: changedToken,
});

mutation(tokenPinRemove, {
  description: "Removes a token's PIN: from now on, its one-time passwords alone are enough.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "The token." }) }),
  payload: changedToken,
});
