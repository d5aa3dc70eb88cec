import type { Problem } from "../data/front.js";
import { texts } from "./language.js";

/** Until it is known how long to wait, in seconds. */
const USUAL_WAIT = 60;

/**
 * Why something was not done, in the language of the portal: by its code, and by its reason or its field where one sentence is not
 * enough. What has no sentence there is said as the server says it, in English.
 */
export function say({ code, message, path, reason = "", retryAfter = 0 }: Problem): string {
  const { refusals } = texts();
  if (refusals === null) return message;
  if (code === "RATE_LIMITED") return refusals.wait(retryAfter > 0 ? retryAfter : USUAL_WAIT);
  const says: Readonly<Partial<Record<string, string>>> = refusals.says;
  const about = reason === "" ? path.join(".") : reason;
  return says[`${code} ${about}`] ?? says[code] ?? message;
}
