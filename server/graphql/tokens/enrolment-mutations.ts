import { tokenEnrolmentConfirm, tokenEnrolmentStart } from "../../enrolment/enrol-token.js";
import { globalId } from "../../global-id.js";
import { tokenEnrolmentCancel } from "../../leaving/cancel-enrolment.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { EnrolmentType } from "./enrolment-type.js";
import { tokenLoader } from "./token-loader.js";
import { changedToken } from "./payload.js";
import { TokenRef } from "./token-ref.js";

mutation(tokenEnrolmentStart, {
  description:
    "Begins the enrolment of a token that is not in use yet. An app or a phone gets a new secret. For a token whose codes are sent, a first code is sent. An earlier secret or code that still waits to be confirmed becomes void.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    issuer: t.string({ description: "The issuer that the app shows; by default the account's name." }),
  }),
  payload: (t) => ({
    token: t.field({
      type: "Token",
      description: "The token.",
      resolve: ({ payload }, _args, context) => loadReturned(tokenLoader(context), payload.tokenId),
    }),
    enrolment: t.field({
      type: EnrolmentType,
      description: "The new secret, shown once.",
      resolve: ({ payload, secrets }) => ({ ...payload.enrolment, secrets }),
    }),
  }),
});

mutation(tokenEnrolmentConfirm, {
  description:
    "Completes an enrolment with a valid code of the new secret; the code is then used up. If another secret was in use, it stops working.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    otp: t.string({
      required: true,
      description: "The code that the app or the phone shows, or that was sent.",
    }),
  }),
  payload: changedToken,
});

mutation(tokenEnrolmentCancel, {
  description:
    "Cancels an enrolment. A token that was never active is deleted; otherwise only the new secret is deleted.",
  input: (t) => ({ token: t.field({ type: TokenRef, required: true, description: "The token." }) }),
  payload: (t) => ({
    token: t.field({
      type: "Token",
      nullable: true,
      description: "The token; null when it was deleted.",
      resolve: ({ payload }, _args, context) =>
        payload.deleted ? null : loadReturned(tokenLoader(context), payload.tokenId),
    }),
    deletedId: t.id({
      nullable: true,
      description: "Global id that the token had, when it was deleted.",
      resolve: ({ payload }) => (payload.deleted ? globalId("Token", payload.tokenId) : null),
    }),
  }),
});
