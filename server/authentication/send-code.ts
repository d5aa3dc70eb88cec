import type { Action } from "../actions/action.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { foldedKey } from "../database/folded.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import type { Reason } from "../events/event-types.js";
import { keepChallenge, type Purpose } from "../factors/challenge-store.js";
import { subjectName } from "../factors/decoy.js";
import { codeHmac, newCode } from "../factors/sent/code.js";
import { challengeOfLastCode } from "../factors/sent/last-challenge.js";
import { decoyTarget, readTargets } from "../factors/sent/decoy-target.js";
import { queueMessage } from "../messages/queue.js";
import { NIL_UUID } from "../nil-uuid.js";
import { inWords } from "../tokens/attempt-text.js";
import type { Subject } from "../tokens/token-subject.js";
import { loginKey } from "../users/user-store.js";
import { getAbout, present } from "./event-text.js";
import { checkSendingPin, countedName, type TriedPin } from "./sending-pin.js";
import type { Snapshot } from "./snapshot.js";

/** The asker of a code, and the purpose. */
export interface CodeRequest {
  readonly purpose: Exclude<Purpose, "SYNCHRONIZE">;
  readonly subject: Subject;
  /** null when no PIN was given. */
  readonly pin: TriedPin | null;
  readonly clientAddress: string | null;
  readonly locale: string | null;
}

/** A code that is sent, or seems to be. */
export interface SentCode {
  readonly id: string;
  readonly sentTo: string;
  readonly expiresAt: Date;
  /** The token that gets it; null for a decoy. */
  readonly tokenId: string | null;
  /** Why no code is sent; null when one is. */
  readonly reason: Reason | null;
  /** Whether the request comes in time. Else it is the challenge of the code that was sent last, where that is for the same. */
  readonly isInTime: boolean;
  /** When the next one comes in time, and when no other limit forbids it either: milliseconds since 1970 UTC. */
  readonly nextAt: number;
  readonly freeAt: number;
}

/**
 * Where a code seems to go, masked. An address is shown in one spelling: else the mask of a decoy, which is made of the login that
 * was typed, would not be as that of a stored address.
 */
function shownMask(kind: DeliveryKind, target: string): string {
  return maskedTarget(kind, kind === "EMAIL" ? foldedKey(target) : target);
}

/**
 * Sends a code to a held token, or does as much work without sending one.
 * @param kind how the code seems to be sent. @param obstacle why the token gets none; null when it does.
 */
export async function sendCode(
  action: Action,
  snapshot: Snapshot,
  kind: DeliveryKind,
  obstacle: Reason | null,
  { purpose, subject, pin, clientAddress, locale }: CodeRequest,
): Promise<SentCode> {
  const { transaction, accountId, now, services } = action;
  const name = subjectName(subject, snapshot);
  const samples = await readTargets(transaction, accountId, kind);
  const named = snapshot.login ?? ("user" in subject && "login" in subject.user ? subject.user.login : null);
  const login = named === null ? null : loginKey(named);
  const real = snapshot.sentBy === kind ? snapshot.target : null;
  const isReal = real !== null;
  const target = real ?? decoyTarget(kind, samples, services.hmacKey, `${accountId} ${name}`, login);
  const refused = await checkSendingPin(action, snapshot, pin, obstacle);
  const tokenId = isReal && refused === null ? snapshot.tokenId : null;
  const newest = action.newId();
  const code = newCode();
  const minutes = services.config.codeMinutes;
  const validUntil = new Date(now + minutes * 60_000);
  // However it is named: a token has one budget. What is refused takes nothing from it, after the same work.
  const counted = countedName(isReal ? `token ${snapshot.tokenId}` : name, refused);
  const queued = await queueMessage(action, {
    kind,
    purpose,
    tokenId,
    userId: null,
    challengeId: newest,
    channelId: isReal ? snapshot.channelId : null,
    subject: counted,
    isConfirmed: true,
    payload: {
      to: target,
      code,
      locale,
      resourceName: snapshot.resourceName,
      login: snapshot.login,
      clientAddress,
      userId: snapshot.userId,
      minutes,
      link: null,
      portal: null,
      wakeUp: null,
    },
    expiresAt: validUntil,
  });
  const { isInTime, nextAt, freeAt } = queued;
  const { id, expiresAt } = await challengeOfLastCode(
    action,
    // A code is only for what it was sent for. Who gave no PIN does not get the challenge of who did.
    `${counted} ${purpose} ${snapshot.resourceId ?? ""} ${pin === null ? "" : "with PIN"}`,
    { id: newest, expiresAt: validUntil },
    isInTime,
  );
  const reason = refused ?? (isReal ? queued.obstacle : null);
  await keepChallenge(transaction, {
    id: newest,
    accountId,
    tokenId: reason === null ? (tokenId ?? NIL_UUID) : NIL_UUID,
    purpose,
    resourceId: snapshot.resourceId,
    what: {
      kind: "CODE",
      codeHmac: codeHmac(services.hmacKey, newest, code),
      pinChecked: pin !== null && snapshot.pinHash !== null,
    },
    createdAt: new Date(now),
    expiresAt: validUntil,
  });
  if (refused === null && reason !== null) {
    const about = getAbout(snapshot);
    action.record({
      ...about,
      token: present(about.token),
      type: "MESSAGE_SUPPRESSED",
      reason,
      clientAddress,
      summary: `No code was sent to ${maskedTarget(kind, target)} for token ${snapshot.tokenName}: ${inWords(reason)}.`,
    });
  }
  return {
    id,
    sentTo: shownMask(kind, target),
    expiresAt,
    tokenId: reason === null ? tokenId : null,
    reason,
    isInTime,
    nextAt,
    freeAt,
  };
}

/** Why nothing is sent, where the words of the event would speak of a code that was typed. */
const OF_PIN: Partial<Record<Reason, string>> = {
  WRONG_PIN: "the PIN was wrong",
  NO_PASSCODE: "the PIN is missing",
};

/** Why nothing is sent, in words for the middle of a sentence. */
export function whyNotSent(reason: Reason): string {
  return OF_PIN[reason] ?? inWords(reason);
}
