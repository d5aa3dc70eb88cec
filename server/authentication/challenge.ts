import { type Actor, ofRole } from "../actions/actor.js";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { type Door, DOORS } from "../actions/doors.js";
import type { Database } from "../database/database.js";
import { inTransaction } from "../database/transaction.js";
import type { Outcome, Payload } from "../actions/idempotency.js";
import { mayTouchUser } from "../actions/may-touch.js";
import { isAllowed, type Operation } from "../actions/permissions.js";
import { done, useCase } from "../actions/use-case.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import type { Reason } from "../events/event-types.js";
import { CHALLENGE_TTL_MS, keepChallenge, type Purpose } from "../factors/challenge-store.js";
import { type ChallengeForm, decoyForm, readForms } from "../factors/decoy.js";
import type { Confirmation } from "../factors/push/ask.js";
import { checkAskedLocale } from "../messages/asked-locale.js";
import { getFactor } from "../factors/kinds.js";
import { NIL_UUID } from "../nil-uuid.js";
import { newQuestion } from "../otp/question.js";
import { RequestError } from "../request-error.js";
import { noSuchResource, resourceKey, type ResourceRefInput } from "../resources/resource-ref.js";
import { tokenObstacle } from "../tokens/obstacle.js";
import { isAsRead } from "../tokens/token-store.js";
import type { Subject } from "../tokens/token-subject.js";
import { getSentBy } from "../channels/channel-target.js";
import { noSuchToken } from "../tokens/token-ref.js";
import { checkAddress } from "./client-address.js";
import { questionObstacle, signInObstacle } from "./obstacles.js";
import { getAbout, present } from "./event-text.js";
import { type SentCode, sendCode, whyNotSent } from "./send-code.js";
import { sendPush } from "./send-push.js";
import { tryPin, type TriedPin } from "./sending-pin.js";
import { isOpenAt } from "./sign-in.js";
import { type Question, readSnapshots, type Snapshot } from "./snapshot.js";
import { isUnknown, pinShares, subjectHmac, type SubjectInput, getSubject } from "./subject.js";

/** A role may request a challenge only for an operation that it may use. */
const USED_BY: Readonly<Record<Purpose, Operation>> = {
  SIGN_IN: "authenticate",
  CHECK: "tokenCheckOtp",
  SYNCHRONIZE: "tokenSynchronize",
};

/** The question and its token; for a decoy, no token. */
interface Asked {
  readonly tokenId: string | null;
  /** The question, or how a code is sent. */
  readonly what:
    { readonly question: string } | { readonly sentBy: DeliveryKind } | { readonly onPhone: true };
  /** Why the challenge is a decoy; null when it is not. Also null when the token answers no challenges. */
  readonly reason: Reason | null;
}

function getRules(snapshot: Snapshot) {
  return snapshot.tokenId === null ? null : getFactor(snapshot).challenge;
}

/**
 * Requests a challenge for a sign-in. Whatever will deny the sign-in, there is a challenge.
 * @param decoy the form of the challenge for a subject that has no token for challenges.
 */
function askToSignIn(
  snapshot: Snapshot,
  subject: Subject,
  { clientAddress, door }: { readonly clientAddress: string | null; readonly door: Door },
  now: number,
  decoy: ChallengeForm,
): Asked {
  // Without the client's address here, it is sent later, together with the answer.
  const isAnywhere = clientAddress === null || !DOORS[door].asksAddresses;
  const anywhere = isAnywhere ? { ...snapshot, allowedAddresses: [] } : snapshot;
  const rules = getRules(snapshot);
  const reason = signInObstacle(anywhere, subject, clientAddress, now) ?? questionObstacle(snapshot);
  const tokenId = reason === null && rules !== null ? snapshot.tokenId : null;
  const sentBy = getSentBy(snapshot);
  if (rules?.kind === "QUESTION") {
    return { tokenId, what: { question: rules.newQuestion(snapshot) }, reason };
  }
  if (rules?.kind === "PUSH") return { tokenId, what: { onPhone: true }, reason };
  if (rules?.kind === "CODE" && sentBy !== null) return { tokenId, what: { sentBy }, reason };
  if ("question" in decoy) {
    return { tokenId: null, what: { question: newQuestion(decoy.question) }, reason };
  }
  if (decoy.sentBy === "PUSH") return { tokenId: null, what: { onPhone: true }, reason };
  return { tokenId: null, what: { sentBy: decoy.sentBy }, reason };
}

/** Requests a challenge for a check or a synchronization, for a token that exists. @throws Refusal */
function askOfToken(snapshot: Snapshot, purpose: Purpose, now: number): Asked {
  const path = ["input", "subject", "token"];
  if (snapshot.tokenId === null) throw noSuchToken(path);
  const rules = getRules(snapshot);
  if (rules === null) {
    const message = "The token shows codes and answers no challenges; use one of its codes.";
    throw new Refusal("NOT_SUPPORTED_BY_MODEL", message, path);
  }
  const objection = rules.kind === "QUESTION" ? rules.objection(snapshot, purpose) : rules.objection(purpose);
  if (objection !== null) throw new Refusal("NOT_SUPPORTED_BY_MODEL", objection, path);
  if (rules.kind === "QUESTION") {
    return { tokenId: snapshot.tokenId, what: { question: rules.newQuestion(snapshot) }, reason: null };
  }
  if (rules.kind === "PUSH") {
    return { tokenId: snapshot.tokenId, what: { onPhone: true }, reason: tokenObstacle(snapshot, now) };
  }
  const sentBy = getSentBy(snapshot);
  if (sentBy === null) throw new TypeError("the codes of this token are not sent");
  return { tokenId: snapshot.tokenId, what: { sentBy }, reason: tokenObstacle(snapshot, now) };
}

