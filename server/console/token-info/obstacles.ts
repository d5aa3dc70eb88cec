import { momentText } from "../times/format.js";
import type { TokenInfo } from "./token-info.js";

/** Why nobody can sign in with a token. */
export type Obstacle =
  | "NOT_ASSIGNED"
  | "USER_DISABLED"
  | "NO_RESOURCE"
  | "INACTIVE"
  | "PENDING"
  | "LOCKED"
  | "NOT_YET_VALID"
  | "VALIDITY_ENDED";

/** All that keeps people from signing in with a token, with what is said of each. */
export function obstaclesOf(token: TokenInfo, now: number): readonly (readonly [Obstacle, string])[] {
  const { holder, links, enabled, status, lock, validity, validFrom, validUntil } = token;
  const found: (readonly [Obstacle, string])[] = [];
  if (holder === null) found.push(["NOT_ASSIGNED", "not assigned"]);
  if (holder?.enabled === false) found.push(["USER_DISABLED", `the user ${holder.login} is disabled`]);
  if (links.totalCount === 0) found.push(["NO_RESOURCE", "no resource"]);
  if (!enabled) found.push(["INACTIVE", "inactive"]);
  if (status === "PENDING") found.push(["PENDING", "pending: its enrolment is not confirmed"]);
  if (lock !== null) {
    const why =
      lock.reason === "FAILURE_CEILING" ? "after 100 failures in a row" : "after too many wrong codes";
    const until =
      lock.until === null ? "until someone unlocks it" : `until ${momentText(Date.parse(lock.until), now)}`;
    found.push(["LOCKED", `locked ${why}, ${until}`]);
  }
  if (validity === "NOT_YET_VALID" && validFrom !== null)
    found.push(["NOT_YET_VALID", `not valid before ${momentText(Date.parse(validFrom), now)}`]);
  if (validity === "VALIDITY_ENDED" && validUntil !== null)
    found.push(["VALIDITY_ENDED", `not valid since ${momentText(Date.parse(validUntil), now)}`]);
  return found;
}
