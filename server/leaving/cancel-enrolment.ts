import { ofRole } from "../actions/actor.js";
import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { isAllowed } from "../actions/permissions.js";
import { done, useCase } from "../actions/use-case.js";
import { RequestError } from "../request-error.js";
import { dropEnrolment, nothingToConfirm } from "../tokens/enrol.js";
import type { TokenRow } from "../tokens/token-store.js";
import { heldToken, type TokenRefInput } from "../tokens/token-ref.js";
import { deleteToken } from "./delete-token.js";

/** The token whose enrolment `tokenEnrolmentCancel` cancels. */
export interface TokenEnrolmentCancelRequest {
  readonly token: TokenRefInput;
}

/**
 * Cancels the enrolment of a held token; one that was never active is deleted with it.
 * @param mayDelete whether the actor may delete such a token. @throws Refusal, RequestError
 */
export async function cancelEnrolment(
  action: Action,
  token: TokenRow,
  mayDelete: boolean,
): Promise<Outcome<{ tokenId: string; deleted: boolean }>> {
  const { transaction, accountId, now, actor } = action;
  // One that is over has dropped its secret: there is nothing to cancel, and the token stays PENDING.
  const open = await transaction.enrolment.count({
    where: { accountId, tokenId: token.id, expiresAt: { gt: new Date(now) } },
  });
  if (open === 0) throw nothingToConfirm();
  await dropEnrolment(action, token.id);
  action.record({
    type: "TOKEN_ENROLMENT_CANCELLED",
    token,
    params: { isOfAddress: false },
  });
  const wasActive = token.lastUsedAt !== null;
  if (wasActive) return done({ tokenId: token.id, deleted: false });
  if (!mayDelete) {
    throw new RequestError(
      "FORBIDDEN",
      `${ofRole(actor)} may not cancel this enrolment: that would delete the token, which was never active.`,
    );
  }
  await deleteToken(action, token);
  return done({ tokenId: token.id, deleted: true });
}

/** Cancels an enrolment. */
export const tokenEnrolmentCancel = useCase("tokenEnrolmentCancel", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (
    input: TokenEnrolmentCancelRequest,
    action: Action,
  ): Promise<Outcome<{ tokenId: string; deleted: boolean }>> => {
    return cancelEnrolment(
      action,
      await heldToken(action, input.token),
      isAllowed(action.actor, "tokenDelete"),
    );
  },
});
