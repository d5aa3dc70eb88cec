import type { About } from "../tokens/attempt-text.js";
import type { Snapshot } from "./snapshot.js";

/** The objects that the events of an attempt are about. */
export function getAbout(snapshot: Snapshot): About {
  const { tokenId, tokenName, serialNumber, userId, login, resourceId, resourceName } = snapshot;
  return {
    token:
      tokenId === null || tokenName === null ? null : { id: tokenId, name: tokenName, serialNumber, userId },
    user: userId === null || login === null ? null : { id: userId, login },
    resource: resourceId === null || resourceName === null ? null : { id: resourceId, name: resourceName },
  };
}

/** The object of an attempt, where the snapshot is known to have it. @throws TypeError when it does not have it. */
export function present<What>(what: What | null): What {
  if (what === null) throw new TypeError("the attempt is about nobody");
  return what;
}
