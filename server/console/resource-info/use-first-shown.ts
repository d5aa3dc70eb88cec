import { useState } from "react";

/** What a form showed first, while others may change the same. */
export interface FirstShown<Value> {
  readonly first: Value;
  /** Somebody else changed it since. What is saved now replaces that. */
  readonly isStale: boolean;
  /** What is set now counts as shown first. */
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
