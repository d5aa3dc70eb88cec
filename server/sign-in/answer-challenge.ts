import { act } from "../actions/action.js";
import type { UseCaseServices } from "../actions/services.js";
import { inTransaction } from "../database/transaction.js";
import { roleObstacle } from "../authentication/obstacles.js";
import { noteSignIn } from "../administrators/administrator-store.js";
import type { Reason } from "../events/event-types.js";
import { globalId } from "../global-id.js";
import { forgetWrong } from "../passwords/check.js";
import { forgive } from "../passwords/delays.js";
import { isStillSet } from "../passwords/password-store.js";
import { RequestError } from "../request-error.js";
import { holdProof } from "../self-service/portal-membership.js";
import { beginSession, type Visitor } from "../sessions/begin.js";
import { findUser } from "../users/user-store.js";
import { lockedAnswer } from "./locked.js";
import { isGranted } from "./page-attempt.js";
import { goOn, type StartedSignIn } from "./sign-in-store.js";
import { consoleCaller } from "./start-sign-in.js";

/** One sentence for every reason: the client does not learn which part was wrong. */
export function signInRefused(): RequestError {
  return new RequestError(
    "SIGN_IN_REFUSED",
    "The sign-in failed. Type the next code. If the login or the password may be wrong, start again: no code corrects them.",
  );
}

/** The error of a page that waited too long, or typed too many codes. */
export function startAgain(): RequestError {
  return new RequestError(
    "ATTEMPT_EXPIRED",
    "This sign-in took too long, or too many codes were typed. Begin again.",
  );
}

/** Why the user cannot sign in by this attempt, whatever the code is. */
function getObstacle({ userId, role }: StartedSignIn): Reason | null {
  if (userId === null) return "WRONG_PASSWORD";
  return roleObstacle(role);
}

/**
 * Completes a sign-in to the console with a code. With a wrong password, the token is not touched, so that no person locks it
 * who does not know the password.
 * @returns the cookie of the new session.
 * @throws RequestError SIGN_IN_REFUSED, ATTEMPT_EXPIRED
 */
export async function answerSignIn(
  services: UseCaseServices,
  visitor: Visitor,
  { attempt, passcode }: { readonly attempt: string; readonly passcode: string },
): Promise<string> {
  const { database, clock } = services;
  const started = await goOn(database, "CONSOLE", attempt, "CODE", clock());
  if (started === null) throw startAgain();
  const { accountId, login, userId, passwordVersion, resourceId } = started;
  const caller = consoleCaller(services, accountId);
  const granted = await isGranted(
    services,
    caller,
    { door: "CONSOLE", obstacle: getObstacle(started) },
    visitor,
    {
      ...started,
      passcode,
      // Whose password it was; the login may be somebody else's by now.
      subject: userId === null ? { login } : { id: globalId("User", userId) },
    },
  );
  if (!granted) {
    const known = userId !== null && getObstacle(started) === null ? { accountId, userId, resourceId } : null;
    throw (known === null ? null : await lockedAnswer(services, known)) ?? signInRefused();
  }
  if (userId === null || passwordVersion === null) throw signInRefused();
  await forgive(services, { accountId, login, network: visitor.network });
  const now = clock();
  return act(services, caller, now, async (action) => {
    const { transaction } = action;
    // Somebody may have stopped the token since its code was checked.
    const isProof = await holdProof(inTransaction(transaction), accountId, userId, resourceId, now);
    const user = await findUser(transaction, accountId, { id: userId });
    // The password may have been reset, and the role taken, since the sign-in was begun.
    const isSame = await isStillSet(transaction, accountId, userId, passwordVersion);
    const isNoted = await noteSignIn(action, userId);
    if (user === null || !isProof || !isSame || !isNoted) throw signInRefused();
    await forgetWrong(action, userId);
    const { count } = await transaction.signIn.deleteMany({ where: { hash: started.hash } });
    if (count === 0) throw startAgain();
    return beginSession(action, user, 2, visitor);
  });
}
