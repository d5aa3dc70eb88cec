import { Refusal } from "@tokenplane/rules/refusal";
import { act, type Action } from "../actions/action.js";
import type { Answer } from "../actions/idempotency.js";
import type { ActingServices, Services } from "../actions/services.js";
import { getRefusal, unlessRefused } from "../actions/use-case.js";
import { ensureConsole } from "../administrators/console.js";
import { getConsoleToken } from "../administrators/invite.js";
import { unlinkFromConsole } from "../administrators/administrator-mutations.js";
import { noteSignIn } from "../administrators/administrator-store.js";
import { assignmentCreate } from "../assignments/assignment-mutations.js";
import { tokenCreate } from "../enrolment/create-token.js";
import { tokenEnrolmentConfirm, tokenEnrolmentStart } from "../enrolment/enrol-token.js";
import { mailNotice } from "../messages/mail.js";
import { findUser } from "../users/user-store.js";
import { getFactor } from "../factors/by-kind.js";
import { globalId } from "../global-id.js";
import { RequestError } from "../request-error.js";
import { beginSession, type Visitor } from "../sessions/begin.js";
import { closeSession, endSessions } from "../sessions/end.js";
import { Prisma } from "../database/generated/client.js";
import { demandAllowed } from "./sign-in-account.js";
import { type OwnSession, personCaller } from "./person.js";

/** A secret that waits for its first code, as the page shows it. */
export interface NewSecret {
  readonly secretHex: string;
  readonly otpauthUri: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  readonly attemptsLeft: number;
}

function getNewSecret({
  payload,
  secrets,
}: Answer<{ enrolment: { expiresAt: string | null; attemptsLeft: number | null } | null }>): NewSecret {
  const { secretHex, otpauthUri } = secrets ?? {};
  const { expiresAt, attemptsLeft } = payload.enrolment ?? {};
  if (secretHex === undefined || otpauthUri === undefined || expiresAt == null || attemptsLeft == null) {
    throw new TypeError("an app's new secret has all of this");
  }
  return { secretHex, otpauthUri, expiresAt, attemptsLeft };
}

/** An app's token of a person, linked to the console. */
async function makeToken(action: Action, { userId }: OwnSession): Promise<NewSecret> {
  // Without the person's name, which would stay with the token when the person goes.
  const name = "Authenticator app";
  const user = { id: globalId("User", userId) };
  const made = unlessRefused(
    await tokenCreate.run({ model: { software: { googleAuthenticator: {} } }, name, to: { user } }, action),
  );
  const console = await ensureConsole(action);
  const token = { id: globalId("Token", made.payload.tokenId) };
  const to = { resource: { id: globalId("Resource", console.id) } };
  unlessRefused(await assignmentCreate.run({ token, to }, action));
  return getNewSecret(made);
}

function hasTokenAlready(): Refusal {
  return new Refusal("STILL_IN_USE", "You have a token already. Sign in with its code.");
}

/** An administrator may link a token of the person to the console meanwhile. */
const MADE_MEANWHILE = { assignments_account_id_resource_id_user_id_key: hasTokenAlready };

/**
 * Begins the enrolment of an authenticator app by a person who signs in to the console with it from then on. Asked again, it
 * gives another secret, and the one before is void.
 * @throws Refusal
 */
export async function beginOwnEnrolment(
  services: ActingServices,
  session: OwnSession,
  visitor: Visitor,
): Promise<NewSecret> {
  const { accountId, userId, login } = session;
  const caller = personCaller(services, accountId, { id: userId, login }, visitor);
  await demandAllowed(services, accountId, visitor);
  const begin = async (action: Action): Promise<NewSecret> => {
    // One enrolment of a person at a time.
    await action.transaction.$queryRaw(Prisma.sql`
      SELECT 1 FROM administrators WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`);
    const known = await getConsoleToken(action, userId);
    if (known === null) return makeToken(action, session);
    if (!getFactor(known).showsCodes && known.status !== "ACTIVE") {
      // A number or a phone that was not confirmed; this page connects an app.
      await unlinkFromConsole(action, known.id);
      return makeToken(action, session);
    }
    if (known.status === "ACTIVE") {
      throw hasTokenAlready();
    }
    const token = { id: globalId("Token", known.id) };
    return getNewSecret(unlessRefused(await tokenEnrolmentStart.run({ token }, action)));
  };
  return act(services, caller, services.clock(), begin).catch((error: unknown) => {
    throw getRefusal(error, MADE_MEANWHILE, session);
  });
}

/** Why a first code completed nothing, and how many more wrong ones are accepted. */
export interface WrongFirstCode {
  readonly refusal: Refusal;
  /** 0 when the secret is void, and another one must be asked for. */
  readonly attemptsLeft: number;
}

/** How many more wrong codes an enrolment accepts. */
async function getAttemptsLeft({ transaction, accountId }: Action, tokenId: string): Promise<number> {
  const open = await transaction.enrolment.findUnique({
    where: { accountId_tokenId: { accountId, tokenId } },
    select: { attemptsLeft: true },
  });
  return open?.attemptsLeft ?? 0;
}

/**
 * Ends a session of level 1, and begins one of level 2 in its place. Others of level 1, which more links or tabs opened, end too:
 * they would enrol another token without a password, once this one is gone.
 * @throws RequestError UNAUTHENTICATED
 */
async function raise(action: Action, session: OwnSession, visitor: Visitor): Promise<string> {
  const { id, userId, login } = session;
  if (!(await closeSession(action, id))) {
    throw new RequestError(
      "UNAUTHENTICATED",
      "The session has ended. Ask an administrator for another link.",
    );
  }
  if (!(await noteSignIn(action, userId))) {
    throw new RequestError("UNAUTHENTICATED", "Your role was removed. Ask an administrator.");
  }
  const user = { id: userId, login };
  await endSessions(action, user, "CONNECTED_ELSEWHERE", { level: 1 });
  return beginSession(action, user, 2, visitor);
}

/**
 * Completes it with a first code: the session of level 1 ends, and one of level 2 begins.
 * @returns the cookie of the new session; or why the code completed nothing. The counts stay.
 * @throws Refusal, RequestError
 */
export async function confirmOwnEnrolment(
  services: ActingServices & Pick<Services, "sessions">,
  session: OwnSession,
  otp: string,
  visitor: Visitor,
): Promise<string | WrongFirstCode> {
  const { accountId, userId, login } = session;
  const caller = personCaller(services, accountId, { id: userId, login }, visitor);
  await demandAllowed(services, accountId, visitor);
  const outcome = await act(services, caller, services.clock(), async (action) => {
    const known = await getConsoleToken(action, userId);
    if (known === null) {
      return {
        refusal: new Refusal("EXPIRED", "There is nothing to confirm. Begin again."),
        attemptsLeft: 0,
      };
    }
    const token = { id: globalId("Token", known.id) };
    const confirmed = await tokenEnrolmentConfirm.run({ token, otp }, action);
    if (confirmed instanceof Refusal) {
      return { refusal: confirmed, attemptsLeft: await getAttemptsLeft(action, known.id) };
    }
    const user = await findUser(action.transaction, accountId, { id: userId });
    if (user !== null) await mailNotice(action, user, "TOKEN_CONNECTED", visitor.address);
    return raise(action, session, visitor);
  });
  services.sessions.clear();
  return outcome;
}
