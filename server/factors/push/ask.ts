import type { Confirmation } from "../../resources/confirmation.js";
import { randomInt } from "node:crypto";
import type { Action } from "../../actions/action.js";
import { Prisma } from "../../database/generated/client.js";
import type { Locale } from "../../delivery/texts/locale.js";
import { queueWakeUp } from "../../messages/wake-up.js";
import { NIL_UUID } from "../../nil-uuid.js";
import {
  MAX_QUESTION_BYTES,
  MAX_TITLE_BYTES,
  newNonce,
  nonceHash,
  pushText,
  signedChallenge,
} from "../../push/push-challenge.js";
import { keyFingerprint } from "../../push/keys.js";
import { signingKey } from "../../push/signature.js";
import type { SecretBox } from "../../secrets/secret-box.js";
import { keepChallenge } from "../challenge-store.js";
import { newSerial, serverKeyAad } from "./device.js";
import { pushPath } from "../../push/door-address.js";

/** Options of a choice: one of ten is right. */
const OPTIONS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** The number that the person must choose. */
export function newChoice(): string {
  return OPTIONS[randomInt(OPTIONS.length)] ?? "0";
}

function shuffled(options: readonly string[]): string[] {
  const left = [...options];
  return options.map(() => left.splice(randomInt(left.length), 1)[0] ?? "");
}

/** A phone that can be asked. */
export interface AskedPhone {
  readonly id: string;
  readonly tokenId: string;
  readonly serial: string;
  /** SPKI, DER. */
  readonly publicKey: Uint8Array | null;
  /** Encrypted; null when nothing can wake it. */
  readonly wakeToken: Uint8Array | null;
  /** Encrypted, for the place of this phone. */
  readonly serverKey: Uint8Array | null;
}

const decoyKeys = new WeakMap<SecretBox, Promise<Buffer>>();

/** A phone that no user has: to ask it takes as long as to ask a real one. */
export async function decoyPhone({ accountId, services }: Action): Promise<AskedPhone> {
  const { secrets } = services;
  let known = decoyKeys.get(secrets);
  if (known === undefined) {
    known = services.newServerKey().then(({ privateKey }) => privateKey);
    decoyKeys.set(secrets, known);
    // One that could not be made is tried again.
    known.catch(() => decoyKeys.delete(secrets));
  }
  const serverKey = secrets.encrypt(await known, serverKeyAad(accountId, NIL_UUID));
  return {
    id: NIL_UUID,
    tokenId: NIL_UUID,
    serial: newSerial(),
    publicKey: serverKey,
    wakeToken: null,
    serverKey,
  };
}

/** The request on a phone. */
export interface Request {
  readonly id: string;
  readonly purpose: "SIGN_IN" | "CHECK" | "ENROLMENT";
  readonly resourceId: string | null;
  readonly question: string;
  readonly title: string;
  readonly confirmation: Confirmation;
  readonly choice: string | null;
  readonly pinChecked: boolean;
  readonly locale: Locale;
  /** Whose token it is. */
  readonly userId: string | null;
  readonly expiresAt: Date;
}

/**
 * Shows a request on a phone. The phone polls for it, and is woken where it can be.
 * The token is held. One request is shown at a time: those before it approve nothing any more.
 * For a phone that no user has, nothing is stored.
 * @throws TypeError when the phone was not rolled out.
 */
export async function askPhone(action: Action, phone: AskedPhone, request: Request): Promise<void> {
  const { transaction, accountId, now, services } = action;
  const { config, secrets } = services;
  if (phone.serverKey === null || phone.publicKey === null || config.publicUrl === undefined)
    throw new TypeError("the phone cannot be asked");
  const nonce = newNonce();
  const push = await signedChallenge(
    {
      nonce,
      url: `${config.publicUrl}${pushPath(accountId)}`,
      serial: phone.serial,
      question: pushText(request.question, MAX_QUESTION_BYTES),
      title: pushText(request.title, MAX_TITLE_BYTES),
      options: request.choice === null ? null : shuffled(OPTIONS),
    },
    signingKey(secrets.decrypt(phone.serverKey, serverKeyAad(accountId, phone.id))),
  );
  // The request that was shown stays on the phone for a moment: somebody may still say there that it was not them.
  await transaction.$executeRaw(Prisma.sql`
    UPDATE challenges SET slot = NULL, answered_step = step
    WHERE account_id = ${accountId}::uuid AND device_id = ${phone.id}::uuid AND push_state = 'PENDING' AND answered_step IS NULL`);
  await keepChallenge(transaction, {
    accountId,
    id: request.id,
    tokenId: phone.tokenId,
    purpose: request.purpose,
    resourceId: request.resourceId,
    what: {
      kind: "PUSH",
      deviceId: phone.id,
      nonceHash: nonceHash(nonce),
      push,
      confirmation: request.confirmation,
      choice: request.choice,
      pinChecked: request.pinChecked,
      locale: request.locale,
    },
    createdAt: new Date(now),
    expiresAt: request.expiresAt,
  });
  await queueWakeUp(action, {
    purpose: request.purpose,
    tokenId: phone.tokenId,
    wakeToken: phone.wakeToken,
    challengeId: request.id,
    deviceId: phone.id,
    fingerprint: keyFingerprint(phone.publicKey),
    userId: request.userId,
    data: push,
    expiresAt: request.expiresAt,
  });
}
