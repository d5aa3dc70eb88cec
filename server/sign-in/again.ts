import { act } from "../actions/action.js";
import type { Services, UseCaseServices } from "../actions/services.js";
import { globalId } from "../global-id.js";
import { checkPassword, countWrong, forgetWrong, isStillRight } from "../passwords/check.js";
import { forgive } from "../passwords/delays.js";
import type { Visitor } from "../sessions/begin.js";
import { RequestError } from "../request-error.js";
import { inTransaction } from "../database/transaction.js";
import { holdProof } from "../self-service/portal-membership.js";
import { sessionEnded } from "../sessions/ended.js";
import { hashSecret, newSecret } from "../sessions/session-secret.js";
import { getConsole } from "./sign-in-account.js";
import { lockedAnswer } from "./locked.js";
import { isGranted } from "./page-attempt.js";
import type { OwnSession } from "./person.js";
import { consoleCaller } from "./start-sign-in.js";

/** The factors that a person proves again in a session: the password, and a code. */
export interface ProvenAgain {
  readonly password: string;
  readonly passcode: string;
  /** The challenge that the code answers; null when it answers none. */
  readonly challengeId: string | null;
}

/** One sentence for every reason. In a dialog, the password is typed again. */
function notConfirmed(): RequestError {
  return new RequestError(
    "SIGN_IN_REFUSED",
    "You were not confirmed. Check the password, and type the next code.",
  );
}

/**
 * Proves again which person uses a session, for actions that ask for it. The session continues under another cookie.
 * @returns the new cookie. @throws RequestError SIGN_IN_REFUSED, RATE_LIMITED, UNAUTHENTICATED
 */
export async function proveAgain(
  services: UseCaseServices & Pick<Services, "bounds">,
  session: OwnSession,
  visitor: Visitor,
  { password, passcode, challengeId }: ProvenAgain,
): Promise<string> {
  const { clock } = services;
  const { accountId, id, userId, login } = session;
  const caller = consoleCaller(services, accountId);
  const { network } = visitor;
  const checked = await checkPassword(services, { accountId, login, password, network });
  await act(services, caller, clock(), (action) => countWrong(action, checked));
  const rules = { door: "CONSOLE", obstacle: checked.isRight ? null : "WRONG_PASSWORD" } as const;
  const resourceId = await getConsole(services, accountId);
  const granted = await isGranted(services, caller, rules, visitor, {
    resourceId,
    subject: { id: globalId("User", userId) },
    passcode,
    challengeId,
  });
  if (!granted) {
    const locked = checked.isRight ? await lockedAnswer(services, { accountId, userId, resourceId }) : null;
    throw locked ?? notConfirmed();
  }
  await forgive(services, { accountId, login, network });
  const secret = newSecret();
  const now = clock();
  await act(services, caller, now, async (action) => {
    // Somebody may have stopped the token since its code was checked.
    const database = inTransaction(action.transaction);
    if (!(await holdProof(database, accountId, userId, resourceId, now))) throw notConfirmed();
    if (!(await isStillRight(action, checked, userId))) throw notConfirmed();
    await forgetWrong(action, userId);
    const { count } = await action.transaction.userSession.updateMany({
      where: { accountId, id, revokedAt: null },
      data: { hash: hashSecret(secret), verifiedAt: new Date(now), seenAt: new Date(now) },
    });
    if (count === 0) throw sessionEnded();
  });
  services.sessions.clear();
  return secret;
}
