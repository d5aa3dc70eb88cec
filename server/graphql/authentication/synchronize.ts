import { tokenSynchronize } from "../../authentication/synchronize.js";
import { loadReturned } from "../loader.js";
import { mutation } from "../mutation.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { TokenRef } from "../tokens/token-ref.js";

mutation(tokenSynchronize, {
  description:
    "Synchronizes a token whose clock or counter is off. It uses two consecutive codes; for an OCRA token, its answer to a challenge. The search covers 1,000 time steps in both directions, or 1,000 counts ahead. Codes and challenge are used up; wrong ones count as failures, as at tokenCheckOtp. While a new secret waits for its first code, the codes may be of the new secret: it is then synchronized, and must still be confirmed.",
  input: (t) => ({
    token: t.field({ type: TokenRef, required: true, description: "The token." }),
    otps: t.stringList({
      description:
        "Two codes as the device showed them, the older one first; without a PIN. For all tokens except OCRA tokens.",
    }),
    challenge: t.id({
      description: "The challenge of an OCRA token, created by challengeCreate with purpose SYNCHRONIZE.",
    }),
    answer: t.string({ description: "The answer that the OCRA token's device shows." }),
  }),
  payload: (t) => ({
    token: t.field({
      type: "Token",
      description: "The token as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(tokenLoader(context), payload.tokenId),
    }),
    shift: t.int({
      description: "How far the device was off, in time steps or counts.",
      resolve: ({ payload }) => payload.shift,
    }),
  }),
});
