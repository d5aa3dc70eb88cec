import { act, type Action } from "../actions/action.js";
import type { Services, UseCaseServices } from "../actions/services.js";
import { mailPortalChange } from "../messages/portal-mail.js";
import { forgive } from "../passwords/delays.js";
import {
  checkRecoveryCode,
  type CheckedRecoveryCode,
  countWrongRecoveryCode,
  forgiveRecoveryCodes,
  takeBackRecoveryCode,
} from "../recovery-codes/check.js";
import { takeRecoveryCode } from "../recovery-codes/recovery-code-store.js";
import { resourceClosed } from "../self-service/portal.js";
import type { Visitor } from "../sessions/begin.js";
import { enter, entering, getObstacle, portalRefused, recordDenied } from "./portal-answer.js";
import { goOnAtPortal, type PortalStep } from "./portal-step.js";
import { portalCaller } from "./start-sign-in.js";

/** Uses a right code up, and begins the session. @returns the cookie; null when the code lets no user in. */
async function recover(
  action: Action,
  { started, portal }: PortalStep,
  { isRight, stored }: CheckedRecoveryCode,
  visitor: Visitor,
): Promise<string | null> {
  const user = await entering(action, portal, started, "RECOVERY_CODE");
  // The code is kept for a day on which another token can be connected.
  if (user !== null && !portal.isResourceEnabled) throw resourceClosed(portal);
  if (!isRight || stored === null || user?.id !== stored.userId) return null;
  if (!(await takeRecoveryCode(action, stored))) return null;
  const { resource } = portal;
  // An alarm blocks what is done in the session, too.
  const sessionId = action.newId();
  action.record({
    type: "RECOVERY_CODE_USED",
    user,
    resource,
    clientAddress: visitor.address,
    params: {},
  });
  await mailPortalChange(action, user, {
    change: "RECOVERY_CODE_USED",
    resourceName: resource.name,
    token: null,
    clientAddress: visitor.address,
    sessionId,
  });
  return enter(action, portal, started, user, 1, visitor, { way: "RECOVERY_CODE", sessionId });
}

/**
 * Completes a sign-in to a portal with a recovery code, for who lost the token (NIST SP 800-63B-4, section 4.2.2: two proofs of
 * different kinds). In the session, another token may be connected, and nothing else be done that asks for a code. The answer
 * and the work are the same for a wrong code, a used one, and none; a token is never counted against.
 * @returns the cookie of the new session.
 * @throws RequestError SIGN_IN_REFUSED, ATTEMPT_EXPIRED, RATE_LIMITED, FORBIDDEN
 */
export async function recoverPortalSignIn(
  services: UseCaseServices & Pick<Services, "bounds">,
  visitor: Visitor,
  { attempt, code }: { readonly attempt: string; readonly code: string },
): Promise<string> {
  const step = await goOnAtPortal(services, visitor, attempt, "CODE");
  const { accountId, login, userId } = step.started;
  const typed = { accountId, userId, login, code, network: visitor.network };
  const checked = await checkRecoveryCode(services, typed);
  // Where the resource is closed, the code lets no user in, and is no wrong one.
  if (checked.isRight && !step.portal.isResourceEnabled) await takeBackRecoveryCode(services, typed);
  const secret = await act(services, portalCaller(services, accountId), services.clock(), async (action) => {
    await countWrongRecoveryCode(action, checked);
    const cookie = await recover(action, step, checked, visitor);
    if (cookie === null) {
      const reason = getObstacle(step.started) ?? "WRONG_RECOVERY_CODE";
      await recordDenied(action, step, visitor, reason, "RECOVERY_CODE");
    }
    return cookie;
  });
  if (secret === null) throw portalRefused();
  if (step.started.newPassword !== null) services.sessions.clear();
  await forgive(services, typed);
  await forgiveRecoveryCodes(services, typed);
  return secret;
}
