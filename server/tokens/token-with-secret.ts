import type { Payload } from "../actions/idempotency.js";

/** The data that a payload keeps of a token whose secret may be new; a secret that need not be confirmed has no end. */
export interface TokenWithSecret extends Payload {
  readonly tokenId: string;
  readonly enrolment: {
    readonly expiresAt: string | null;
    readonly attemptsLeft: number | null;
    /** Where a code was sent, masked; absent where none was. */
    readonly sentTo?: string | null;
    /** Opens the chat with a bot that waits for its first message; absent where none does. */
    readonly startLink?: string | null;
  } | null;
}

/** The same of a token whose enrolment was just started. */
export interface StartedEnrolment extends TokenWithSecret {
  readonly enrolment: NonNullable<TokenWithSecret["enrolment"]>;
}
