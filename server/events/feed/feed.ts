import { setImmediate } from "node:timers/promises";
import { batcher } from "../../database/batcher.js";
import type { Database } from "../../database/database.js";
import type { Log } from "../../log.js";
import type { FeedObserver } from "./feed-observer.js";
import { type Following, matcher } from "./matching.js";
import type { Position } from "./position.js";
import { type FeedRow, readHighWaterMark, readOn } from "./reader.js";
import type { Wakeup } from "./wakeup.js";

/** Events that are read at once. */
const MAX_AT_ONCE = 1_000;

/** The shortest time between two reads, in milliseconds: events that arrive meanwhile are read together. */
const LEAST_PAUSE = 8;

/**
 * The pause after events is so many times what it took to hand them out, but at most so many milliseconds: where many
 * subscribe, events come together, for which each of them costs less, and other work gets its turn.
 */
const PAUSE_RATIO = 2;
const MAX_PAUSE = 100;

/** The longest time between two reads, in milliseconds, when no notification arrives. */
const LONGEST_PAUSE = 400;

/** How long the next read of a burst waits for subscribers, in milliseconds. */
const PATIENCE_IN_A_BURST = 100;

/** A subscriber of the feed. */
export interface Follower {
  readonly following: Following;
  /** Whether most of the subscriber's last events are still waiting to be sent. */
  readonly isBusy: boolean;
  /** Takes events without waiting: it stores them, or remembers that it could not. */
  push(rows: readonly FeedRow[]): void;
}

interface Group {
  readonly accountId: string;
  readonly matches: (row: FeedRow) => boolean;
  readonly followers: Set<Follower>;
}

interface Joining {
  readonly follower: Follower;
  readonly joined: (from: Position) => void;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Reads the feed once for all subscribers in this process, and only while there are any. Each filter is
 * evaluated once for each event, however many subscribers use it.
 */
export class Feed {
  /**
   * The present end of the feed: no event will be added before it, and what is settled when this is called lies before
   * it. It is read for all who ask in one turn of the event loop.
   */
  readonly highWaterMark: () => Promise<Position>;
  readonly #database: Database;
  readonly #wakeup: Wakeup;
  readonly #log: Log;
  readonly #groups = new Map<string, Group>();
  #joining: Joining[] = [];
  #position: Position | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;
  #observer: FeedObserver | undefined;

  constructor(database: Database, wakeup: Wakeup, log: Log) {
    this.#database = database;
    this.#wakeup = wakeup;
    this.#log = log;
    const read = batcher<null, Position>(
      async (askers) => {
        const highWaterMark = await readHighWaterMark(database);
        return askers.map(() => highWaterMark);
      },
      { most: Number.MAX_SAFE_INTEGER, inFlight: 2, getKey: () => null },
    );
    this.highWaterMark = () => read(null);
  }

  /**
   * Adds a subscriber.
   * @returns the position after which it gets all events from now on. Its last read may lie a moment back, so some of
   * these events may be older than the call.
   */
  join(follower: Follower): Promise<Position> {
    return new Promise((joined) => {
      this.#joining.push({ follower, joined });
      this.#wakeup.heard();
      this.#running ??= this.#run();
    });
  }

  /** Removes a subscriber, also one that is still joining. */
  leave(follower: Follower): void {
    this.#joining = this.#joining.filter((one) => one.follower !== follower);
    const key = JSON.stringify(follower.following);
    const group = this.#groups.get(key);
    group?.followers.delete(follower);
    if (group?.followers.size === 0) this.#groups.delete(key);
  }

  /** Up to where all events were pushed to the subscribers that have joined; undefined while nothing is read. */
  get pushedUpTo(): Position | undefined {
    return this.#position;
  }

  /** How many subscribers there are, those that are still joining included. */
  get subscribers(): number {
    let count = this.#joining.length;
    for (const { followers } of this.#groups.values()) count += followers.size;
    return count;
  }

  /** Sets the observer that is notified, from now on, of what is handed out. */
  setObserver(observer: FeedObserver): void {
    this.#observer = observer;
  }

  /** Ends reading. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wakeup.heard();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pause = LEAST_PAUSE;
    while (!this.#isStopped && (this.#groups.size > 0 || this.#joining.length > 0)) {
      try {
        const { count, took } = await this.#step();
        if (count === MAX_AT_ONCE) {
          await this.#letFollowersRead();
          continue;
        }
        await sleep(Math.max(LEAST_PAUSE, Math.min(PAUSE_RATIO * took, MAX_PAUSE)));
        const wasNotified = await this.#wakeup.wait(pause);
        // While an older transaction is open, an event may be committed and still not final.
        pause = wasNotified || count > 0 ? LEAST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
      } catch (error) {
        if (this.#isStopped) break;
        this.#log.warn({ err: error }, "the event feed could not be read; it is tried again in a second");
        await sleep(1_000);
      }
    }
    // In the same moment in which it was decided to end: who joins a moment later begins a new run.
    this.#running = undefined;
    this.#position = undefined;
  }

  /**
   * Reads on, and distributes the events to the subscribers.
   * @returns how many events there were, and how long the process was busy with handing them out, in milliseconds.
   */
  async #step(): Promise<{ readonly count: number; readonly took: number }> {
    const from = this.#position ?? (await readHighWaterMark(this.#database));
    this.#position = from;
    for (const { follower, joined } of this.#joining) {
      this.#getGroup(follower.following).followers.add(follower);
      joined(from);
    }
    this.#joining = [];
    const groups = [...this.#groups.values()];
    const accounts = [...new Set(groups.map(({ accountId }) => accountId))];
    if (accounts.length === 0) return { count: 0, took: 0 };
    const { rows, upTo } = await readOn(this.#database, from, accounts, MAX_AT_ONCE);
    const began = performance.now();
    for (const { matches, followers } of groups) {
      const theirs = rows.filter(matches);
      if (theirs.length > 0) for (const follower of followers) follower.push(theirs);
    }
    this.#position = upTo;
    if (rows.length > 0) {
      this.#observer?.handedOut(rows);
      // Subscribers take what was pushed before anything else is done.
      await setImmediate();
    }
    return { count: rows.length, took: performance.now() - began };
  }

  #getGroup(following: Following): Group {
    const key = JSON.stringify(following);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const { accountId } = following;
    const made: Group = { accountId, matches: matcher(following), followers: new Set() };
    this.#groups.set(key, made);
    return made;
  }

  /** In a burst, gives subscribers the time to read. One that does not read delays this only for a moment. */
  async #letFollowersRead(): Promise<void> {
    for (let waited = 0; waited < PATIENCE_IN_A_BURST; waited += 5) {
      const followers = [...this.#groups.values()].flatMap((group) => [...group.followers]);
      if (!followers.some(({ isBusy }) => isBusy)) return;
      await sleep(5);
    }
  }
}
