import type { Action } from "../../actions/action.js";
import { Prisma } from "../../database/generated/client.js";
import { pushQuestion } from "../../delivery/texts/push-texts.js";
import { textLocale } from "../../delivery/texts/locale.js";
import type { NamedToken } from "../../events/record.js";
import { countInTime, pushSubject } from "../../messages/message-limits.js";
import { NIL_UUID } from "../../nil-uuid.js";
import { getCounted, MAX_UNANSWERED, suspendedUntil } from "../../push/suspension.js";
import { readAddressing } from "../../users/user-store.js";
import type { Purpose } from "../challenge-store.js";
import { countedName } from "../counted-name.js";
import {
  type Asking,
  type ChallengeRequest,
  type CreatedChallenge,
  type DecoyRules,
  SHOWS_NOTHING,
} from "../factor.js";
import { getSendingPurpose } from "../sent/ask-code.js";
import { askPhone, decoyPhone, newChoice } from "./ask.js";
import { ELSEWHERE_TTL_MS } from "../challenge-store.js";
import { getConfirmation } from "../../resources/confirmation.js";
import { activeDevice } from "./device.js";

/** Milliseconds between two requests on a phone. */
const GAPS_MS = [15_000] as const;

/** Requests in ten minutes. */
const MAX_IN_TEN_MINUTES = 5;
const TEN_MINUTES_MS = 10 * 60_000;

/** Says that no more requests are shown on the phone of a token, unless the one that it is shown now is approved. */
function recordSuspension(
  action: Action,
  token: NamedToken,
  { about: { user, resource }, clientAddress }: ChallengeRequest,
): void {
  action.record({
    token,
    user,
    resource,
    type: "PUSH_SUSPENDED",
    reason: "SENT_TOO_OFTEN",
    clientAddress,
    params: { requests: MAX_UNANSWERED },
  });
}

/**
 * Shows a request on the phone of a held token, or does as much work without showing one.
 * @param askedTokenId null for a decoy.
 */
async function sendPush(
  action: Action,
  askedTokenId: string | null,
  request: ChallengeRequest,
): Promise<CreatedChallenge> {
  const { transaction, accountId, now, services } = action;
  const { about, pinChecked, clientAddress, refused } = request;
  const purpose = getSendingPurpose(request.purpose);
  const phone = await activeDevice(action, askedTokenId ?? NIL_UUID);
  const isSuspended = phone !== null && suspendedUntil(phone, now) !== null;
  const unreachable = services.config.publicUrl === undefined ? "NO_CHANNEL" : null;
  const unasked = refused ?? unreachable ?? (isSuspended ? "SENT_TOO_OFTEN" : null);
  // However it is named: a token has one budget. What no phone shows takes nothing from it, after the same work.
  const name = countedName(askedTokenId === null ? request.name : `token ${askedTokenId}`, unasked);
  const limits = [{ what: `push ${accountId} ${name}`, most: MAX_IN_TEN_MINUTES, spanMs: TEN_MINUTES_MS }];
  const recipient = { accountId, subject: pushSubject(name), gapsMs: GAPS_MS, limits };
  const { isInTime, nextAt } = await countInTime(transaction, services.hmacKey, recipient, [], now);
  const suspendedTo = phone === null ? null : suspendedUntil(phone, now);
  const freeAt = Math.max(nextAt, suspendedTo?.getTime() ?? 0);
  const reason = unasked ?? (isInTime ? null : "SENT_TOO_OFTEN");
  const confirmation = purpose === "CHECK" ? "CODE" : getConfirmation(request.pushConfirmation);
  const choice = confirmation === "CHOICE" ? newChoice() : null;
  const id = action.newId();
  const expiresAt = new Date(now + ELSEWHERE_TTL_MS);
  const tokenId = reason === null && phone !== null ? askedTokenId : null;
  if (services.config.publicUrl !== undefined) {
    const userId = about.user?.id ?? null;
    const addressing = await readAddressing(transaction, accountId, userId);
    const locale = textLocale(request.locale, addressing.locale);
    // The same work for a phone that no user has, so that the response time reveals nothing.
    const decoy = await decoyPhone(action);
    const shown = tokenId === null ? null : phone;
    const asked = shown ?? decoy;
    const unanswered = (shown === null ? 0 : getCounted(shown, now)) + 1;
    await transaction.pushDevice.updateMany({
      where: { accountId, id: asked.id },
      data: { unanswered, lastAskedAt: new Date(now) },
    });
    if (unanswered === MAX_UNANSWERED && about.token !== null) {
      recordSuspension(action, about.token, request);
    }
    const names = { resourceName: about.resource?.name ?? null, login: about.user?.login ?? null };
    await askPhone(action, asked, {
      id,
      purpose,
      resourceId: about.resource?.id ?? null,
      question: pushQuestion(locale, { ...names, clientAddress }),
      title: addressing.account,
      confirmation,
      choice,
      pinChecked,
      locale,
      userId,
      expiresAt,
    });
  }
  return {
    id,
    tokenId,
    reason,
    expiresAt,
    queue: { isInTime, nextAt, freeAt },
    shown: { ...SHOWS_NOTHING, kind: "PUSH", confirmation, choice },
  };
}

/** How a phone is asked. @param tokenId null for a decoy. */
export function askByPhone(tokenId: string | null, objection: (purpose: Purpose) => string | null): Asking {
  return { sends: true, objection, create: (action, request) => sendPush(action, tokenId, request) };
}

/** How decoys of requests on phones look. */
export const phoneDecoy: DecoyRules = {
  forms: (accountId, most) => Prisma.sql`
    SELECT 'PUSH' AS form, count(*)::int AS tokens FROM (
      SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND sent_by = 'PUSH' LIMIT ${most}::int
    ) AS counted`,
  getName: (form) => form,
  asking: () => askByPhone(null, () => null),
};
