import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Reason } from "../events/event-types.js";
import type { About } from "../tokens/attempt-text.js";
import { countFailure } from "../tokens/count-failure.js";
import { DEFAULT_LOCKOUT } from "../tokens/counting.js";
import { countWrongCode, type WaitingSecret } from "../tokens/enrol.js";
import { getHolder } from "../tokens/holder.js";
import { tokenObstacle } from "../tokens/obstacle.js";
import type { TokenRow } from "../tokens/token-store.js";

/** The input to synchronize a token: two codes, or the answer to a challenge. */
export interface SynchronizationRequest {
  /** Two codes as the device showed them, the older one first, without a PIN. */
  readonly otps: readonly string[] | null | undefined;
  readonly challengeId: string | null | undefined;
  /** The answer that the device of an OCRA token shows. */
  readonly answer: string | null | undefined;
}

/** A synchronization that has begun. */
export interface Attempt {
  /** The objects that its events are about. */
  readonly about: About;
  /** Why no code is evaluated; null when codes are. */
  readonly obstacle: Reason | null;
  /** Records why the token is not synchronized. @returns the refusal, for the caller to return. */
  readonly fail: (reason: Reason, refusal: Refusal) => Refusal;
}

/** Begins to synchronize a held token. */
export async function beginAttempt(action: Action, token: TokenRow): Promise<Attempt> {
  const about = { token, user: await getHolder(action, token), resource: null };
  return {
    about,
    obstacle: tokenObstacle({ ...token, tokenEnabled: token.enabled }, action.now),
    fail(reason, refusal) {
      const { user } = about;
      action.record({ type: "TOKEN_SYNCHRONIZATION_FAILED", token, user, reason, params: {} });
      return refusal;
    },
  };
}

const NOT_LOOKED_AT: Partial<Record<Reason, string>> = {
  PENDING: "The token has no secret yet, so no code can be found. Start its enrolment first.",
  NOT_YET_VALID: "The token is not valid yet; wait, or change its validFrom with tokenUpdate.",
  VALIDITY_ENDED:
    "The token is not valid any more; change its validUntil with tokenUpdate if it should be valid.",
};

/** The refusals of an attempt whose codes were not evaluated. */
export function getRefusal(reason: Reason): Refusal {
  const path = ["input", "token"];
  if (reason === "LOCKED" || reason === "FAILURE_CEILING") {
    return new Refusal("LOCKED", "The token is locked; unlock it first, or wait.", path);
  }
  return new Refusal(
    "VALIDATION_FAILED",
    NOT_LOOKED_AT[reason] ?? "The token is disabled; enable it first.",
    path,
  );
}

/** Counts wrong codes as failures, as a check of a code does. */
export async function countWrong(
  action: Action,
  token: TokenRow,
  waiting: WaitingSecret | null,
  about: About,
): Promise<void> {
  if (token.status !== "ACTIVE") {
    if (waiting !== null) await countWrongCode(action, token.id, waiting);
    return;
  }
  await countFailure(action, token, DEFAULT_LOCKOUT, about);
}

/** Uses codes up, of the current secret or of one that waits for its first code. */
export async function useUp(
  action: Action,
  token: TokenRow,
  inUse: boolean,
  { step, drift }: { readonly step: number; readonly drift: number },
): Promise<void> {
  const { transaction, accountId, now, services } = action;
  if (!inUse) {
    await transaction.enrolment.update({
      where: { accountId_tokenId: { accountId, tokenId: token.id } },
      data: { lastStep: step, drift },
    });
    return;
  }
  const { secretFingerprint } = await transaction.token.update({
    where: { accountId_id: { accountId, id: token.id } },
    select: { secretFingerprint: true },
    data: {
      lastStep: step,
      drift,
      failures: 0,
      consecutiveFailures: 0,
      lockReason: null,
      lockedUntil: null,
      lastUsedAt: new Date(now),
    },
  });
  const byCounter = token.periodSeconds === null;
  services.uses.note({ accountId, tokenId: token.id, step, byCounter, secretFingerprint });
}

/** A token that was synchronized, and how far its device was from its expected place: time steps, or counts. */
export type Synchronized = { readonly tokenId: string; readonly shift: number };

export function needed(field: "otps" | "challenge" | "answer", message: string): Refusal {
  return new Refusal("VALIDATION_FAILED", message, ["input", field]);
}
