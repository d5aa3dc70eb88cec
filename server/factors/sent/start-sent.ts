import { Refusal } from "@tokenplane/rules/refusal";
import { randomBytes } from "node:crypto";
import type { Action } from "../../actions/action.js";
import { channelKey } from "../../channels/channel-ref.js";
import { driverSettings } from "../../channels/setup.js";
import { findChannel } from "../../channels/channel-store.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import type { Reason } from "../../events/event-types.js";
import { globalId } from "../../global-id.js";
import { cancelMessages, queueMessage } from "../../messages/queue.js";
import { inWords } from "../../tokens/attempt-text.js";
import { ATTEMPTS, dropEnrolment } from "../../tokens/enrol.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { getSentBy } from "../../channels/channel-target.js";
import type { StartedEnrolment } from "../../tokens/token-with-secret.js";
import { codeHmac, newCode, SENT_DIGITS, startCodeHmac } from "../../otp/sent-code.js";

/** An enrolment that was started, and what of it is shown once. */
export interface Started {
  readonly enrolment: StartedEnrolment["enrolment"];
  readonly secrets: Record<string, string> | null;
}

/** The job that learns which chats were opened. */
export const OPENED_CHATS = "opened chats";

/** Bytes of the code that opens a chat: 32 characters of Base64url, as Telegram takes at most 64. */
const START_CODE_BYTES = 24;

/** The advice to an administrator about a code that is not sent. */
function notSent(reason: Reason): Refusal {
  const advice =
    reason === "SENT_TOO_OFTEN" ? "wait some minutes, and try again" : "add a channel or change one";
  return new Refusal("POLICY_REFUSED", `The code cannot be sent: ${inWords(reason)}; ${advice}.`, ["input"]);
}

/** How codes reach an address of a token, and the address with most of it hidden. */
function getAddress(token: TokenRow, target: string) {
  const kind = getSentBy(token);
  if (kind === null) throw new TypeError("the codes of this token are not sent");
  return { kind, sentTo: maskedTarget(kind, target) };
}

