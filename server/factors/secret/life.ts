import type { FactorLife, LostWithUser } from "../factor.js";
import { begin, make } from "./create-secret.js";
import { confirm, startEnrolment } from "./secret-enrolment.js";
import { reissue } from "./reissue-secret.js";

/**
 * The life of tokens whose codes come from a secret that the device and the server share: given by the vendor, or made by
 * the server and shown once.
 */
export const lifeOfSecrets: FactorLife = { make, begin, startEnrolment, confirm, reissue };

/** What such a token loses with its user: the secret of an app. */
export function secretLeftBehind(): LostWithUser {
  return { removed: "SECRET", changes: [] };
}
