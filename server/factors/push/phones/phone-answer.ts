import { createHash, createHmac } from "node:crypto";
import { act, type Action } from "../../../actions/action.js";
import { systemCaller } from "../../../actions/actor.js";
import type { ActingServices } from "../../../actions/services.js";
import { textLocale } from "../../../delivery/texts/locale.js";
import { shownCodeText } from "../../../delivery/texts/push-texts.js";
import type { Reason } from "../../../events/event-types.js";
import { KEPT_AFTER_END_MS } from "../../challenge-store.js";
import type { NamedResource, NamedToken, NamedUser } from "../../../events/record.js";
import { codeHmac, SENT_DIGITS } from "../../../otp/sent-code.js";
import { countSend, endGap, pushSubject } from "../../../messages/message-limits.js";
import {
  answerReply,
  type PushAnswer,
  readAnswer,
  type Verdict,
  verifyAnswer,
} from "../../../push/push-answer.js";
import { nonceHash } from "../../../push/push-challenge.js";
import type { PhoneForm } from "../../../push/form.js";
import { NOT_VERIFIED, type PhoneReply } from "../../../push/reply.js";
import { countFailure } from "../../../tokens/count-failure.js";
import { DEFAULT_LOCKOUT, type LockRule } from "../../../tokens/counting.js";
import { getHolder } from "../../../tokens/holder.js";
import { getLock, lockToken, type TokenRow } from "../../../tokens/token-store.js";
import { findPhone, type KnownPhone } from "./phone.js";

/** How long no request is shown after somebody said "I did not ask for this", in milliseconds. */
const SILENCE_MS = 10 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

/** How often somebody may say so in a day before the token is locked until somebody unlocks it. */
const ALARMS_IN_A_DAY = 2;

/**
 * The code that a phone shows after it approved: the same for a repetition of the answer, and it cannot be computed
 * without the installation's key.
 */
function shownCode(hmacKey: Buffer, challengeId: string): string {
  const key = createHmac("sha256", hmacKey).update("codes that phones show").digest();
  const number = createHmac("sha256", key).update(challengeId).digest().readBigUInt64BE(0);
  return String(number % 10n ** BigInt(SENT_DIGITS)).padStart(SENT_DIGITS, "0");
}

function answerHash({ presence, isDeclined, reason }: PushAnswer): Buffer<ArrayBuffer> {
  return createHash("sha256")
    .update(JSON.stringify([presence, isDeclined, reason]))
    .digest();
}

/** An open request, as its answer needs it. */
interface Asked {
  readonly id: string;
  readonly purpose: string;
  readonly resourceId: string | null;
  readonly confirmation: string | null;
  readonly choice: string | null;
  readonly locale: string | null;
}

/** Why an approval does not count; null when it does. */
function objection(asked: Asked, verdict: Verdict): Reason | null {
  if (verdict.state === "DECLINED") {
    return verdict.reason === "UNKNOWN_TRIGGER" ? "UNKNOWN_TRIGGER" : "DECLINED";
  }
  return asked.choice !== null && verdict.presence !== asked.choice ? "WRONG_CHOICE" : null;
}

/** The objects that events about an answer name. */
interface AboutAnswer {
  readonly token: NamedToken;
  readonly user: NamedUser | null;
  readonly resource: NamedResource | null;
}

/** The objects that an event about an answer names, and how many failures lock the token: at a resource, as that says. */
async function getAbout(
  action: Action,
  token: TokenRow,
  asked: Asked,
): Promise<{ readonly about: AboutAnswer; readonly rule: LockRule }> {
  const { transaction, accountId } = action;
  const user = await getHolder(action, token);
  const resource =
    asked.resourceId === null
      ? null
      : await transaction.resource.findUnique({
          where: { accountId_id: { accountId, id: asked.resourceId } },
        });
  const rule =
    resource === null
      ? DEFAULT_LOCKOUT
      : { failures: resource.failedAttemptsBeforeLock, lockMinutes: resource.lockMinutes };
  return { about: { token, user, resource }, rule };
}

/** A request that was declined. */
interface Declined {
  readonly reason: Reason;
  /** Whether the request had expired, or another one had taken its place. */
  readonly isLate: boolean;
  /** Of the phone. */
  readonly address: string;
}

