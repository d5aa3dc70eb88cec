import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../../actions/action.js";
import type { Outcome } from "../../actions/idempotency.js";
import { done } from "../../actions/use-case.js";
import { checkName } from "../../actions/validation.js";
import { getChannels } from "../../channels/channel-store.js";
import { changesBetween } from "../../events/record.js";
import { appLink, enrolmentUri } from "../../push/enrolment-uri.js";
import { keyFingerprint } from "../../push/keys.js";
import { credentialHmac, newCredential } from "../../push/roll-out.js";
import type { Blueprint, PushBlueprint, SentBlueprint } from "../../tokens/blueprint.js";
import { ATTEMPTS, countWrongCode, dropEnrolment, getLabel, nothingToConfirm } from "../../tokens/enrol.js";
import { NOTHING_COUNTED } from "../../tokens/secret-in-use.js";
import type { TokenRow } from "../../tokens/token-store.js";
import type { StartedEnrolment, TokenWithSecret } from "../../tokens/token-with-secret.js";
import type { Beginning, FactorLife, MadeToken } from "../factor.js";
import { noFirstCode, tooLate, wrongFirstCode } from "../first-code.js";
import type { ReissueInput } from "../reissue-input.js";
import { isCode, SENT_DIGITS } from "../../otp/sent-code.js";
import { activeDevice, newSerial, waitingDevice } from "./device.js";
import { pushPath } from "../../push/door-address.js";

/** The address that phones reach the server by. @throws Refusal VALIDATION_FAILED when it has none. */
function getPublicUrl({ services }: Action, path: readonly string[]): string {
  const { publicUrl } = services.config;
  if (publicUrl !== undefined) return publicUrl;
  throw new Refusal(
    "VALIDATION_FAILED",
    "Phones need the public address of this server: the operator must set TOKENPLANE_PUBLIC_URL.",
    path,
  );
}

/** The stored data of a token that asks on phones: no secret, and no phone yet. */
function make(
  action: Action,
  _id: string,
  blueprint: Blueprint | SentBlueprint | PushBlueprint,
): Promise<MadeToken> {
  if (blueprint.model !== "PUSH") throw new TypeError("this token asks on no phone");
  getPublicUrl(action, ["input", "model", "software", "push"]);
  return Promise.resolve({
    columns: {
      status: "PENDING",
      algorithm: null,
      digits: SENT_DIGITS,
      hash: null,
      periodSeconds: null,
      ocraSuite: null,
      lastStep: -1,
      sentBy: "PUSH",
      target: null,
      channelId: null,
      secret: null,
      secretFingerprint: null,
      suitePin: null,
    },
    secret: null,
    creation: { changes: [], shortSecretBytes: null },
  });
}

/** The data of an enrolment that is shown once: the QR code that the phone scans, and the same as a link. */
interface Started {
  readonly enrolment: StartedEnrolment["enrolment"];
  readonly secrets: Record<string, string>;
}

/** Waits for a phone. One that waited is void; one in use stays as it is. */
async function awaitPhone(action: Action, token: TokenRow, issuer: string | null): Promise<Started> {
  const { transaction, accountId, now, services } = action;
  const { config, hmacKey } = services;
  const publicUrl = getPublicUrl(action, ["input"]);
  const credential = newCredential();
  const serial = newSerial();
  const ttlMinutes = config.enrolmentMinutes;
  const expiresAt = new Date(now + ttlMinutes * 60_000);
  // It takes the phone that waited along.
  await dropEnrolment(action, token.id);
  await transaction.enrolment.create({
    data: {
      accountId,
      tokenId: token.id,
      secret: null,
      digits: SENT_DIGITS,
      attemptsLeft: ATTEMPTS,
      expiresAt,
      createdAt: new Date(now),
    },
  });
  await transaction.pushDevice.create({
    data: {
      accountId,
      id: action.newId(),
      tokenId: token.id,
      serial,
      state: "WAITING",
      credentialHmac: credentialHmac(hmacKey, credential),
      createdAt: new Date(now),
    },
  });
  action.record({
    type: "TOKEN_ENROLMENT_STARTED",
    token,
    params: { waitsFor: "PHONE", sentTo: null, until: expiresAt },
  });
  const shown = await getLabel(action, token, issuer);
  const parts = {
    label: shown.label,
    issuer: shown.issuer,
    url: `${publicUrl}${pushPath(accountId)}`,
    ttlMinutes,
    credential,
    serial,
    // Without a channel that wakes phones, the app need not tell Google of this one.
    pollOnly: !(await getChannels(transaction, accountId, "PUSH")).some(({ enabled }) => enabled),
  };
  return {
    enrolment: { expiresAt: expiresAt.toISOString(), attemptsLeft: ATTEMPTS },
    secrets: { otpauthUri: enrolmentUri(parts), appLink: appLink(parts) },
  };
}

