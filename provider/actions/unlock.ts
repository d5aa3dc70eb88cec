import { required } from "../framework/attributes.js";
import { defineAction } from "../framework/action.js";
import { string } from "../framework/types.js";
import { TokenUnlock } from "../client/operations.js";
import { mutate, type Tokenplane } from "../client/tokenplane.js";

export const unlock = defineAction<Tokenplane>()({
  description:
    "Unlocks a token that is locked after too many wrong codes, and resets the failure count. If it is not locked, nothing happens.",
  attributes: { token_id: required(string, { description: "The token." }) },
  async invoke({ token_id }, { client: tokenplane, progress }) {
    await mutate(tokenplane, TokenUnlock, { token: { id: token_id } }, ({ tokenUnlock }) => tokenUnlock, {
      attributes: ["token_id"],
      renamed: { token: "token_id" },
    });
    tokenplane.reads.forget(token_id);
    progress("The token may be used.");
  },
});