/** The consequences of a request that was declined: silence and an alarm, or a counted failure. */
async function declined(
  action: Action,
  phone: KnownPhone,
  token: TokenRow,
  { about, rule }: Awaited<ReturnType<typeof getAbout>>,
  { reason, isLate, address }: Declined,
): Promise<void> {
  const { transaction, accountId, now, services } = action;
  action.record({
    ...about,
    type: "PUSH_DECLINED",
    reason,
    clientAddress: address,
    params: { isLate },
  });
  if (reason === "WRONG_CHOICE") await countFailure(action, token, rule, about);
  if (reason !== "UNKNOWN_TRIGGER") return;
  await transaction.pushDevice.updateMany({
    where: { accountId, id: phone.id },
    data: { silentUntil: new Date(now + SILENCE_MS) },
  });
  const limits = [{ what: `alarm ${accountId} ${token.id}`, most: ALARMS_IN_A_DAY, spanMs: DAY_MS }];
  if (await countSend(transaction, services.hmacKey, limits, now)) return;
  // Only an ADMIN may end the lock after too many failures, so it is not replaced by one that others may end.
  if (getLock(token, now)?.reason === "FAILURE_CEILING") return;
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: { lockReason: "FAILURES", lockedUntil: null, revision: { increment: 1 } },
  });
  action.record({
    ...about,
    type: "TOKEN_LOCKED",
    reason: "UNKNOWN_TRIGGER",
    params: { because: "UNEXPECTED_REQUESTS", until: null, limit: null },
  });
}

/**
 * Stores an answer, if its request is open; "I did not ask for this" also for a while afterwards, once for each request.
 * @param address of the phone. @returns whether it counts as what it is: an approval or a refusal.
 */
async function store(
  action: Action,
  phone: KnownPhone,
  answer: PushAnswer,
  verdict: Verdict,
  address: string,
): Promise<{ readonly counts: boolean; readonly asked: Asked } | null> {
  const { transaction, accountId, now, services } = action;
  const token = await lockToken(transaction, accountId, { id: phone.tokenId });
  const found = await transaction.challenge.findFirst({
    where: { accountId, deviceId: phone.id, nonceHash: nonceHash(answer.nonce) },
  });
  if (token === null || found === null) return null;
  const hash = answerHash(answer);
  if (found.pushState !== "PENDING") {
    const isRepeated = found.answerHash !== null && hash.equals(found.answerHash);
    const counts = found.pushState === (verdict.state === "DECLINED" ? "DECLINED" : "APPROVED");
    return isRepeated ? { counts, asked: found } : null;
  }
  const end = found.expiresAt.getTime();
  const isLate = end <= now || found.answeredStep !== null;
  const reason = objection(found, verdict);
  // An alarm counts for a while after the end: the page of a phone may be seconds behind, and an attacker may ask again.
  if (isLate && (reason !== "UNKNOWN_TRIGGER" || end + KEPT_AFTER_END_MS <= now)) return null;
  const what = await getAbout(action, token, found);
  const shown = codeHmac(services.hmacKey, found.id, shownCode(services.hmacKey, found.id));
  await transaction.challenge.updateMany({
    where: { accountId, id: found.id, pushState: "PENDING" },
    data: {
      pushState: reason === null ? "APPROVED" : "DECLINED",
      answerHash: hash,
      ...(reason === null && found.confirmation === "CODE" ? { codeHmac: shown } : {}),
    },
  });
  if (reason !== null) {
    await declined(action, phone, token, what, { reason, isLate, address });
    return { counts: verdict.state === "DECLINED", asked: found };
  }
  await transaction.pushDevice.updateMany({ where: { accountId, id: phone.id }, data: { unanswered: 0 } });
  await endGap(transaction, services.hmacKey, accountId, pushSubject(`token ${token.id}`));
  if (found.purpose === "ENROLMENT") {
    await transaction.enrolment.updateMany({
      where: { accountId, tokenId: token.id },
      data: { codeHmac: codeHmac(services.hmacKey, token.id, shownCode(services.hmacKey, found.id)) },
    });
  }
  action.record({
    ...what.about,
    type: "PUSH_APPROVED",
    clientAddress: address,
    params: {},
  });
  return { counts: true, asked: found };
}

/** Takes what somebody answered on a phone. The same answer again gets the same reply. @param address of the phone. */
export async function answerPush(
  services: ActingServices,
  accountId: string,
  form: PhoneForm,
  address: string,
): Promise<PhoneReply> {
  const answer = readAnswer(form);
  if (answer === null) return NOT_VERIFIED;
  const phone = await findPhone(services, accountId, answer.serial);
  const verdict = verifyAnswer(answer, phone?.key ?? null);
  if (phone === null || verdict === null) return NOT_VERIFIED;
  const now = services.clock();
  const stored = await act(
    services,
    systemCaller(accountId, "phone", now),
    now,
    (action) => store(action, phone, answer, verdict, address),
    { lockPatience: services.config.databaseSeconds * 1_000 },
  );
  if (stored === null) return answerReply(false);
  const { counts, asked } = stored;
  if (!counts || verdict.state === "DECLINED" || asked.confirmation !== "CODE") return answerReply(counts);
  return answerReply(true, {
    displayCode: shownCode(services.hmacKey, asked.id),
    message: shownCodeText(textLocale(asked.locale, "en")),
  });
}
