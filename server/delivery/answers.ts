// The meaning of an HTTP answer, where the gateway does not say otherwise.
import { parseJson } from "../bounded-json.js";
import type { SendResult } from "./delivery.js";
import type { HttpAnswer, HttpOutcome } from "./outgoing-http.js";

type NotAccepted = Extract<SendResult, { readonly state: "NOT_ACCEPTED" }>;

/** The longest wait that is taken from a gateway, in seconds: a day. */
const MAX_RETRY_AFTER_SECONDS = 86_400;

/** The result of a try; only a complete answer is for the gateway's own rules. */
export function getResult(outcome: HttpOutcome, judge: (answer: HttpAnswer) => SendResult): SendResult {
  switch (outcome.state) {
    case "ANSWERED":
      return judge(outcome);
    case "FORBIDDEN":
      return refused(outcome.failure);
    case "NOT_SENT":
      return notAccepted(outcome.failure);
    case "UNKNOWN":
      return unknown(outcome.failure);
  }
}

export function accepted(vendorId: string | null): SendResult {
  return { state: "ACCEPTED", vendorId };
}

export function refused(failure: string): SendResult {
  return { state: "REFUSED", failure };
}

/** @param seconds after which the gateway takes it, when it says so. */
export function notAccepted(failure: string, seconds: number | null = null): NotAccepted {
  return { state: "NOT_ACCEPTED", failure, retryAfterSeconds: seconds };
}

export function unknown(failure: string): SendResult {
  return { state: "UNKNOWN", failure };
}

/** Whether a message surely was not sent, by the result of a try. */
export function isSurelyNotSent(result: SendResult): boolean {
  return (
    result.state === "REFUSED" || (result.state === "NOT_ACCEPTED" && result.mayHaveBeenSent === undefined)
  );
}

/**
 * Of a message that may be sent twice: a try with an unknown result may be repeated.
 * @param why it may, as a sentence: the gateway or the phone recognises the second one.
 */
export function repeatable(result: SendResult, why: string): SendResult {
  return result.state === "UNKNOWN"
    ? { ...notAccepted(`${result.failure} ${why}`), mayHaveBeenSent: true }
    : result;
}

/** Why a wake-up may be sent twice. */
export const SHOWN_ONCE = "The request may be sent again: phones show each request only once.";

/**
 * The meaning of a status other than success (RFC 9110, RFC 6585): 408, 429 and 503 were not processed; after any other 5xx
 * the result is not known, as 502 and 504 are of a proxy that asked the gateway; the rest is refused.
 * @param gateway how sentences call it, such as `Twilio` or `The gateway`.
 */
export function failedStatus(answer: HttpAnswer, gateway: string): SendResult {
  const { status } = answer;
  const seconds = retryAfterSeconds(answer);
  if (status === 408) return notAccepted(`${gateway} did not get the whole request in time (408).`, seconds);
  if (status === 429)
    return notAccepted(`${gateway} gets too many requests (429). Raise its limit.`, seconds);
  if (status === 503) return notAccepted(`${gateway} is not available now (503).`, seconds);
  if (status >= 500)
    return unknown(`${gateway} failed (${status}). Check there whether it sent the message.`);
  if (status >= 300 && status < 400) {
    return refused(
      `${gateway} answered with a redirect (${status}). Put the final address into the channel.`,
    );
  }
  if (status === 401 || status === 403) {
    return refused(`${gateway} refused the channel's credentials (${status}). Correct them.`);
  }
  if (status === 404) return refused(`${gateway} does not know this address (404). Check the channel's URL.`);
  return refused(`${gateway} refused the message (${status}). Check the channel's settings.`);
}

/** Seconds of the header Retry-After, which has seconds or a date (RFC 9110, 10.2.3); null when there is none. */
export function retryAfterSeconds({ headers }: Pick<HttpAnswer, "headers">): number | null {
  const written = headers["retry-after"];
  if (written === undefined) return null;
  if (/^\d{1,9}$/.test(written)) return boundedSeconds(Number(written));
  // Against the gateway's own clock: ours may differ.
  const seconds = (Date.parse(written) - Date.parse(headers.date ?? "")) / 1000;
  return Number.isFinite(seconds) ? boundedSeconds(seconds) : null;
}

/** Whole seconds, from none to a day. */
export function boundedSeconds(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 0), MAX_RETRY_AFTER_SECONDS);
}

/** A field of a JSON object; undefined when the value is no object or has no such field. */
export function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** JSON as it was received; undefined when it is none, or has too many levels or values. */
export function readJson(body: string): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

/** A text or a number as a text, if it is not long enough to have anything else in it; else null. */
export function getId(value: unknown): string | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && /^[\w.:-]{1,100}$/.test(value) ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The address of a path below a base, which may end with a slash. */
export function below(base: string, path: string): string {
  return `${base.replace(/\/+$/, "")}/${path}`;
}
