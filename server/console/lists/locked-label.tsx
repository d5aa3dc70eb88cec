import { Label } from "@patternfly/react-core/dist/esm/components/Label";
import { useAskAgainAfter } from "../data/use-ask-again.js";

/** A lock, as the server said. */
export interface ShownLock {
  /** When it ends by itself; null when somebody must end it. */
  readonly until: string | null;
}

/** Says that wrong codes locked a token, or a token of a user. Nothing while there is no lock. */
export function LockedLabel({ locks }: { readonly locks: readonly (ShownLock | null)[] }) {
  useAskAgainAfter(locks.map((lock) => lock?.until));
  return locks.some((lock) => lock !== null) ? <Label status="danger">Locked</Label> : null;
}
