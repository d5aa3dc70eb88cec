import type { TokenWithSecret } from "../../tokens/token-with-secret.js";
import { loadReturned } from "../loader.js";
import type { PayloadBuilder } from "../mutation.js";
import { EnrolmentType } from "./enrolment-type.js";
import { tokenLoader } from "./token-loader.js";

/** The payload of a mutation that changes a token: the token. */
export function changedToken(t: PayloadBuilder<{ readonly tokenId: string }>) {
  return {
    token: t.field({
      type: "Token",
      description: "The token as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(tokenLoader(context), payload.tokenId),
    }),
  };
}

/** The payload of a mutation that may have made a secret: the token, and the secret, once. */
export function tokenWithSecret(t: PayloadBuilder<TokenWithSecret>) {
  return {
    ...changedToken(t),
    enrolment: t.field({
      type: EnrolmentType,
      nullable: true,
      description:
        "The secret that the server generated, shown once, or the code that it sent; null when there is none.",
      resolve: ({ payload, secrets }) =>
        payload.enrolment === null ? null : { ...payload.enrolment, secrets },
    }),
  };
}
