import type { Action } from "../actions/action.js";
import { textLocale } from "../delivery/texts/locale.js";
import { pushQuestion } from "../delivery/texts/push-texts.js";
import type { Reason } from "../events/event-types.js";
import type { Purpose } from "../factors/challenge-store.js";
import { subjectName } from "../factors/decoy.js";
import {
  askPhone,
  type Confirmation,
  getConfirmation,
  decoyPhone,
  newChoice,
  PUSH_TTL_MS,
} from "../factors/push/ask.js";
import { activeDevice } from "../factors/push/device.js";
import { countInTime, pushSubject } from "../messages/message-limits.js";
import { NIL_UUID } from "../nil-uuid.js";
import { getCounted, MAX_UNANSWERED, suspendedUntil } from "../tokens/push-suspension.js";
import type { Subject } from "../tokens/token-subject.js";
import { readAddressing } from "../users/user-store.js";
import { getAbout, present } from "./event-text.js";
import { checkSendingPin, countedName, type TriedPin } from "./sending-pin.js";
import type { Snapshot } from "./snapshot.js";

/** Milliseconds between two requests on a phone. */
const GAPS_MS = [15_000] as const;

/** Requests in ten minutes. */
const MAX_IN_TEN_MINUTES = 5;
const TEN_MINUTES_MS = 10 * 60_000;

/** The asker of a request on a phone, and the purpose. */
export interface PushRequest {
  readonly purpose: Exclude<Purpose, "SYNCHRONIZE">;
  readonly subject: Subject;
  /** null when no PIN was given. */
  readonly pin: TriedPin | null;
  readonly clientAddress: string | null;
  /** A BCP 47 tag; null for the account's. */
  readonly locale: string | null;
}

/** A request that is shown on a phone, or seems to be. */
export interface SentPush {
  readonly id: string;
  readonly confirmation: Confirmation;
  /** The number that the page shows and the person chooses on the phone; null without a choice. */
  readonly choice: string | null;
  readonly expiresAt: Date;
  /** The token whose phone shows it; null for a decoy. */
  readonly tokenId: string | null;
  /** Why no phone shows it; null when one does. */
  readonly reason: Reason | null;
  /** Whether the request comes in time: else no phone shows it. */
  readonly isInTime: boolean;
  /** When the next one comes in time, and when nothing else forbids it either: milliseconds since 1970 UTC. */
  readonly nextAt: number;
  readonly freeAt: number;
}

/** Says that no more requests are shown on the phone of a token, unless the one that it is shown now is approved. */
function recordSuspension(action: Action, snapshot: Snapshot, clientAddress: string | null): void {
  const about = getAbout(snapshot);
  const token = present(about.token);
  action.record({
    ...about,
    token,
    type: "PUSH_SUSPENDED",
    reason: "SENT_TOO_OFTEN",
    clientAddress,
    summary: `None of ${MAX_UNANSWERED} requests in a row on the phone of token ${token.name} was approved. If the last one, which the phone shows now, is not approved either, the phone shows no more requests for a day, or until someone unlocks the token.`,
  });
}

/**
 * Shows a request on the phone of a held token, or does as much work without showing one.
 * @param obstacle why no phone is asked; null when one is.
 */
export async function sendPush(
  action: Action,
  snapshot: Snapshot,
  obstacle: Reason | null,
  { purpose, subject, pin, clientAddress, locale: wanted }: PushRequest,
): Promise<SentPush> {
  const { transaction, accountId, now, services } = action;
  const askedTokenId = snapshot.sentBy === "PUSH" ? snapshot.tokenId : null;
  const refused = await checkSendingPin(action, snapshot, pin, obstacle);
  const phone = await activeDevice(action, askedTokenId ?? NIL_UUID);
  const isSuspended = phone !== null && suspendedUntil(phone, now) !== null;
  const unreachable = services.config.publicUrl === undefined ? "NO_CHANNEL" : null;
  const unasked = refused ?? unreachable ?? (isSuspended ? "SENT_TOO_OFTEN" : null);
  // However it is named: a token has one budget. What no phone shows takes nothing from it, after the same work.
  const name = countedName(
    askedTokenId === null ? subjectName(subject, snapshot) : `token ${askedTokenId}`,
    unasked,
  );
  const limits = [{ what: `push ${accountId} ${name}`, most: MAX_IN_TEN_MINUTES, spanMs: TEN_MINUTES_MS }];
  const recipient = { accountId, subject: pushSubject(name), gapsMs: GAPS_MS, limits };
  const { isInTime, nextAt } = await countInTime(transaction, services.hmacKey, recipient, [], now);
  const suspendedTo = phone === null ? null : suspendedUntil(phone, now);
  const freeAt = Math.max(nextAt, suspendedTo?.getTime() ?? 0);
  const reason = unasked ?? (isInTime ? null : "SENT_TOO_OFTEN");
  const confirmation = purpose === "CHECK" ? "CODE" : getConfirmation(snapshot.pushConfirmation);
  const choice = confirmation === "CHOICE" ? newChoice() : null;
  const id = action.newId();
  const expiresAt = new Date(now + PUSH_TTL_MS);
  const tokenId = reason === null && phone !== null ? snapshot.tokenId : null;
  if (services.config.publicUrl !== undefined) {
    const addressing = await readAddressing(transaction, accountId, snapshot.userId);
    const locale = textLocale(wanted, addressing.locale);
    // The same work for a phone that no user has, so that the response time reveals nothing.
    const decoy = await decoyPhone(action);
    const shown = tokenId === null ? null : phone;
    const asked = shown ?? decoy;
    const unanswered = (shown === null ? 0 : getCounted(shown, now)) + 1;
    await transaction.pushDevice.updateMany({
      where: { accountId, id: asked.id },
      data: { unanswered, lastAskedAt: new Date(now) },
    });
    if (unanswered === MAX_UNANSWERED) recordSuspension(action, snapshot, clientAddress);
    await askPhone(action, asked, {
      id,
      purpose,
      resourceId: snapshot.resourceId,
      question: pushQuestion(locale, { ...snapshot, clientAddress }),
      title: addressing.account,
      confirmation,
      choice,
      pinChecked: pin !== null && snapshot.pinHash !== null,
      locale,
      userId: snapshot.userId,
      expiresAt,
    });
  }
  return { id, confirmation, choice, expiresAt, tokenId, reason, isInTime, nextAt, freeAt };
}
