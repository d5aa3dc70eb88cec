import { Refusal } from "@tokenplane/rules/refusal";
import type { Outcome, Payload } from "../actions/idempotency.js";
import type { Door } from "../actions/doors.js";
import type { Observer, SignInEnd } from "../actions/observer.js";
import { RequestError } from "../request-error.js";
import type { Decision } from "./decide.js";

/** How a sign-in ended. */
export interface SignInResult<P extends Payload> {
  readonly outcome: Outcome<P>;
  /** null when the same request was answered before. */
  readonly decision: Decision | null;
}

function getEnd<P extends Payload>({ outcome, decision }: SignInResult<P>): SignInEnd {
  if (outcome instanceof Refusal) return { outcome: "REFUSED" };
  if (decision === null) return { outcome: "REPEATED" };
  return decision.granted
    ? { outcome: "GRANTED", method: decision.method }
    : { outcome: "DENIED", reason: decision.reason };
}

/** Does a sign-in, and reports to the observer, where there is one, how it ended and how long it took. */
export async function observeSignIn<P extends Payload>(
  observer: Observer | undefined,
  door: Door,
  signIn: () => Promise<SignInResult<P>>,
): Promise<Outcome<P>> {
  const begun = performance.now();
  const report = (end: SignInEnd) => observer?.signedIn(door, end, (performance.now() - begun) / 1_000);
  try {
    const result = await signIn();
    report(getEnd(result));
    return result.outcome;
  } catch (error) {
    report({ outcome: error instanceof Refusal || error instanceof RequestError ? "REFUSED" : "FAILED" });
    throw error;
  }
}
