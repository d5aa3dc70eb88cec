import { RequestError } from "../request-error.js";
import type { Actor } from "./actor.js";

/** How long ago a person proved who they are, for what asks for it again, in milliseconds. */
export const CODE_PROOF_MS = 10 * 60 * 1_000;

/**
 * Refuses what a person must prove again to do, if the last proof is too old. Programs prove who they are with each request.
 * @param now milliseconds since 1970 UTC.
 * @throws RequestError STEP_UP_REQUIRED
 */
export function demandStepUp({ verifiedAt }: Pick<Actor, "verifiedAt">, now: number): void {
  if (verifiedAt === null || now - verifiedAt.getTime() < CODE_PROOF_MS) return;
  throw new RequestError("STEP_UP_REQUIRED", "Confirm who you are: type your password and a code.");
}
