import type { Action } from "../actions/action.js";
import { useCase } from "../actions/use-case.js";
import { getFactor } from "../factors/by-kind.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";

/** The token to which `tokenEnrolmentStart` gives a new secret. */
export interface TokenEnrolmentStartRequest {
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
  readonly token: TokenRefInput;
}

/** Creates a new secret for a token of an app that has no secret in use. */
export const tokenEnrolmentStart = useCase("tokenEnrolmentStart", {
  errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "STILL_IN_USE", "POLICY_REFUSED"],
  run: async (input: TokenEnrolmentStartRequest, action: Action) => {
    const token = await heldToken(action, input.token);
    return getFactor(token).startEnrolment(action, token, input.issuer);
  },
});

/** The token whose new secret `tokenEnrolmentConfirm` confirms. */
export interface TokenEnrolmentConfirmRequest {
  /** The code that the app shows. */
  readonly otp: string;
  readonly token: TokenRefInput;
}

/** Completes an enrolment with a valid code of the new secret; the code is then used up. */
export const tokenEnrolmentConfirm = useCase("tokenEnrolmentConfirm", {
  errors: ["NOT_FOUND", "WRONG_CODE", "REPLAYED", "EXPIRED"],
  takesCode: true,
  run: async (input: TokenEnrolmentConfirmRequest, action: Action) => {
    const token = await heldToken(action, input.token);
    return getFactor(token).confirm(action, token, input.otp);
  },
});
