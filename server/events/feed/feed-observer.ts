import type { FeedRow } from "./reader.js";

/** The counter of what the feed of a process hands out. */
export interface FeedObserver {
  /** Events are handed out to the subscribers now. @param rows at least one, in the order of the feed. */
  handedOut(rows: readonly FeedRow[]): void;
}
