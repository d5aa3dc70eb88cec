import type { Action } from "../actions/action.js";
import { textLocale } from "../delivery/texts/locale.js";
import { pushQuestion } from "../delivery/texts/push.js";
import type { Reason } from "../events/event-types.js";
import type { Purpose } from "../factors/challenge-store.js";
import { subjectName } from "../factors/decoy.js";
import {
  askPhone,
  type Confirmation,
  confirmationOf,
  decoyPhone,
  newChoice,
  PUSH_TTL_MS,
} from "../factors/push/ask.js";
import { activeDevice } from "../factors/push/device.js";
import { countSend, keepGap } from "../messages/limits.js";
import { NOTHING } from "../nothing.js";
import type { Subject } from "../tokens/subject.js";
import { checkSendingPin } from "./sending-pin.js";
import type { Snapshot } from "./snapshot.js";

/** Milliseconds between two requests on a phone. */
const GAPS_MS = [15_000] as const;

/** Requests in ten minutes, and since the last one that was approved. */
const MAX_IN_TEN_MINUTES = 5;
const MAX_UNANSWERED = 10;
const TEN_MINUTES_MS = 10 * 60_000;

/** Who asks for a request on a phone, and for what. */
export interface PushRequest {
  readonly purpose: Exclude<Purpose, "SYNCHRONIZE">;
  readonly subject: Subject;
  readonly pin: string | null;
  readonly clientAddress: string | null;
  /** A BCP 47 tag; null for the account's. */
  readonly locale: string | null;
}

/** A request that is shown on a phone, or seems to be. */
export interface SentPush {
  readonly id: string;
  readonly confirmation: Confirmation;
  /** What the page shows and the person chooses on the phone; null without a choice. */
  readonly choice: string | null;
  readonly expiresAt: Date;
  /** The token whose phone shows it; null for a decoy. */
  readonly tokenId: string | null;
  /** Why no phone shows it; null when one does. */
  readonly reason: Reason | null;
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
  // However it is named: a token has one budget.
  const name = askedTokenId === null ? subjectName(subject, snapshot) : `token ${askedTokenId}`;
  const refused = await checkSendingPin(action, snapshot, pin, obstacle);
  const phone = await activeDevice(action, askedTokenId ?? NOTHING);
  const inTime = await keepGap(transaction, services.hmacKey, accountId, `push ${name}`, now, GAPS_MS);
  const limits = [{ what: `push ${accountId} ${name}`, most: MAX_IN_TEN_MINUTES, spanMs: TEN_MINUTES_MS }];
  const counted = inTime && (await countSend(transaction, services.hmacKey, limits, now));
  const isSilent = phone !== null && phone.silentUntil !== null && phone.silentUntil.getTime() > now;
  const isFlooded = phone !== null && phone.unanswered >= MAX_UNANSWERED;
  const unreachable = services.config.publicUrl === undefined ? "NO_CHANNEL" : null;
  const reason = refused ?? unreachable ?? (!counted || isSilent || isFlooded ? "SENT_TOO_OFTEN" : null);
  const confirmation = purpose === "CHECK" ? "CODE" : confirmationOf(snapshot.pushConfirmation);
  const choice = confirmation === "CHOICE" ? newChoice() : null;
  const id = action.newId();
  const expiresAt = new Date(now + PUSH_TTL_MS);
  const tokenId = reason === null && phone !== null ? snapshot.tokenId : null;
  if (services.config.publicUrl !== undefined) {
    const account = await transaction.account.findUniqueOrThrow({ where: { id: accountId } });
    const locale = textLocale(wanted, account.locale);
    // The same work for a phone that nobody has, so that the response time reveals nothing.
    const decoy = await decoyPhone(action);
    const asked = tokenId !== null && phone !== null ? phone : decoy;
    await transaction.pushDevice.updateMany({
      where: { accountId, id: asked.id },
      data: { unanswered: { increment: 1 } },
    });
    await askPhone(action, asked, {
      id,
      purpose,
      resourceId: snapshot.resourceId,
      question: pushQuestion(locale, { ...snapshot, clientAddress }),
      title: account.name,
      confirmation,
      choice,
      pinChecked: pin !== null && snapshot.pinHash !== null,
      locale,
      userId: snapshot.userId,
      expiresAt,
    });
  }
  return { id, confirmation, choice, expiresAt, tokenId, reason };
}
