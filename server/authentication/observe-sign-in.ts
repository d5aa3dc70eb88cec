import { Refusal } from "@tokenplane/rules/refusal";
import type { Outcome, Payload } from "../actions/idempotency.js";
import type { Door } from "../actions/doors.js";
import type { Observer, SignInEnd } from "../actions/observer.js";
import { RequestError } from "../request-error.js";
import type { Decision } from "./decide.js";

function getEnd<P extends Payload>(outcome: Outcome<P>, decision: Decision | null): SignInEnd {
  if (outcome instanceof Refusal) return { outcome: "REFUSED" };
  if (decision === null) return { outcome: "REPEATED" };
  return decision.granted
    ? { outcome: "GRANTED", method: decision.method }
    : { outcome: "DENIED", reason: decision.reason };
}

/**
 * Does a sign-in, and reports to an observer how it ended and how long it took.
 * @param work calls its argument with what was decided, once that is stored.
 */
export async function observeSignIn<P extends Payload>(
  observer: Observer,
  door: Door,
  work: (settled: (decision: Decision) => void) => Promise<Outcome<P>>,
): Promise<Outcome<P>> {
  const begun = performance.now();
  const report = (end: SignInEnd) => observer.signedIn(door, end, (performance.now() - begun) / 1_000);
  const decided: Decision[] = [];
  try {
    const outcome = await work((decision) => decided.push(decision));
    report(getEnd(outcome, decided[0] ?? null));
    return outcome;
  } catch (error) {
    report({ outcome: error instanceof Refusal || error instanceof RequestError ? "REFUSED" : "FAILED" });
    throw error;
  }
}