function recordChallenge(
  action: Action,
  snapshot: Snapshot,
  subject: Subject,
  { purpose, clientAddress }: { readonly purpose: Purpose; readonly clientAddress: string | null },
  { tokenId, reason, thing }: Pick<Asked, "tokenId" | "reason"> & { readonly thing: string },
): void {
  const where = purpose === "SIGN_IN" ? ` at ${snapshot.resourceName}` : "";
  const who =
    snapshot.tokenId === null ? (snapshot.login ?? "Someone unknown") : `Token ${snapshot.tokenName}`;
  const what = { SIGN_IN: "sign in", CHECK: "be checked", SYNCHRONIZE: "be synchronized" }[purpose];
  const why = reason === null ? "the token answers no challenges" : whyNotSent(reason);
  const summary =
    reason === "SENT_TOO_OFTEN"
      ? `${who} was sent nothing${where}: ${why}.`
      : tokenId === null
        ? `${who} was sent a decoy challenge${where}: ${why}.`
        : `${who} was sent ${thing}${where}, to ${what}.`;
  action.record({
    ...getAbout(snapshot),
    type: "CHALLENGE_CREATED",
    ...(reason === null ? {} : { reason }),
    clientAddress,
    ...(isUnknown(subject, snapshot) ? { subjectHmac: subjectHmac(action.services.hmacKey, subject) } : {}),
    summary,
  });
}

/**
 * Records that nothing is sent for an administrator's check.
 * @returns the refusal, for the caller to return: the count stays, and so does the event.
 */
function refusedCheck(
  action: Action,
  snapshot: Snapshot,
  reason: Reason,
  clientAddress: string | null,
  freeAt: number,
): Refusal {
  const why = whyNotSent(reason);
  const { token, user } = getAbout(snapshot);
  action.record({
    token: present(token),
    user,
    type: "TOKEN_CHECKED",
    outcome: "INVALID",
    reason,
    clientAddress,
    summary: `Token ${snapshot.tokenName} was not checked: ${why}.`,
  });
  const next =
    reason === "SENT_TOO_OFTEN" ? ` The next one can be sent at ${new Date(freeAt).toISOString()}.` : "";
  return new Refusal("POLICY_REFUSED", `The code cannot be sent: ${why}.${next}`, [
    "input",
    "subject",
    "token",
  ]);
}

/** The challenge that `challengeCreate` creates. */
export interface ChallengeCreateRequest {
  /** IP address of the person's device: a code then says where it was asked for, and is not sent from where the resource allows no sign-in. */
  readonly clientAddress?: string | null | undefined;
  /** The language of a code's message, as a BCP 47 tag; by default the account's. */
  readonly locale?: string | null | undefined;
  /** The token's PIN: needed before a code is sent, where the resource says so. A wrong one counts as a failure. */
  readonly pin?: string | null | undefined;
  /** The purpose of the answer. */
  readonly purpose: "CHECK" | "SIGN_IN" | "SYNCHRONIZE";
  /** Where the person signs in: required for SIGN_IN, and refused for the other purposes. */
  readonly resource?: ResourceRefInput | null | undefined;
  /** The user or the token that answers the challenge. CHECK and SYNCHRONIZE require a token, not a user. */
  readonly subject: SubjectInput;
}

/** A challenge as the caller gets it. */
interface Challenge extends Payload {
  readonly id: string;
  readonly kind: "QUESTION" | "CODE" | "PUSH";
  readonly question: string | null;
  /** Where a code is sent, masked. */
  readonly sentTo: string | null;
  /** Of a request on a phone. */
  readonly confirmation: Confirmation | null;
  readonly choice: string | null;
  readonly expiresAt: string;
  /** false when it was asked for too early: then nothing is sent. */
  readonly sent: boolean;
  /** When the next one comes in time; null where nothing is sent. */
  readonly nextAt: string | null;
}

/** The fields that only some kinds of challenges have. */
const NOTHING_MORE = {
  question: null,
  sentTo: null,
  confirmation: null,
  choice: null,
  sent: true,
  nextAt: null,
} as const;

/**
 * Whether something is sent, and when the next one can be, as the door may know it: a caller of the API learns of a sign-in only what
 * holds for a user that does not exist as well; a page asks for a decoy where the first factor was not proven.
 */
function getQueue(
  door: Door,
  { reason, isInTime, nextAt, freeAt }: Pick<SentCode, "reason" | "isInTime" | "nextAt" | "freeAt">,
) {
  const { isPage } = DOORS[door];
  const at = isPage ? freeAt : nextAt;
  return { sent: isInTime && !(isPage && isNotSent(reason)), nextAt: new Date(at).toISOString() };
}

