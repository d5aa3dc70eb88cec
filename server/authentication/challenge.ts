import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { type Door, DOORS } from "../actions/doors.js";
import type { Outcome, Payload } from "../actions/idempotency.js";
import { mayTouchUser } from "../actions/may-touch.js";
import { done, useCase } from "../actions/use-case.js";
import type { Database } from "../database/database.js";
import { inTransaction } from "../database/transaction.js";
import type { Reason } from "../events/event-types.js";
import type { Purpose } from "../factors/challenge-store.js";
import { subjectName } from "../factors/decoy.js";
import { decoyAsking, readForms } from "../factors/decoy-form.js";
import type { Asking, CreatedChallenge, ReadToken, ShownChallenge } from "../factors/factor.js";
import { NIL_UUID } from "../nil-uuid.js";
import { noSuchResource } from "../resources/resource-ref.js";
import { tokenObstacle } from "../tokens/obstacle.js";
import { noSuchToken } from "../tokens/token-ref.js";
import { isAsRead } from "../tokens/token-store.js";
import type { Subject } from "../tokens/token-subject.js";
import { loginKey } from "../users/user-store.js";
import { recordChallenge, refusedCheck } from "./challenge-events.js";
import { askedIn, type ChallengeCreateRequest } from "./challenge-request.js";
import { getAbout } from "./event-text.js";
import { signInObstacle } from "./obstacles.js";
import { readToken } from "./read-token.js";
import { checkSendingPin, tryPin, type TriedPin } from "./sending-pin.js";
import { isOpenAt } from "./sign-in.js";
import { type Question, readSnapshots, type Snapshot } from "./snapshot.js";
import { pinShares } from "./subject.js";

/** How a token is asked, or how it seems to be. */
interface Asked {
  readonly asking: Asking;
  /** Why the token is asked nothing; null when it is, or when it is never asked. */
  readonly obstacle: Reason | null;
}

/** Why a sign-in will be denied whatever the answer is; null when it will not. */
function findObstacle(
  snapshot: Snapshot,
  token: ReadToken | null,
  subject: Subject,
  { clientAddress, door }: { readonly clientAddress: string | null; readonly door: Door },
  now: number,
): Reason | null {
  // Without the client's address here, it is sent later, together with the answer.
  const isAnywhere = clientAddress === null || !DOORS[door].asksAddresses;
  const anywhere = isAnywhere ? { ...snapshot, allowedAddresses: [] } : snapshot;
  return signInObstacle(anywhere, subject, clientAddress, now) ?? token?.obstacle ?? null;
}

/** How a token is asked for a check or a synchronization. @throws Refusal when it is not, or when there is none */
function askOfToken(snapshot: Snapshot, token: ReadToken | null, purpose: Purpose, now: number): Asked {
  const path = ["input", "subject", "token"];
  const notSupported = (message: string) => new Refusal("NOT_SUPPORTED_BY_MODEL", message, path);
  if (token === null) throw noSuchToken(path);
  const { asking } = token;
  if (asking === null) {
    throw notSupported("The token shows codes and answers no challenges; use one of its codes.");
  }
  const objection = asking.objection(purpose);
  if (objection !== null) throw notSupported(objection);
  return { asking, obstacle: asking.sends ? tokenObstacle(snapshot, now) : null };
}

/** As logins are compared; null when it is not known. */
function getLogin(snapshot: Snapshot, subject: Subject): string | null {
  const named = snapshot.login ?? ("user" in subject && "login" in subject.user ? subject.user.login : null);
  return named === null ? null : loginKey(named);
}

/** A challenge as the caller gets it. */
interface Challenge extends Payload, ShownChallenge {
  readonly id: string;
  readonly expiresAt: string;
  /** false when it was asked for too early: then nothing is sent. */
  readonly sent: boolean;
  /** When the next one comes in time; null where nothing is sent. */
  readonly nextAt: string | null;
}

/**
 * Whether something is sent, and when the next one can be, as the door may know it: a caller of the API learns of a sign-in only what
 * holds for a user that does not exist as well; a page asks for a decoy where the first factor was not proven.
 */
