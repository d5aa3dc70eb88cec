import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { localId } from "../global-id.js";
import { findUser } from "../users/user-store.js";
import { findInvitation } from "./invitation-store.js";

/** Which link `invitationRevoke` revokes. */
export interface InvitationRevokeRequest {
  /** Global id. */
  readonly invitation: string;
}

/** Revokes a link that still works; one that was not used in time stays what it is. */
export const invitationRevoke = useCase("invitationRevoke", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async (input: InvitationRevokeRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const id = localId("Invitation", input.invitation);
    const invitation = id === null ? null : await findInvitation(transaction, accountId, id);
    if (invitation === null || invitation.userId === null) {
      throw new Refusal("NOT_FOUND", "There is no such invitation.", ["input", "invitation"]);
    }
    const { count } = await transaction.invitation.updateMany({
      where: {
        accountId,
        id: invitation.id,
        usedAt: null,
        revokedAt: null,
        expiresAt: { gt: new Date(now) },
      },
      data: { revokedAt: new Date(now) },
    });
    if (count > 0) {
      const { userId, resourceId } = invitation;
      const user = await findUser(transaction, accountId, { id: userId });
      const resource =
        resourceId === null
          ? null
          : await transaction.resource.findUnique({ where: { accountId_id: { accountId, id: resourceId } } });
      action.record({
        type: "INVITATION_REVOKED",
        user: user ?? { id: userId, login: null },
        resource,
        params: { because: null },
      });
    }
    return done({ invitationId: invitation.id });
  },
});
