import { useState } from "react";

/** The value that a form showed first, while others may change the same. */
export interface FirstShown<Value> {
  readonly first: Value;
  /** Somebody else changed it since. What is saved now replaces that. */
  readonly isStale: boolean;
  /** Makes the present value the one that was shown first. */
  readonly forget: () => void;
}

/** Keeps what a form showed first. @param current as it is now. @param isSaving whether a change may be the form's own. */
export function useFirstShown<Value>(current: Value, isSaving: boolean): FirstShown<Value> {
  const [first, setFirst] = useState(current);
  return {
    first,
    isStale: !isSaving && JSON.stringify(first) !== JSON.stringify(current),
    forget: () => setFirst(current),
  };
}
