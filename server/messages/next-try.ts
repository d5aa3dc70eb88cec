import type { SendResult } from "../delivery/delivery.js";
import { isAfterCodes } from "./bulkheads.js";

/** Seconds from a try that failed to the next one, of a message that may be sent twice. */
const PAUSES_SECONDS: readonly number[] = [1, 3, 9, 27];

/** The same of codes: the last one holds for all further ones. */
const CODE_PAUSES_SECONDS: readonly number[] = [...PAUSES_SECONDS, 30];

/** The same of links and notices, which are of use for longer. */
const LATER_PAUSES_SECONDS: readonly number[] = [...PAUSES_SECONDS, 2 * 60, 10 * 60, 30 * 60, 60 * 60];

/** A link or a notice that arrives with less time left is of no use to a person. */
const LEAST_LEFT_MS = 60_000;

/** The same of a code, which a person waits for and types at once. */
const LEAST_LEFT_OF_CODE_MS = 20_000;

/** A message that is tried again. */
export interface Tried {
  readonly purpose: string;
  /** Tries so far. */
  readonly attempts: number;
  readonly expiresAt: Date;
}

/** The other data that decides when. */
interface Obstacle extends Pick<
  Extract<SendResult, { readonly state: "NOT_ACCEPTED" }>,
  "retryAfterSeconds" | "isHeldBack"
> {
  /** Whether the message may have been sent, in this try or an earlier one. */
  readonly mayHaveBeenSent: boolean;
}

/** Seconds until the next try of a message, as far as its tries decide it; undefined after the last one. */
function pauseAfter({ purpose, attempts }: Tried, { isHeldBack, mayHaveBeenSent }: Obstacle) {
  // No gateway was asked: it waits as long as the limit says.
  if (isHeldBack === true) return 1;
  // It is not known for how long a gateway recognises a repetition.
  if (mayHaveBeenSent) return PAUSES_SECONDS[attempts - 1];
  const pauses = isAfterCodes(purpose) ? LATER_PAUSES_SECONDS : CODE_PAUSES_SECONDS;
  return pauses[attempts - 1] ?? pauses.at(-1);
}

/**
 * When a message that was surely not sent, or may be sent twice, is tried again; null when it is not: when it would be of no
 * use, and one that may have been sent after the fifth try.
 * @param now milliseconds since 1970 UTC.
 */
export function nextTry(message: Tried, obstacle: Obstacle, now: number): Date | null {
  const pause = pauseAfter(message, obstacle);
  if (pause === undefined) return null;
  const nextAt = now + Math.max(pause, obstacle.retryAfterSeconds ?? 0) * 1_000;
  const leastLeft = isAfterCodes(message.purpose) ? LEAST_LEFT_MS : LEAST_LEFT_OF_CODE_MS;
  return nextAt + leastLeft <= message.expiresAt.getTime() ? new Date(nextAt) : null;
}
