import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNow } from "../times/now.js";

/**
 * Asks for everything that is shown again, once a minute, while something that is shown as running is over by the clock of this
 * computer. That clock may be off, and no event says that a time is over: only the server knows it.
 */
export function useAskAgain(isOver: boolean): void {
  const queries = useQueryClient();
  const now = useNow();
  useEffect(() => {
    // Where many are over, the first one asks for all of them.
    if (isOver) void queries.invalidateQueries(undefined, { cancelRefetch: false });
  }, [isOver, now, queries]);
}

/** Does so while one of these moments is over. @param ends of what is shown as running; null for what does not end by itself. */
export function useAskAgainAfter(ends: readonly (string | null | undefined)[]): void {
  const now = useNow();
  useAskAgain(ends.some((end) => end != null && Date.parse(end) <= now));
}
