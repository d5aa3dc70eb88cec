import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { followFeed, type FeedState } from "./follow-feed.js";
import { guards } from "./guards.js";

/** At most so often everything that is shown is asked for again, in milliseconds. */
const REFETCH_EVERY = 500;

/** Keeps what is shown current: events mark it as old, and it is asked for again. @returns how the feed is. */
export function useFeed(isAllowed: boolean): FeedState {
  const queries = useQueryClient();
  const [state, setState] = useState<FeedState>("CONNECTING");
  useEffect(() => {
    if (!isAllowed) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries();
      }, REFETCH_EVERY);
    };
    void followFeed(
      {
        onState: setState,
        onEvent: refetch,
        onEnd: () => guards().sessionEnded(),
        // The answer says whether the session has ended.
        onFailure: refetch,
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [isAllowed, queries]);
  return state;
}
