import type { KeyObject } from "node:crypto";
import type { PushChallenge } from "./push-challenge.js";
import { type PhoneForm, readForm, getSerial, getWakeToken } from "./form.js";
import { type PhoneReply, successReply } from "./reply.js";
import { isSigned } from "./signature.js";

/** How far the clock of a phone that polls may be off, in milliseconds. Somebody who saw a poll can repeat it for this time. */
export const POLL_SKEW_MS = 60_000;

/** How far it may be off when it says how it is woken. */
export const WAKE_TOKEN_SKEW_MS = 300_000;

/** The request of a phone with a time. It says nothing before it is verified. */
interface Timed {
  readonly serial: string;
  /** As it was signed. */
  readonly timestamp: string;
  /** The same in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly signature: string;
}

/** A phone asks whether there is something to answer. */
export type Poll = Timed;

/** A phone says how it is woken from now on. */
export interface WakeTokenUpdate extends Timed {
  /** As it was signed. */
  readonly written: string;
  /** null: not any more. */
  readonly wakeToken: string | null;
}

/** Dart's toIso8601String, which leaves out microseconds that are zero; others write `+00:00` for `Z`, or no fraction. */
const TIMESTAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3})(?:\d{3})?)?(?:Z|\+00:00)$/;

/** Milliseconds of a time in UTC; null when it is none. */
export function readTimestamp(text: string): number | null {
  const [, seconds, milliseconds = "000"] = TIMESTAMP.exec(text) ?? [];
  if (seconds === undefined) return null;
  const canonical = `${seconds}.${milliseconds}Z`;
  const at = Date.parse(canonical);
  // There is no 30th of February: Date takes it for the 2nd of March.
  return Number.isFinite(at) && new Date(at).toISOString() === canonical ? at : null;
}

function readTimed(form: PhoneForm): Timed | null {
  const serial = getSerial(form);
  const timestamp = form.get("timestamp") ?? "";
  const signature = form.get("signature") ?? "";
  const at = readTimestamp(timestamp);
  return serial === null || at === null || signature === "" ? null : { serial, timestamp, at, signature };
}

/** The poll in the query of a URL (the part behind the question mark); null when it is none. */
export function readPoll(query: string): Poll | null {
  const form = readForm(query);
  return form === null ? null : readTimed(form);
}

/**
 * Whether a phone polled, and now.
 * @param key of the phone; null when there is none: it takes as long.
 * @param now milliseconds since 1970 UTC.
 */
export function verifyPoll(poll: Poll, key: KeyObject | null, now: number): boolean {
  const isOwn = isSigned(`${poll.serial}|${poll.timestamp}`, poll.signature, key);
  return isOwn && Math.abs(now - poll.at) <= POLL_SKEW_MS;
}

/**
 * The reply to a phone that polled: the requests that it has to answer, or none. The app reads no more; a browser also reads whether
 * it is connected.
 * @param isConfirmed whether a first code has confirmed the phone.
 */
export function pollReply(challenges: readonly PushChallenge[], isConfirmed: boolean): PhoneReply {
  return successReply(challenges, isConfirmed ? null : { state: "ROLLED_OUT" });
}

/** The new wake-up token in a form; null when there is none. */
export function readWakeTokenUpdate(form: PhoneForm): WakeTokenUpdate | null {
  const timed = readTimed(form);
  const written = form.get("new_fb_token") ?? "";
  const wakeToken = getWakeToken(written);
  return timed === null || wakeToken === undefined ? null : { ...timed, written, wakeToken };
}

/** Whether a phone sent the update, and now; see `verifyPoll`. Take no update that is older than the last one. */
export function verifyWakeTokenUpdate(update: WakeTokenUpdate, key: KeyObject | null, now: number): boolean {
  const { written, serial, timestamp, signature, at } = update;
  const isOwn = isSigned(`${written}|${serial}|${timestamp}`, signature, key);
  return isOwn && Math.abs(now - at) <= WAKE_TOKEN_SKEW_MS;
}

/** The reply to a phone whose wake-up token is stored. */
export function wakeTokenReply(): PhoneReply {
  return successReply(true);
}
