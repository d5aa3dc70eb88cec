import type { Problem } from "../data/front.js";
import { texts } from "./language.js";
import type { RefusalTexts } from "./texts/refusals.js";

/** While it is not known how long to wait, in seconds. */
const USUAL_WAIT = 60;

/**
 * Why something was not done, in one language: by its code, and by its reason or its field where one sentence is not enough. What has
 * no sentence there is said as the server says it, in English.
 * @param refusals null for English.
 */
export function getSentence(
  refusals: RefusalTexts | null,
  { code, message, path, reason = "", retryAfter = 0 }: Problem,
): string {
  if (refusals === null) return message;
  if (code === "RATE_LIMITED") return refusals.wait(retryAfter > 0 ? retryAfter : USUAL_WAIT);
  if (code === "SIGN_IN_REFUSED" && reason === "LOCKED") {
    return refusals.locked(retryAfter > 0 ? Math.ceil(retryAfter / 60) : null);
  }
  const says: Readonly<Partial<Record<string, string>>> = refusals.says;
  const about = reason === "" ? path.join(".") : reason;
  return says[`${code} ${about}`] ?? says[code] ?? message;
}

/** The same in the language of the portal. */
export function say(problem: Problem): string {
  return getSentence(texts().refusals, problem);
}
