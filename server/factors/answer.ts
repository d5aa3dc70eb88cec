/** What a person gave to sign in, without the token's PIN. */
export type Answer =
  | { readonly kind: "PASSCODE"; readonly code: string }
  /** Nothing is typed: the person answered elsewhere, as on a phone. */
  | { readonly kind: "APPROVAL" }
  /** What a device signed: a field of the sign-in's input that a kind of token added, with its value. */
  | { readonly kind: "SIGNED"; readonly field: string; readonly value: unknown };

/** What a right answer uses up. Each of them must still be unused when the attempt is settled. */
export interface Proof {
  readonly method: "OTP" | "PUSH";
  /** The time step or the counter that the answer uses up, with all before it; null when it has none. */
  readonly counter: UsedCounter | null;
  /** The challenge that it answers; null when it needs none. */
  readonly challenge: UsedChallenge | null;
}

/** A counter of the token: it never goes back. */
export interface UsedCounter {
  readonly step: number;
  /** Steps by which the device's clock is known to be ahead (+) or behind (-). */
  readonly drift: number;
  /** Whether the device counts uses, and not time. */
  readonly byCounter: boolean;
  /** Of the secret that it belongs to: the counter of another one begins again. null where there is none. */
  readonly secretFingerprint: Uint8Array | null;
}

/** A challenge that is deleted by its answer, or kept as a record of it. */
export interface UsedChallenge {
  readonly id: string;
  readonly kept: AnsweredQuestion | null;
}

/** The stored record of an answered challenge: the step of the answer, and the end of the time in which the record is needed. */
export interface AnsweredQuestion {
  readonly step: number;
  readonly until: Date;
}

/** The code that was typed; empty where nothing was, which no code is. */
export function getCode(answer: Answer): string {
  return answer.kind === "PASSCODE" ? answer.code : "";
}