/** Whether a reason is about the sending, and not about the user who signs in: the same for a decoy. */
function isNotSent(reason: Reason | null): boolean {
  return reason === "SENT_TOO_OFTEN" || reason === "NO_CHANNEL" || reason === "COUNTRY_NOT_ALLOWED";
}

/** The challenge that a request asks for, after all that is wrong with it was refused. @throws Refusal, RequestError */
function askedIn(
  { purpose, resource, subject: named, clientAddress, locale }: ChallengeCreateRequest,
  actor: Actor,
) {
  if (!isAllowed(actor, USED_BY[purpose])) {
    throw new RequestError(
      "FORBIDDEN",
      `${ofRole(actor)} may not use ${USED_BY[purpose]}, and so may not create a challenge for it.`,
    );
  }
  const signsIn = purpose === "SIGN_IN";
  if (signsIn !== (resource != null)) {
    const message = signsIn
      ? "Set resource to the place where the person signs in."
      : "Only a sign-in has a resource; leave it out.";
    throw new Refusal("VALIDATION_FAILED", message, ["input", "resource"]);
  }
  if (!signsIn && named.user != null) {
    throw new Refusal("VALIDATION_FAILED", "Name the token: a user may have several.", [
      "input",
      "subject",
      "user",
    ]);
  }
  const subject = getSubject(named);
  const about: Question = {
    accountId: actor.accountId,
    resource: resource == null ? null : (resourceKey(resource) ?? { id: NIL_UUID }),
    boundTo: actor.resourceId,
    subject,
    challenge: null,
    record: null,
  };
  return {
    signsIn,
    clientAddress: checkAddress(clientAddress),
    locale: checkAskedLocale(locale),
    subject,
    about,
  };
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
      const ask = () =>
        signsIn
          ? askToSignIn(
              snapshot,
              subject,
              { clientAddress, door },
              now,
              decoyForm(forms, services.hmacKey, accountId, subject, snapshot),
            )
          : askOfToken(snapshot, purpose, now);
      let asked = ask();
      // The code goes where the token's codes go now, and its PIN and failures are the current ones.
      while (
        !("question" in asked.what) &&
        !(await isAsRead(transaction, accountId, snapshot.tokenId ?? NIL_UUID, snapshot))
      ) {
        snapshot = await read();
        asked = ask();
      }
      const { what } = asked;
      const circumstances = { purpose, clientAddress };
      const wanted = {
        purpose: signsIn ? "SIGN_IN" : "CHECK",
        subject,
        pin: tried ?? null,
        clientAddress,
        locale,
      } as const;
      if ("onPhone" in what) {
        const sent = await sendPush(action, snapshot, asked.reason, wanted);
        if (!signsIn && sent.reason !== null) {
          return refusedCheck(action, snapshot, sent.reason, clientAddress, sent.freeAt);
        }
        recordChallenge(action, snapshot, subject, circumstances, {
          ...sent,
          thing: "a request on its phone",
        });
        const { id, confirmation, choice, expiresAt } = sent;
        return done({
          ...NOTHING_MORE,
          id,
          kind: "PUSH",
          confirmation,
          choice,
          ...getQueue(door, sent),
          expiresAt: expiresAt.toISOString(),
        });
      }
      if ("sentBy" in what) {
        const sent = await sendCode(action, snapshot, what.sentBy, asked.reason, wanted);
        if (!signsIn && sent.reason !== null) {
          return refusedCheck(action, snapshot, sent.reason, clientAddress, sent.freeAt);
        }
        recordChallenge(action, snapshot, subject, circumstances, {
          ...sent,
          thing: `a code to ${sent.sentTo}`,
        });
        const { id, sentTo, expiresAt } = sent;
        return done({
          ...NOTHING_MORE,
          id,
          kind: "CODE",
          sentTo,
          ...getQueue(door, sent),
          expiresAt: expiresAt.toISOString(),
        });
      }
      const id = action.newId();
      const expiresAt = new Date(now + CHALLENGE_TTL_MS);
      await keepChallenge(transaction, {
        id,
        what: { kind: "QUESTION", question: what.question },
        accountId,
        tokenId: asked.tokenId ?? NIL_UUID,
        purpose,
        resourceId: snapshot.resourceId,
        createdAt: new Date(now),
        expiresAt,
      });
      recordChallenge(action, snapshot, subject, circumstances, { ...asked, thing: "a challenge" });
      const { question } = what;
      return done({ ...NOTHING_MORE, id, kind: "QUESTION", question, expiresAt: expiresAt.toISOString() });
    },
  });

/** Creates a challenge: a question for a token that answers questions (OCRA), a code that is sent, or a request on a phone. */
export const challengeCreate = creation("API");

/** The same for a sign-in to the console, by its page. */
export const challengeCreateAtConsole = creation("CONSOLE");

/** The same for a sign-in to the portal of a resource. */
export const challengeCreateAtPortal = creation("PORTAL");
