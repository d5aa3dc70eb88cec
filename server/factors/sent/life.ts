import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import { namedChannel } from "../../channels/channel-ref.js";
import { maskedTarget } from "@tokenplane/rules/masked-target";
import { changesBetween } from "../../events/record.js";
import type { Blueprint, PushBlueprint, SentBlueprint } from "../../tokens/blueprint.js";
import { countWrongCode, dropEnrolment, nothingToConfirm } from "../../tokens/enrol.js";
import { NOTHING_COUNTED } from "../../tokens/secret-in-use.js";
import type { TokenRow } from "../../tokens/token-store.js";
import { getSentBy } from "../../channels/channel-target.js";
import type { StartedEnrolment, TokenWithSecret } from "../../tokens/token-with-secret.js";
import type { Beginning, FactorLife, MadeToken } from "../factor.js";
import { noFirstCode, tooLate, wrongFirstCode } from "../first-code.js";
import type { ReissueInput } from "../reissue-input.js";
import { isCode, SENT_DIGITS } from "../../otp/sent-code.js";
import { sendAfterStop, startSending } from "./start-sent.js";

const BOT = ["input", "model", "software", "bot"] as const;

/** The channel of a bot. @throws Refusal when it is none, or when the chat must be given for it. */
async function getChannel(
  { transaction, accountId }: Action,
  { model, channel, target }: SentBlueprint,
): Promise<string | null> {
  if (model !== "BOT" || channel === null) return null;
  const named = await namedChannel(transaction, accountId, channel, [...BOT, "channel"]);
  if (named.kind !== "BOT") {
    throw new Refusal("VALIDATION_FAILED", "This is not the channel of a bot. Name one of the kind BOT.", [
      ...BOT,
      "channel",
    ]);
  }
  if (target === null && named.driver !== "TELEGRAM") {
    throw new Refusal("VALIDATION_FAILED", "Give chatId: only a Telegram bot can learn it by a link.", [
      ...BOT,
      "chatId",
    ]);
  }
  return named.id;
}

/** The stored data of a token whose codes are sent: their address, and no secret. */
async function make(
  action: Action,
  _id: string,
  blueprint: Blueprint | SentBlueprint | PushBlueprint,
): Promise<MadeToken> {
  if (!("target" in blueprint)) throw new TypeError("the codes of this token are not sent");
  return {
    columns: {
      status: "PENDING",
      algorithm: null,
      digits: SENT_DIGITS,
      hash: null,
      periodSeconds: null,
      ocraSuite: null,
      lastStep: -1,
      sentBy: blueprint.model,
      target: blueprint.target,
      channelId: await getChannel(action, blueprint),
      secret: null,
      secretFingerprint: null,
      suitePin: null,
    },
    secret: null,
    creation: { changes: [], shortSecretBytes: null },
  };
}

/** Sends the first code, unless the enrolment starts later. */
async function begin(
  action: Action,
  token: TokenRow,
  _made: MadeToken,
  { enrolsLater }: Beginning,
): Promise<Outcome<TokenWithSecret>> {
  if (enrolsLater) return done({ tokenId: token.id, enrolment: null });
  const { enrolment, secrets } = await startSending(action, token, token.target);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** Sends a new code: to the address that waits for one, or to that of a token that was never confirmed. */
async function startEnrolment(
  action: Action,
  token: TokenRow,
  issuer: string | null | undefined,
): Promise<Outcome<StartedEnrolment>> {
  if (issuer != null) {
    throw new Refusal(
      "NOT_SUPPORTED_BY_MODEL",
      "This token has no app that shows an issuer; leave issuer out.",
      ["input", "issuer"],
    );
  }
  const { transaction, accountId, now } = action;
  const waiting = await transaction.enrolment.findUnique({
    where: { accountId_tokenId: { accountId, tokenId: token.id } },
  });
  const isOpen = waiting !== null && waiting.expiresAt.getTime() > now;
  if (token.status !== "PENDING" && !isOpen) {
    throw new Refusal(
      "STILL_IN_USE",
      "The token is enrolled already. Use tokenUpdate to give it a new address, or tokenReissue to confirm the same one again.",
      ["input", "token"],
    );
  }
  const { enrolment, secrets } = await startSending(
    action,
    token,
    (isOpen ? waiting.target : null) ?? token.target,
  );
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** Takes the address into use that the code was sent to. The address before it stops, and so do codes on their way. */
async function takeIntoUse(action: Action, token: TokenRow, target: string): Promise<void> {
  const { transaction, accountId, now } = action;
  const isNew = token.target !== target;
  await transaction.challenge.deleteMany({ where: { accountId, tokenId: token.id } });
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      status: "ACTIVE",
      target,
      // Failures are those of the person who typed codes that were sent to the address before.
      ...(isNew ? NOTHING_COUNTED : {}),
      lastUsedAt: new Date(now),
      revision: { increment: 1 },
      updatedAt: new Date(now),
    },
  });
}

