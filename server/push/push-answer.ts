import type { KeyObject } from "node:crypto";
import { isNonce } from "./push-challenge.js";
import { type PhoneForm, getSerial } from "./form.js";
import { type PhoneReply, successReply } from "./reply.js";
import { isSigned } from "./signature.js";

/** Why somebody declined: "I did not ask for this", or they changed their mind. */
export type DeclineReason = "UNKNOWN_TRIGGER" | "CANCELLED";

/** The form that a phone posts as an answer. It says nothing before `verifyAnswer`. */
export interface PushAnswer {
  readonly serial: string;
  readonly nonce: string;
  /** The option that was chosen; null when none was. */
  readonly presence: string | null;
  readonly isDeclined: boolean;
  readonly reason: DeclineReason | null;
  readonly signature: string;
}

/** The answer of a person. */
export type Verdict =
  | { readonly state: "APPROVED"; readonly presence: string | null }
  | { readonly state: "DECLINED"; readonly reason: DeclineReason | null };

const REASONS = { unknown_trigger: "UNKNOWN_TRIGGER", cancelled: "CANCELLED" } as const;
const WRITTEN = { UNKNOWN_TRIGGER: "unknown_trigger", CANCELLED: "cancelled" } as const;

/** The form of the option that was chosen: the same as an option of a challenge, and none of the words that can replace it. */
const PRESENCE = /^(?!decline$)[A-Za-z\d]{1,20}$/;

/** The answer in a form; null when it is none. */
export function readAnswer(form: PhoneForm): PushAnswer | null {
  const serial = getSerial(form);
  const nonce = form.get("nonce") ?? "";
  const signature = form.get("signature") ?? "";
  const presence = form.get("presence_answer") ?? null;
  const decline = form.get("decline");
  const written = form.get("decline_reason");
  const reason = written === undefined ? null : getReason(written);
  if (serial === null || !isNonce(nonce) || signature === "" || reason === undefined) return null;
  if (presence !== null && !PRESENCE.test(presence)) return null;
  if (decline !== undefined && decline !== "1") return null;
  if (decline === undefined && written !== undefined) return null;
  return { serial, nonce, presence, isDeclined: decline !== undefined, reason, signature };
}

function getReason(text: string): DeclineReason | undefined {
  return text === "unknown_trigger" || text === "cancelled" ? REASONS[text] : undefined;
}

/**
 * The answer of a phone, if the phone signed it. The caller knows the challenge by the nonce, and the phone by the serial:
 * both are signed, so an answer counts for no other.
 * @param key of the phone that the challenge was for; null when there is none: it takes as long.
 */
export function verifyAnswer(answer: PushAnswer, key: KeyObject | null): Verdict | null {
  const { nonce, serial, isDeclined, reason, presence } = answer;
  const text = [
    nonce,
    serial,
    ...(isDeclined ? ["decline"] : []),
    ...(reason === null ? [] : [WRITTEN[reason]]),
    ...(presence === null ? [] : [presence]),
  ].join("|");
  if (!isSigned(text, answer.signature, key)) return null;
  return isDeclined ? { state: "DECLINED", reason } : { state: "APPROVED", presence };
}

/** The texts that the app shows after an approval. */
export interface Shown {
  /** To be typed where one signs in. */
  readonly displayCode: string;
  /** The text above the code. */
  readonly message: string;
}

/**
 * The reply to an answer that was verified. The app takes every reply for success, so there is nothing to say of an
 * answer that does not count.
 * @param value whether it counted, as an approval or as a refusal. @param shown a code to show; null when there is none.
 */
export function answerReply(value: boolean, shown: Shown | null = null): PhoneReply {
  return successReply(
    value,
    shown === null ? null : { display_code: shown.displayCode, message: shown.message },
  );
}
