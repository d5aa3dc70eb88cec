import { maskedTarget } from "@tokenplane/rules/masked-target";
import type { Action } from "../../actions/action.js";
import { foldedKey } from "../../database/folded.js";
import { Prisma } from "../../database/generated/client.js";
import type { DeliveryKind } from "../../delivery/delivery.js";
import { queueMessage } from "../../messages/queue.js";
import { NIL_UUID } from "../../nil-uuid.js";
import { keepChallenge, type Purpose } from "../challenge-store.js";
import { countedName } from "../counted-name.js";
import {
  type Asking,
  type ChallengeRequest,
  type CreatedChallenge,
  type DecoyRules,
  SHOWS_NOTHING,
} from "../factor.js";
import { codeHmac, newCode } from "../../otp/sent-code.js";
import { decoyTarget, readTargets } from "./decoy-target.js";
import { challengeOfLastCode } from "./last-challenge.js";

/** Where the codes of a token are sent. */
export interface CodeTarget {
  readonly tokenId: string;
  /** null while it is not known. */
  readonly target: string | null;
  /** The channel of a bot. */
  readonly channelId: string | null;
}

/**
 * Where a code seems to go, masked. An address is shown in one spelling: else the mask of a decoy, which is made of the login that
 * was typed, would not be as that of a stored address.
 */
function shownMask(kind: DeliveryKind, target: string): string {
  return maskedTarget(kind, kind === "EMAIL" ? foldedKey(target) : target);
}

/** The purpose of a code. @throws TypeError for a synchronization, for which no code is sent. */
export function getSendingPurpose(purpose: Purpose): Exclude<Purpose, "SYNCHRONIZE"> {
  if (purpose === "SYNCHRONIZE") throw new TypeError("nothing is sent for a synchronization");
  return purpose;
}

/**
 * Sends a code to a held token, or does as much work without sending one.
 * @param kind how the code seems to be sent. @param known where; null for a decoy.
 */
async function sendCode(
  action: Action,
  kind: DeliveryKind,
  known: CodeTarget | null,
  request: ChallengeRequest,
): Promise<CreatedChallenge> {
  const { transaction, accountId, now, services } = action;
  const { name, about, login, pinGiven, pinChecked, clientAddress, locale, refused } = request;
  const purpose = getSendingPurpose(request.purpose);
  const { token, user, resource } = about;
  const samples = await readTargets(transaction, accountId, kind);
  const real = known?.target ?? null;
  const target = real ?? decoyTarget(kind, samples, services.hmacKey, `${accountId} ${name}`, login);
  const realId = known === null || real === null ? null : known.tokenId;
  const tokenId = refused === null ? realId : null;
  const newest = action.newId();
  const code = newCode();
  const minutes = services.config.codeMinutes;
  const validUntil = new Date(now + minutes * 60_000);
  // However it is named: a token has one budget. What is refused takes nothing from it, after the same work.
  const counted = countedName(realId === null ? name : `token ${realId}`, refused);
  const queued = await queueMessage(action, {
    kind,
    purpose,
    tokenId,
    userId: null,
    challengeId: newest,
    channelId: realId === null ? null : (known?.channelId ?? null),
    subject: counted,
    isConfirmed: true,
    payload: {
      to: target,
      code,
      locale,
      resourceName: resource?.name ?? null,
      login: user?.login ?? null,
      clientAddress,
      userId: user?.id ?? null,
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
    `${counted} ${purpose} ${resource?.id ?? ""} ${pinGiven ? "with PIN" : ""}`,
    { id: newest, expiresAt: validUntil },
    isInTime,
  );
  const reason = refused ?? (realId === null ? null : queued.obstacle);
  const answeredBy = reason === null ? tokenId : null;
  await keepChallenge(transaction, {
    id: newest,
    accountId,
    tokenId: answeredBy ?? NIL_UUID,
    purpose,
    resourceId: resource?.id ?? null,
    what: { kind: "CODE", codeHmac: codeHmac(services.hmacKey, newest, code), pinChecked },
    createdAt: new Date(now),
    expiresAt: validUntil,
  });
  if (refused === null && reason !== null && token !== null) {
    action.record({
      ...about,
      token,
      type: "MESSAGE_SUPPRESSED",
      reason,
      clientAddress,
      params: { to: maskedTarget(kind, target) },
    });
  }
  const sentTo = shownMask(kind, target);
  return {
    id,
    tokenId: answeredBy,
    reason,
    expiresAt,
    queue: { isInTime, nextAt, freeAt },
    shown: { ...SHOWS_NOTHING, kind: "CODE", sentTo },
  };
}

/** How a code is sent. @param known where; null for a decoy. */
export function askByCode(
  kind: DeliveryKind,
  known: CodeTarget | null,
  objection: (purpose: Purpose) => string | null,
): Asking {
  return { sends: true, objection, create: (action, request) => sendCode(action, kind, known, request) };
}

/** @throws TypeError for a text that no token's codes are sent by. */
export function getDeliveryKind(text: string): DeliveryKind {
  if (text !== "SMS" && text !== "EMAIL" && text !== "BOT") throw new TypeError("codes are not sent so");
  return text;
}

/** How decoys of sent codes look: one index look-up for each way of sending. */
export const codeDecoy: DecoyRules = {
  forms: (accountId, most) => Prisma.sql`
    SELECT way AS form, (SELECT count(*)::int FROM (
      SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND sent_by = way LIMIT ${most}::int
    ) AS counted) AS tokens
    FROM unnest(ARRAY['SMS', 'EMAIL', 'BOT']) AS way`,
  getName: (form) => form,
  asking: (name) => askByCode(getDeliveryKind(name), null, () => null),
};