async function keepEnrolment(
  { transaction, accountId, now }: Action,
  tokenId: string,
  given: {
    readonly target: string | null;
    readonly codeHmac: Buffer<ArrayBuffer> | null;
    readonly startCodeHmac: Buffer<ArrayBuffer> | null;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const columns = {
    ...given,
    secret: null,
    secretFingerprint: null,
    digits: SENT_DIGITS,
    lastStep: -1,
    drift: 0,
    attemptsLeft: ATTEMPTS,
    createdAt: new Date(now),
  };
  await transaction.enrolment.upsert({
    where: { accountId_tokenId: { accountId, tokenId } },
    create: { accountId, tokenId, ...columns },
    update: columns,
  });
}

/**
 * Sends a code to where a token's codes are to go, and waits until somebody confirms it. What waited before is void; an
 * address in use stays as it is.
 * @returns why the code cannot be sent, when it cannot.
 */
async function trySending(action: Action, token: TokenRow, target: string): Promise<Started | Reason> {
  const { transaction, accountId, now, services } = action;
  const { kind, sentTo } = getAddress(token, target);
  const code = newCode();
  const minutes = services.config.codeMinutes;
  const expiresAt = new Date(now + minutes * 60_000);
  await cancelMessages(action, token.id, "ENROLMENT");
  await keepEnrolment(action, token.id, {
    target,
    codeHmac: codeHmac(services.hmacKey, token.id, code),
    startCodeHmac: null,
    expiresAt,
  });
  const user =
    token.userId === null
      ? null
      : await transaction.user.findUnique({ where: { accountId_id: { accountId, id: token.userId } } });
  const { obstacle } = await queueMessage(action, {
    kind,
    purpose: "ENROLMENT",
    tokenId: token.id,
    userId: null,
    challengeId: null,
    channelId: token.channelId,
    // Not the budget of the sign-ins: a person signs in as soon as the address is confirmed.
    subject: `enrolment ${token.id}`,
    isConfirmed: token.status === "ACTIVE" && token.target === target,
    payload: {
      to: target,
      code,
      locale: null,
      resourceName: null,
      login: user?.login ?? null,
      clientAddress: null,
      userId: token.userId,
      minutes,
      link: null,
      portal: null,
      wakeUp: null,
    },
    expiresAt,
  });
  if (obstacle !== null) return obstacle;
  action.record({
    type: "TOKEN_ENROLMENT_STARTED",
    token,
    params: { waitsFor: "CODE", sentTo, until: expiresAt },
  });
  return {
    enrolment: { expiresAt: expiresAt.toISOString(), attemptsLeft: ATTEMPTS, sentTo },
    secrets: null,
  };
}

/** The same, and all is undone when the code cannot be sent. @throws Refusal POLICY_REFUSED */
export async function sendFirstCode(action: Action, token: TokenRow, target: string): Promise<Started> {
  const started = await trySending(action, token, target);
  if (typeof started === "string") throw notSent(started);
  return started;
}

/**
 * Sends a code as `sendFirstCode` does, for a token that stopped. It stays stopped also when the code cannot be sent: an event says
 * why, and nothing waits.
 * @returns null when the code cannot be sent.
 */
export async function sendAfterStop(
  action: Action,
  token: TokenRow,
  target: string,
): Promise<Started | null> {
  const started = await trySending(action, token, target);
  if (typeof started !== "string") return started;
  await dropEnrolment(action, token.id);
  const { sentTo } = getAddress(token, target);
  action.record({
    type: "MESSAGE_SUPPRESSED",
    token,
    resource: null,
    clientAddress: null,
    reason: started,
    params: { to: sentTo },
  });
  return null;
}

/** Makes the link by which a person opens the chat with a bot. The code is sent into that chat. @throws Refusal */
async function waitForChat(action: Action, token: TokenRow): Promise<Started> {
  const { transaction, accountId, now, services } = action;
  const key = token.channelId === null ? null : channelKey({ id: globalId("Channel", token.channelId) });
  const channel = key === null ? null : await findChannel(transaction, accountId, key);
  const setup = channel === null ? null : driverSettings(channel);
  if (setup?.driver !== "TELEGRAM") {
    throw new Refusal("VALIDATION_FAILED", "Give chatId: only a Telegram bot can learn it by a link.", [
      "input",
    ]);
  }
  const startCode = randomBytes(START_CODE_BYTES).toString("base64url");
  const expiresAt = new Date(now + services.config.enrolmentMinutes * 60_000);
  await cancelMessages(action, token.id, "ENROLMENT");
  await keepEnrolment(action, token.id, {
    target: null,
    codeHmac: null,
    startCodeHmac: startCodeHmac(services.hmacKey, startCode),
    expiresAt,
  });
  await action.requestJob(OPENED_CHATS);
  action.record({
    type: "TOKEN_ENROLMENT_STARTED",
    token,
    params: { waitsFor: "CHAT", sentTo: null, until: expiresAt },
  });
  return {
    enrolment: { expiresAt: expiresAt.toISOString(), attemptsLeft: ATTEMPTS },
    secrets: { startLink: `https://t.me/${setup.settings.botUsername}?start=${startCode}` },
  };
}

/**
 * Starts the enrolment of a token whose codes are sent.
 * @param target null where the person opens a chat first. A token that was taken from its user has none.
 */
export async function startSending(action: Action, token: TokenRow, target: string | null): Promise<Started> {
  if (target !== null) return sendFirstCode(action, token, target);
  if (getSentBy(token) === "BOT") return waitForChat(action, token);
  throw new Refusal(
    "VALIDATION_FAILED",
    "This token has no number or address for its codes since it was taken from its user. Give a new one with tokenUpdate first.",
    ["input", "token"],
  );
}