async function begin(
  action: Action,
  token: TokenRow,
  _made: MadeToken,
  { issuer, enrolsLater }: Beginning,
): Promise<Outcome<TokenWithSecret>> {
  if (enrolsLater) return done({ tokenId: token.id, enrolment: null });
  const { enrolment, secrets } = await awaitPhone(action, token, issuer);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** Shows a new QR code, for a token without a phone, or in place of one that was not confirmed. */
async function startEnrolment(
  action: Action,
  token: TokenRow,
  issuer: string | null | undefined,
): Promise<Outcome<StartedEnrolment>> {
  const { transaction, accountId, now } = action;
  const open = await transaction.enrolment.count({
    where: { accountId, tokenId: token.id, expiresAt: { gt: new Date(now) } },
  });
  if (token.status !== "PENDING" && open === 0) {
    throw new Refusal(
      "STILL_IN_USE",
      "The token has a phone already. Use tokenReissue to give it another one.",
      ["input", "token"],
    );
  }
  const shown = issuer == null ? null : checkName(issuer, ["input", "issuer"]);
  const { enrolment, secrets } = await awaitPhone(action, token, shown);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** Takes the phone into use that showed a first code. The phone before it stops. */
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
  if (otp === "") return noFirstCode(action, token, "Give the code that the phone shows.");
  const phone = await waitingDevice(action, token.id);
  if (phone === null || phone.publicKey === null || waiting.codeHmac === null) {
    throw new Refusal(
      "NOT_FOUND",
      "No phone shows a code yet. The person must scan the QR code, and approve the request that the app shows.",
      ["input", "otp"],
    );
  }
  if (!isCode(services.hmacKey, token.id, otp, waiting.codeHmac)) {
    return wrongFirstCode(action, token, await countWrongCode(action, token.id, waiting));
  }
  const before = await activeDevice(action, token.id);
  if (before !== null) {
    await transaction.pushDevice.delete({ where: { accountId_id: { accountId, id: before.id } } });
  }
  await transaction.pushDevice.update({
    where: { accountId_id: { accountId, id: phone.id } },
    data: { state: "ACTIVE" },
  });
  await dropEnrolment(action, token.id);
  await transaction.challenge.deleteMany({ where: { accountId, tokenId: token.id } });
  await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    data: {
      ...NOTHING_COUNTED,
      status: "ACTIVE",
      lastUsedAt: new Date(now),
      revision: { increment: 1 },
      updatedAt: new Date(now),
    },
  });
  action.record({
    type: "TOKEN_ENROLLED",
    token,
    changes: changesBetween(
      { phone: before === null || before.publicKey === null ? null : keyFingerprint(before.publicKey) },
      { phone: keyFingerprint(phone.publicKey) },
    ),
    params: { by: "PHONE", sentTo: null, isAnother: before !== null },
  });
  return done({ tokenId: token.id });
}

/** Gives a token another phone: the one before works until the new one is confirmed, unless it is lost. */
async function reissue(
  action: Action,
  token: TokenRow,
  { issuer, ...others }: ReissueInput,
  lost: boolean,
): Promise<Outcome<TokenWithSecret>> {
  for (const [field, value] of Object.entries(others)) {
    if (value == null || value === false) continue;
    throw new Refusal("NOT_SUPPORTED_BY_MODEL", `A phone has a key of its own; leave ${field} out.`, [
      "input",
      field,
    ]);
  }
  const { transaction, accountId, now } = action;
  const goesOn = token.status === "ACTIVE" && !lost;
  if (!goesOn) {
    // Its open requests go along.
    await transaction.pushDevice.deleteMany({ where: { accountId, tokenId: token.id, state: "ACTIVE" } });
    await transaction.token.update({
      where: { accountId_id: { accountId, id: token.id } },
      data: { status: "PENDING", revision: { increment: 1 }, updatedAt: new Date(now) },
    });
  }
  action.record({
    type: "TOKEN_REISSUED",
    token,
    changes: goesOn ? [] : changesBetween({ status: token.status }, { status: "PENDING" }),
    params: { by: "PHONE", isLost: lost, isOldWorking: goesOn, shortSecretBytes: null },
  });
  const shown = issuer == null ? null : checkName(issuer, ["input", "issuer"]);
  const { enrolment, secrets } = await awaitPhone(action, token, shown);
  return done({ tokenId: token.id, enrolment: { ...enrolment } }, secrets);
}

/** The life of tokens that ask on phones: a phone makes a key of its own, and a first code from it confirms it. */
export const lifeOfPush: FactorLife = { make, begin, startEnrolment, confirm, reissue };
