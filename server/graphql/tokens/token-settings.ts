import { globalId } from "../../global-id.js";
import { tokenDelete } from "../../leaving/delete-token.js";
import { tokenUpdate } from "../../enrolment/update.js";
import { tokenDisable, tokenEnable, tokenUnlock } from "../../tokens/token-settings.js";
import { mutation } from "../mutation.js";
import { changedToken, tokenWithSecret } from "./payload.js";
import { TokenRef } from "./token-ref.js";
import { validityFields } from "./validity.js";

mutation(tokenUpdate, {
  description:
    "Changes a token's name, its code length if the model allows it, the PIN in its answers, its validity, or where its codes are sent. An absent field keeps its value.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    name: t.string({ description: "New name: 1 to 50 characters." }),
    digits: t.int({
      description:
        "New code length, 6 to 8: for UNIVERSAL tokens, whose device must make codes of that length. An app learns it only with a new secret: see tokenReissue. For OCRA tokens the suite decides it.",
    }),
    suitePin: t.string({
      description:
        "New PIN that is part of every answer, 4 to 12 digits: for OCRA tokens whose suite has a PIN. It is never shown.",
    }),
    ...validityFields(t, "An absent field keeps its value; null means no limit."),
    phoneNumber: t.string({
      description:
        "New phone number of a token of model SMS. A code is sent there; until `tokenEnrolmentConfirm` gets it, the old number works.",
    }),
    address: t.string({
      description:
        "New address of a token of model EMAIL. A code is sent there; until `tokenEnrolmentConfirm` gets it, the old address works.",
    }),
    chatId: t.string({
      description:
        "New chat of a token of model BOT. A code is sent there; until `tokenEnrolmentConfirm` gets it, the old chat works.",
    }),
  }),
  payload: tokenWithSecret,
});

function enabling(useCase: typeof tokenEnable, description: string) {
  return mutation(useCase, {
    description,
    input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "The token." }) }),
    payload: changedToken,
  });
}

export const tokenEnableMutation = enabling(tokenEnable, "Enables a token again.");

export const tokenDisableMutation = enabling(
  tokenDisable,
  "Disables a token: nobody can authenticate with it until it is enabled again.",
);

mutation(tokenUnlock, {
  description:
    "Ends a lock and resets the failure count. Only an ADMIN may end a lock after 100 failures in a row.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "The token." }) }),
  payload: changedToken,
});

export const tokenDeleteMutation = mutation(tokenDelete, {
  description: "Deletes a token permanently, with its links. This cannot be undone; its events stay.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "The token." }) }),
  payload: (t) => ({
    deletedId: t.id({
      description: "Global id the token had.",
      resolve: ({ payload }) => globalId("Token", payload.tokenId),
    }),
  }),
});