function getQueue(door: Door, { queue, reason }: CreatedChallenge) {
  if (queue === null) return { sent: true, nextAt: null };
  const { isPage } = DOORS[door];
  const at = isPage ? queue.freeAt : queue.nextAt;
  return { sent: queue.isInTime && !(isPage && isNotSent(reason)), nextAt: new Date(at).toISOString() };
}

/** Whether a reason is about the sending, and not about the user who signs in: the same for a decoy. */
function isNotSent(reason: Reason | null): boolean {
  return reason === "SENT_TOO_OFTEN" || reason === "NO_CHANNEL" || reason === "COUNTRY_NOT_ALLOWED";
}

async function readOne(database: Pick<Database, "query">, question: Question): Promise<Snapshot> {
  const [found] = await readSnapshots(database, [question]);
  if (found === undefined) throw new TypeError("there is no snapshot");
  return found;
}

/** Creates challenges. */
const creation = (door: Door) =>
  useCase("challengeCreate", {
    errors: ["NOT_FOUND", "NOT_SUPPORTED_BY_MODEL", "POLICY_REFUSED"],
    isUrgent: true,
    checksPin: true,
    constraints: {
      // The resource was deleted meanwhile.
      challenges_account_id_resource_id_fkey: () => noSuchResource(["input", "resource"]),
    },
    prepare: async (request: ChallengeCreateRequest, { services, actor }): Promise<TriedPin | null> => {
      const { about, subject } = askedIn(request, actor);
      if (request.pin == null) return null;
      const snapshot = await readOne(services.database, about);
      return tryPin(services, actor.accountId, pinShares(actor.accountId, subject), snapshot, request.pin);
    },
    run: async (request: ChallengeCreateRequest, action: Action, tried): Promise<Outcome<Challenge>> => {
      const { purpose } = request;
      const { transaction, accountId, now, services, actor } = action;
      const { signsIn, clientAddress, locale, subject, about } = askedIn(request, actor);
      const read = async () => {
        const found = await readOne(inTransaction(transaction), about);
        if (signsIn && (found.resourceId === null || !isOpenAt(door, found))) {
          throw noSuchResource(["input", "resource"]);
        }
        return found;
      };
      let snapshot = await read();
      if (!signsIn) await mayTouchUser(action, snapshot.userId);
      // This is done also when no decoy is needed, so that the response time reveals nothing.
      const forms = signsIn ? await readForms(transaction, accountId) : [];
      const ask = (found: Snapshot): Asked => {
        const token = readToken(found);
        if (!signsIn) return askOfToken(found, token, purpose, now);
        const decoy = decoyAsking(forms, services.hmacKey, accountId, subject, found);
        const obstacle = findObstacle(found, token, subject, { clientAddress, door }, now);
        return { asking: token?.asking ?? decoy, obstacle };
      };
      let asked = ask(snapshot);
      // It is asked as the token is now, and its PIN and failures are the current ones.
      while (!(await isAsRead(transaction, accountId, snapshot.tokenId ?? NIL_UUID, snapshot))) {
        snapshot = await read();
        asked = ask(snapshot);
      }
      const { asking, obstacle } = asked;
      const refused = asking.sends
        ? await checkSendingPin(action, snapshot, tried ?? null, obstacle)
        : obstacle;
      const created = await asking.create(action, {
        purpose,
        name: subjectName(subject, snapshot),
        about: getAbout(snapshot),
        login: getLogin(snapshot, subject),
        pushConfirmation: snapshot.pushConfirmation,
        pinGiven: tried != null,
        pinChecked: tried != null && snapshot.pinHash !== null,
        clientAddress,
        locale,
        refused,
      });
      const { id, reason, queue, shown, expiresAt } = created;
      if (!signsIn && reason !== null && queue !== null) {
        return refusedCheck(action, snapshot, reason, clientAddress, queue.freeAt);
      }
      recordChallenge(action, snapshot, subject, { purpose, clientAddress }, created);
      return done({ ...shown, id, ...getQueue(door, created), expiresAt: expiresAt.toISOString() });
    },
  });

/** Creates a challenge: a question for a token that answers questions (OCRA), a code that is sent, or a request on a phone. */
export const challengeCreate = creation("API");

/** The same for a sign-in to the console, by its page. */
export const challengeCreateAtConsole = creation("CONSOLE");

/** The same for a sign-in to the portal of a resource. */
export const challengeCreateAtPortal = creation("PORTAL");
