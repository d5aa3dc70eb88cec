import type { Reason } from "../events/event-types.js";
import { isAddressAllowed } from "../resources/addresses.js";
import { tokenObstacles } from "../tokens/obstacle.js";
import type { Subject } from "../tokens/token-subject.js";
import type { Snapshot } from "./snapshot.js";

// Why a sign-in is denied whatever the code is. The decision, the pages and the API all ask here: what denies a right code has its
// reason in each of them.

/** In place of a client's address: the addresses that the resource allows are not asked, because the door asked for its own. */
export const ANYWHERE = Symbol("wherever the client is");

/** Of the resource only. */
function resourceObstacles(
  { resourceEnabled, allowedAddresses }: Snapshot,
  clientAddress: string | null | typeof ANYWHERE,
): Reason[] {
  const isAllowed = clientAddress === ANYWHERE || isAddressAllowed(allowedAddresses ?? [], clientAddress);
  return [
    ...(resourceEnabled === true ? [] : (["RESOURCE_DISABLED"] as const)),
    ...(isAllowed ? [] : (["ADDRESS_NOT_ALLOWED"] as const)),
  ];
}

/** Of the link of the token, or of the user, to the resource; or because there is no user to link. */
function linkObstacles({ userId, tokenId, linked }: Snapshot, subject: Subject): Reason[] {
  if ("user" in subject) {
    if (userId === null) return ["UNKNOWN_USER"];
    return tokenId === null ? ["NOT_LINKED"] : [];
  }
  if (tokenId === null) return ["UNKNOWN_TOKEN"];
  return [
    ...(userId === null ? (["UNASSIGNED"] as const) : []),
    ...(linked ? [] : (["NOT_LINKED"] as const)),
  ];
}

/** Of the user and the token, wherever somebody signs in. */
export function holderObstacles(snapshot: Snapshot, now: number): Reason[] {
  const { userId, userEnabled, tokenId } = snapshot;
  return [
    ...(userId === null || userEnabled === true ? [] : (["USER_DISABLED"] as const)),
    ...(tokenId === null ? [] : tokenObstacles(snapshot, now)),
  ];
}

/**
 * All that denies a sign-in before the code is checked, in the order in which it is asked: the first is the reason of the denial.
 * Such a denial counts no failure and uses nothing up.
 */
export function signInObstacles(
  snapshot: Snapshot,
  subject: Subject,
  clientAddress: string | null | typeof ANYWHERE,
  now: number,
): Reason[] {
  return [
    ...resourceObstacles(snapshot, clientAddress),
    ...linkObstacles(snapshot, subject),
    ...holderObstacles(snapshot, now),
  ];
}

/** Why a sign-in is denied before the code is checked; null when there is no such reason. */
export function signInObstacle(
  snapshot: Snapshot,
  subject: Subject,
  clientAddress: string | null | typeof ANYWHERE,
  now: number,
): Reason | null {
  return signInObstacles(snapshot, subject, clientAddress, now)[0] ?? null;
}

/** Why somebody without a role does not sign in to the console; null for somebody with one. */
export function roleObstacle(role: string | null): Reason | null {
  return role === null ? "NO_ROLE" : null;
}
