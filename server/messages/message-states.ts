import type { MessageEnd } from "../actions/observer.js";

/** The states of a message. One that is PENDING waits, also for a later try; a server claimed one that is SENDING. The others are final. */
export type MessageState = "PENDING" | "SENDING" | MessageEnd;

/** The state of a message that was asked for, and of one that a limit or a missing channel prevents. */
export const BEGINNINGS = { QUEUED: "PENDING", PREVENTED: "SUPPRESSED" } as const satisfies Record<
  string,
  MessageState
>;

/** What happens to a message after that. */
export type Move =
  | "BECAME_VOID"
  | "TIME_ENDED"
  | "CLAIMED"
  | "CLAIM_ENDED"
  | "GIVEN_BACK"
  | "TRIED"
  | "NOT_WANTED"
  | "ACCEPTED"
  | "REFUSED"
  | "UNCERTAIN";

/** What a move of a message changes. */
interface Transition {
  /** The only state in which it happens. */
  readonly from: "PENDING" | "SENDING";
  readonly to: MessageState;
  /** By how much it changes the number of tries. */
  readonly tries: 1 | 0 | -1;
  /** Whether the event MESSAGE_FAILED says it. */
  readonly isReported: boolean;
  /** Whether the message no longer counts against the limits of its person and its address. */
  readonly isRefunded: boolean;
}

const QUIET = { tries: 0, isReported: false, isRefunded: false } as const;

/**
 * Everything that can happen to a message. Statements and effects follow this table: a move happens only in the state that it begins
 * in, so of two servers one makes it. No move leads from SENDING to PENDING once a gateway may have the message, except where a
 * repetition does no harm. After a fail-over, `server/history/` makes what is not final UNKNOWN.
 */
export const TRANSITIONS: Readonly<Record<Move, Transition>> = {
  /** A use case made void what it carries. */
  BECAME_VOID: { from: "PENDING", to: "CANCELLED", ...QUIET },
  /** Its code or its link ended first. */
  TIME_ENDED: { from: "PENDING", to: "EXPIRED", ...QUIET, isReported: true },
  /** A server sends it now, and no other one does. */
  CLAIMED: { from: "PENDING", to: "SENDING", ...QUIET, tries: 1 },
  /** The server that claimed it is gone: it may have been sent. */
  CLAIM_ENDED: { from: "SENDING", to: "UNKNOWN", ...QUIET, isReported: true },
  /** No gateway was asked: it is sent later, perhaps by another server. */
  GIVEN_BACK: { from: "SENDING", to: "PENDING", ...QUIET, tries: -1 },
  /** It was surely not sent, or may be sent twice: it is tried again. */
  TRIED: { from: "SENDING", to: "PENDING", ...QUIET },
  /** What it carries is void, or its token is disabled or another user's. */
  NOT_WANTED: { from: "SENDING", to: "CANCELLED", ...QUIET },
  ACCEPTED: { from: "SENDING", to: "ACCEPTED", ...QUIET },
  /** It surely was not sent, and will not be. */
  REFUSED: { from: "SENDING", to: "REFUSED", tries: 0, isReported: true, isRefunded: true },
  /** It may have been sent. */
  UNCERTAIN: { from: "SENDING", to: "UNKNOWN", ...QUIET, isReported: true },
};

/** Whether a message stays in a state. */
export function isFinal(state: MessageState): state is MessageEnd {
  return state !== "PENDING" && state !== "SENDING";
}
