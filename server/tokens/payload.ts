import { loadTold } from "../graphql/loader.js";
import type { PayloadBuilder } from "../graphql/mutation.js";
import { tokenLoader } from "./store.js";

/** The payload of a mutation that changes a token: the token. */
export function changedToken(t: PayloadBuilder<{ readonly tokenId: string }>) {
  return {
    token: t.field({
      type: "Token",
      description: "The token as it is now.",
      resolve: ({ payload }, _args, context) => loadTold(tokenLoader(context), payload.tokenId),
    }),
  };
}
