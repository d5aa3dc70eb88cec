import { tokenCheckOtp } from "../../authentication/check-otp.js";
import { Reason } from "../events/event-type.js";
import { mutation } from "../mutation.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { TokenRef } from "../tokens/token-ref.js";
import { challengeField } from "./challenge-ref.js";

mutation(tokenCheckOtp, {
  description:
    "Checks whether a code of a token is valid, without signing anyone in. As at a sign-in, the code is used up, and failures are counted; but the token needs no assignment.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    passcode: t.string({
      required: true,
      description:
        "The code that the token shows; with its PIN before or after it, if it has one. No spaces. An empty code is not valid, and does not count as a failure.",
    }),
    challenge: challengeField(t),
  }),
  payload: (t) => ({
    valid: t.boolean({
      description: "Whether the code is valid.",
      resolve: ({ payload }) => payload.reason === null,
    }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description:
        "Why the code is not valid, as the event says; null when it is valid. With a wrong PIN, the code may have been right.",
      resolve: ({ payload }) => payload.reason,
    }),
    token: t.field({
      type: "Token",
      nullable: true,
      description:
        "The token; null when it was deleted during this request. Its `signInObstacles` say whether somebody signs in with a right code.",
      resolve: ({ payload: { tokenId } }, _args, context) =>
        tokenId === undefined ? null : tokenLoader(context).load(tokenId),
    }),
  }),
});
