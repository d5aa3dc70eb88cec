import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { lockUser, type UserRefInput } from "../users/user-ref.js";
import { voidRecoveryCode } from "./recovery-code-store.js";

/** Whose recovery code `recoveryCodeRevoke` makes void. */
export interface RecoveryCodeRevokeRequest {
  readonly user: UserRefInput;
}

/** Makes a user's recovery code void, if there is one. */
export const recoveryCodeRevoke = useCase("recoveryCodeRevoke", {
  errors: ["NOT_FOUND"],
  isUrgent: true,
  run: async ({ user: ref }: RecoveryCodeRevokeRequest, action: Action) => {
    const user = await lockUser(action, ref, ["input", "user"]);
    await voidRecoveryCode(action, user, "REVOKED");
    return done({ userId: user.id });
  },
});
