import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { followFeed, type FeedState } from "./follow-feed.js";
import { guards } from "./guards.js";
import { refetchRounds } from "./refetch-rounds.js";
import { sessionGoesOn } from "./session-change.js";

/** Keeps what is shown current: events mark it as old, and it is asked for again. @returns how the feed is. */
export function useFeed(isAllowed: boolean): FeedState {
  const queries = useQueryClient();
  const [state, setState] = useState<FeedState>("CONNECTING");
  useEffect(() => {
    if (!isAllowed) return undefined;
    const stop = new AbortController();
    const rounds = refetchRounds(() => queries.invalidateQueries());
    void followFeed(
      {
        onState: setState,
        onEvent: rounds.ask,
        hasEnded: () =>
          sessionGoesOn().then(
            (goesOn) => !goesOn,
            // Another connection shows it.
            () => false,
          ),
        onEnd: () => guards().sessionEnded(),
        // The answer says whether the session has ended.
        onFailure: rounds.ask,
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      rounds.stop();
    };
  }, [isAllowed, queries]);
  return state;
}
