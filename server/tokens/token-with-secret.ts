import type { Payload } from "../actions/idempotency.js";

/** What a payload keeps of a token whose secret may be new; a secret that need not be confirmed has no end. */
export interface TokenWithSecret extends Payload {
  readonly tokenId: string;
  readonly enrolment: { readonly expiresAt: string | null; readonly attemptsLeft: number | null } | null;
}

/** The same of a token whose enrolment was just started. */
export interface StartedEnrolment extends TokenWithSecret {
  readonly enrolment: NonNullable<TokenWithSecret["enrolment"]>;
}
