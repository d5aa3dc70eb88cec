import { ofRole } from "../actions/actor.js";
import type { Action } from "../actions/action.js";
import { isAllowed } from "../actions/permissions.js";
import { useCase } from "../actions/use-case.js";
import { getFactor } from "../factors/by-kind.js";
import type { ReissueInput } from "../factors/reissue-input.js";
import { RequestError } from "../request-error.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";

/** The token to which `tokenReissue` gives a new secret. */
export interface TokenReissueRequest extends ReissueInput {
  /** Whether the old device is lost or stolen. Then the old secret is not valid any more, at once. */
  readonly lost: boolean;
  readonly token: TokenRefInput;
}

/** Gives a token a new secret: for a new phone or device, or because the old one is lost. */
export const tokenReissue = useCase("tokenReissue", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
  isUrgent: ({ lost }) => lost,
  run: async (request: TokenReissueRequest, action: Action) => {
    const { actor } = action;
    const { token: ref, lost, secret, secretEncoding, acceptShortSecrets, counter, digits, issuer } = request;
    // By name: what a model does not take is refused, and the request may have an idempotency key besides.
    const input: ReissueInput = { secret, secretEncoding, acceptShortSecrets, counter, digits, issuer };
    if (secret == null && !isAllowed(actor, "tokenEnrolmentStart")) {
      throw new RequestError("FORBIDDEN", `${ofRole(actor)} may reissue a token only with a given secret.`);
    }
    const token = await heldToken(action, ref);
    return getFactor(token).reissue(action, token, input, lost);
  },
});
