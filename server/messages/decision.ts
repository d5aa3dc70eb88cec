import type { ClaimedMessage } from "./outbox.js";
import type { MessagePayload, PossibleSender } from "./payload.js";
import { nextTry } from "./next-try.js";
import type { Tries } from "./tries.js";

/** How long one try by a driver takes at most, in milliseconds. */
const TRY_MS = 20_000;

/** How long a message is left to servers that have its master key, in milliseconds. */
const OTHERS_FIRST_MS = 5_000;

/** Milliseconds until the database is asked again, when it could not be reached. */
export const AGAIN_MS = 1_000;

/** Why a message is not repeated that may have been sent. */
const CHANGED =
  "The channel was changed after an attempt whose result is unknown. So the message was not sent again.";

/** What came of sending a message that was claimed. */
export type Outcome =
  /** What it carries is void, or its token is disabled or another user's. */
  | { readonly is: "NOT_WANTED" }
  /** Nothing of the account sends messages of its kind any more. */
  | { readonly is: "NO_ROUTE" }
  /** The one channel that may have sent it is not as it was: its gateway may not recognise a repetition. */
  | { readonly is: "CHANNEL_CHANGED"; readonly channelId: string | null }
  | ({ readonly is: "SENT_BY_ROUTES" } & Tries);

/** Why nothing came of it, and no gateway has the message. */
export type Obstacle =
  /** The clock was set on since it was claimed, or the process stood still: another claim has time for it. */
  | "NO_TIME"
  /** This server cannot decrypt it; others can. */
  | "NO_KEY"
  | "NO_DATABASE"
  | "FAILED";

/** It is sent later. */
export interface Later {
  readonly move: "GIVEN_BACK" | "TRIED";
  readonly nextAt: Date;
  /** Why it was not sent; null when that is as before. */
  readonly failure: string | null;
  readonly refusedBy: readonly string[];
  /** The channel that may have sent it for the first time now; undefined when none has. */
  readonly mayHaveBeenSent: PossibleSender | undefined;
}

/** It has ended. */
export interface Ended {
  readonly move: "NOT_WANTED" | "ACCEPTED" | "REFUSED" | "UNCERTAIN";
  /** The channel that it went by; null when it is as before. */
  readonly channelId: string | null;
  readonly vendorId: string | null;
  /** Why it was not sent, or nobody knows; null for the first two. */
  readonly failure: string | null;
}

/** What decides about a message, beside what came of sending it. */
type Claimed = Pick<ClaimedMessage, "purpose" | "attempts" | "refusedBy" | "expiresAt" | "claimedUntil">;

/** Whether a try can end within the claim, and while the code is valid: a process may have been suspended. @param now milliseconds since 1970 UTC. */
export function hasTime({ claimedUntil, expiresAt }: Claimed, now: number): boolean {
  return now + TRY_MS < claimedUntil.getTime() && now < expiresAt.getTime();
}

/** What becomes of a message that no gateway has, and that could not be tried. @param now milliseconds since 1970 UTC. */
export function decideUntried(message: Claimed, obstacle: Obstacle, now: number): Later {
  const same = { failure: null, refusedBy: message.refusedBy, mayHaveBeenSent: undefined };
  const givenBack = (waitMs: number): Later => ({
    move: "GIVEN_BACK",
    nextAt: new Date(now + waitMs),
    ...same,
  });
  switch (obstacle) {
    case "NO_TIME":
      return givenBack(0);
    case "NO_KEY":
      return givenBack(OTHERS_FIRST_MS);
    case "NO_DATABASE":
      return givenBack(AGAIN_MS);
    case "FAILED": {
      // After the last try it waits for its end, and is then one that could not be sent.
      const nextAt = nextTry(message, { retryAfterSeconds: null, mayHaveBeenSent: true }, now);
      return { move: "TRIED", nextAt: nextAt ?? message.expiresAt, ...same };
    }
  }
}

/** What becomes of a message after what came of sending it. @param now milliseconds since 1970 UTC. */
export function decide(
  message: Claimed,
  { mayHaveBeenSent: before }: Pick<MessagePayload, "mayHaveBeenSent">,
  outcome: Outcome,
  now: number,
): Later | Ended {
  const ended = (move: Ended["move"], failure: string | null, channelId: string | null): Ended => ({
    move,
    channelId,
    vendorId: null,
    failure,
  });
  switch (outcome.is) {
    case "NOT_WANTED":
      return ended("NOT_WANTED", null, null);
    case "NO_ROUTE":
      return ended(
        before === undefined ? "REFUSED" : "UNCERTAIN",
        "No channel of the account may send it any more.",
        null,
      );
    case "CHANNEL_CHANGED":
      return ended("UNCERTAIN", CHANGED, outcome.channelId);
    case "SENT_BY_ROUTES": {
      const { result, channelId, refusedBy, mayHaveBeenSent } = outcome;
      if (result.state === "ACCEPTED")
        return { ...ended("ACCEPTED", null, channelId), vendorId: result.vendorId };
      const { failure } = result;
      if (result.state === "UNKNOWN") return ended("UNCERTAIN", failure, channelId);
      const notAgain = ended(mayHaveBeenSent === undefined ? "REFUSED" : "UNCERTAIN", failure, channelId);
      if (result.state === "REFUSED") return notAgain;
      const nextAt = nextTry(message, { ...result, mayHaveBeenSent: mayHaveBeenSent !== undefined }, now);
      if (nextAt === null) return notAgain;
      return {
        move: result.isHeldBack === true ? "GIVEN_BACK" : "TRIED",
        nextAt,
        failure,
        refusedBy,
        mayHaveBeenSent: before === undefined ? mayHaveBeenSent : undefined,
      };
    }
  }
}
