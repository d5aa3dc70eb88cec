import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { useCase } from "../actions/use-case.js";
import { getFactor } from "../factors/by-kind.js";
import type { Synchronized } from "../factors/synchronization.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import { challengeId } from "./subject.js";

/** The token that `tokenSynchronize` synchronizes, with two codes. An OCRA token gives an answer to a challenge instead. */
export interface TokenSynchronizeRequest {
  /** The answer that the device of an OCRA token shows. */
  readonly answer?: string | null | undefined;
  /** Global id of the challenge that an OCRA token answers. */
  readonly challenge?: string | null | undefined;
  /** Two codes as the device showed them, the older one first, without a PIN. */
  readonly otps?: readonly string[] | null | undefined;
  readonly token: TokenRefInput;
}

/** Synchronizes a token whose clock or counter is off. */
export const tokenSynchronize = useCase("tokenSynchronize", {
  errors: ["NOT_FOUND", "WRONG_CODE", "REPLAYED", "EXPIRED", "LOCKED", "NOT_SUPPORTED_BY_MODEL"],
  takesCode: true,
  run: async (
    { otps, challenge, answer, token: ref }: TokenSynchronizeRequest,
    action: Action,
  ): Promise<Outcome<Synchronized>> => {
    const token = await heldToken(action, ref);
    const id = challenge == null ? challenge : challengeId(challenge);
    return getFactor(token).synchronize(action, token, { otps, challengeId: id, answer });
  },
});
