import type { SecretEncoding } from "@tokenplane/rules/secret";
import type { Action } from "../actions/action.js";
import { isAllowed } from "../actions/permissions.js";
import { useCase } from "../actions/use-case.js";
import { factorOf } from "../factors/kinds.js";
import { RequestError } from "../request-error.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";

/** What `tokenReissue` is asked to do. */
export interface TokenReissueRequest {
  readonly acceptShortSecrets?: boolean | null | undefined;
  readonly counter?: number | null | undefined;
  readonly digits?: number | null | undefined;
  readonly issuer?: string | null | undefined;
  readonly lost: boolean;
  readonly secret?: string | null | undefined;
  readonly secretEncoding?: SecretEncoding | null | undefined;
  readonly token: TokenRefInput;
}

/** Gives a token a new secret: for a new phone or device, or because the old one is lost. */
export const tokenReissue = useCase("tokenReissue", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL"],
  run: async ({ token: ref, lost, ...input }: TokenReissueRequest, action: Action) => {
    const { actor } = action;
    if (input.secret == null && !isAllowed(actor, "tokenEnrolmentStart")) {
      throw new RequestError(
        "FORBIDDEN",
        `A key of role ${actor.role} may reissue a token only with a given secret.`,
      );
    }
    const token = await heldToken(action, ref);
    return factorOf(token).reissue(action, token, input, lost);
  },
});