/** Completes an enrolment with the code that was sent. */
async function confirm(
  action: Action,
  token: TokenRow,
  otp: string,
): Promise<Outcome<{ readonly tokenId: string }>> {
  const { transaction, accountId, now, services } = action;
  const waiting = await transaction.enrolment.findUnique({
    where: { accountId_tokenId: { accountId, tokenId: token.id } },
    omit: { codeHmac: false },
  });
  if (waiting === null) throw nothingToConfirm();
  if (waiting.expiresAt.getTime() <= now) {
    await dropEnrolment(action, token.id);
    return tooLate(token);
  }
  const { target } = waiting;
  if (target === null) {
    throw new Refusal(
      "NOT_FOUND",
      "No code was sent yet: the person must open the chat with the bot first.",
      ["input", "otp"],
    );
  }
  if (otp === "") return noFirstCode(action, token, "Give the code that was sent.");
  if (!isCode(services.hmacKey, token.id, otp, waiting.codeHmac)) {
    return wrongFirstCode(action, token, await countWrongCode(action, token.id, waiting));
  }
  await dropEnrolment(action, token.id);
  await takeIntoUse(action, token, target);
  await transaction.message.updateMany({
    where: { accountId, tokenId: token.id, purpose: "ENROLMENT", createdAt: { gte: waiting.createdAt } },
    data: { used: true },
  });
  const kind = getSentBy(token);
  if (kind === null) throw new TypeError("the codes of this token are not sent");
  const sentTo = maskedTarget(kind, target);
  const was = token.target === null || token.status === "PENDING" ? null : maskedTarget(kind, token.target);
  action.record({
    type: "TOKEN_ENROLLED",
    token,
    changes: changesBetween({ sentTo: was }, { sentTo }),
    params: { by: "CODES", sentTo, isAnother: null },
  });
  return done({ tokenId: token.id });
}

/** Confirms the same address again: by a code that is sent there. A lost one stops at once, also when no code can be sent. */
async function reissue(
  action: Action,
  token: TokenRow,
  input: ReissueInput,
  lost: boolean,
): Promise<Outcome<TokenWithSecret>> {
  for (const [field, value] of Object.entries(input)) {
    if (value == null || value === false) continue;
    throw new Refusal(
      "NOT_SUPPORTED_BY_MODEL",
      `The codes of this token are sent, so it has no secret; leave ${field} out.`,
      ["input", field],
    );
  }
  const { transaction, accountId, now } = action;
  const goesOn = token.status === "ACTIVE" && !lost;
  if (!goesOn) {
    await transaction.challenge.deleteMany({ where: { accountId, tokenId: token.id } });
    await transaction.token.update({
      where: { accountId_id: { accountId, id: token.id } },
      data: { status: "PENDING", revision: { increment: 1 }, updatedAt: new Date(now) },
    });
  }
  action.record({
    type: "TOKEN_REISSUED",
    token,
    changes: goesOn ? [] : changesBetween({ status: token.status }, { status: "PENDING" }),
    params: { by: "ADDRESS", isLost: lost, isOldWorking: goesOn, shortSecretBytes: null },
  });
  const changed = { ...token, status: goesOn ? "ACTIVE" : "PENDING" };
  const started =
    lost && token.target !== null
      ? await sendAfterStop(action, changed, token.target)
      : await startSending(action, changed, token.target);
  if (started === null) return done({ tokenId: token.id, enrolment: null });
  return done({ tokenId: token.id, enrolment: { ...started.enrolment } }, started.secrets);
}

/** The life of tokens whose codes are sent: a code that arrives shows that the address is the person's. */
export const lifeOfSent: FactorLife = { make, begin, startEnrolment, confirm, reissue };
