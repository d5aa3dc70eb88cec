import { setImmediate } from "node:timers/promises";
import type { Database } from "../../database/database.js";
import { RequestError } from "../../request-error.js";
import type { FairQueue } from "../../fair-queue.js";
import type { SplitConditions } from "../event-store.js";
import type { Feed, Follower } from "./feed.js";
import type { Following } from "./matching.js";
import { compare, getCursor, laterOf, type Position } from "./position.js";
import { type FeedRow, readMissed } from "./reader.js";

/** How many events wait for a subscriber at most. Subscribers with the same filter share them. */
const MAX_WAITING = 2_000;

/** How many events are delivered together, so that the objects they refer to are loaded together. */
const BATCH = 100;

/** Where and how a subscription reads. */
export interface Source {
  readonly database: Database;
  /** Events that were missed are read when it is the account's turn. */
  readonly queues: FairQueue;
  readonly feed: Feed;
  readonly following: Following;
  /** The position before which events have expired; null when none have. */
  readonly horizon: () => Promise<Position | null>;
  /** `following` as SQL. */
  readonly conditions: SplitConditions;
  /**
   * How long a subscriber may leave its last events unread while more than the limit waits, in milliseconds.
   */
  readonly patience: number;
}

/**
 * @throws GraphQLError CURSOR_EXPIRED, with the oldest valid cursor, when events after a position no longer
 * exist.
 */
async function refuseIfExpired({ horizon }: Pick<Source, "horizon">, at: Position): Promise<void> {
  const oldest = await horizon();
  if (oldest === null || compare(at, oldest) >= 0) return;
  throw new RequestError(
    "CURSOR_EXPIRED",
    "Events after this cursor have expired, so you missed some. Subscribe after the oldest cursor, which is in the error.",
    { cursor: getCursor(oldest) },
  );
}

/** The live part of a subscription: what was pushed and not taken yet. */
class Waiting implements Follower {
  readonly following: Following;
  /**
   * When the queue overflowed, by the monotonic clock: the waiting events were dropped, and must be read again.
   */
  overflowedAt: number | undefined;
  /** Up to where nothing more came when the last events were pushed; undefined if others were waiting then. */
  idleUpTo: Position | undefined;
  /** Whether everything that was pushed has been handed out, and the next event is waited for. */
  isIdle = false;
  readonly #feed: Feed;
  #rows: FeedRow[] = [];
  #arrived: (() => void) | undefined;
  #isOver = false;

  constructor(following: Following, feed: Feed) {
    this.following = following;
    this.#feed = feed;
  }

  get isBusy(): boolean {
    return this.#rows.length > MAX_WAITING / 2;
  }

  push(rows: readonly FeedRow[]): void {
    if (this.overflowedAt !== undefined) return;
    if (this.isIdle) this.idleUpTo = this.#feed.pushedUpTo;
    this.isIdle = false;
    if (this.#rows.length + rows.length > MAX_WAITING) {
      this.overflowedAt = performance.now();
      this.#rows = [];
    } else this.#rows.push(...rows);
    this.#arrived?.();
  }

  /** The next events, as soon as there are some; none after an overflow or the end. */
  async take(): Promise<FeedRow[]> {
    while (this.#rows.length === 0 && this.overflowedAt === undefined && !this.#isOver) {
      this.isIdle = true;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    this.isIdle = false;
    return this.#rows.splice(0, BATCH);
  }

  end(): void {
    this.#isOver = true;
    this.#rows = [];
    this.#arrived?.();
  }
}

/** An event for a subscriber, and those that are handed out with it. */
export interface Delivery {
  readonly row: FeedRow;
  readonly together: readonly FeedRow[];
}

/** One subscription: first the missed events, then live ones; every event once and in order. */
export class Subscriber {
  readonly #source: Source;
  #at: Position;
  #waiting: Waiting | undefined;
  #isOver = false;

  private constructor(source: Source, after: Position) {
    this.#source = source;
    this.#at = after;
  }

  /**
   * Up to where a subscriber that asks for the next event has missed nothing, also where no event was for it. A client that
   * follows rare events would otherwise keep a cursor that expires.
   */
  progress(): Position {
    if (this.#waiting?.isIdle === true) this.#advance(this.#source.feed.pushedUpTo);
    return this.#at;
  }

  #advance(to: Position | undefined): void {
    if (to !== undefined) this.#at = laterOf(this.#at, to);
  }

  /** Begins after a place. @throws GraphQLError CURSOR_EXPIRED */
  static async open(source: Source, after: Position): Promise<Subscriber> {
    await refuseIfExpired(source, after);
    return new Subscriber(source, after);
  }

  /**
   * Events, until `end`.
   * @throws GraphQLError SUBSCRIPTION_LAGGED, with the cursor to continue from, when the subscriber reads too
   * slowly.
   */
  async *deliveries(): AsyncGenerator<Delivery, void, undefined> {
    const { feed, following } = this.#source;
    while (!this.#isOver) {
      // Most missed events are read before joining, so that few live ones have to wait meanwhile.
      yield* this.#missed(await feed.highWaterMark());
      if (this.#isOver) return;
      const waiting = new Waiting(following, feed);
      this.#waiting = waiting;
      try {
        const from = await feed.join(waiting);
        yield* this.#missed(from);
        for (;;) {
          const rows = await waiting.take();
          this.#advance(waiting.idleUpTo);
          if (this.#isOver || waiting.overflowedAt !== undefined) break;
          yield* this.#handOut(rows);
        }
      } finally {
        this.#waiting = undefined;
        feed.leave(waiting);
      }
      this.#refuseIfLagging(waiting);
    }
  }

  /** Ends the subscription. */
  end(): void {
    this.#isOver = true;
    this.#waiting?.end();
  }

  /** Reads on up to a place, in short reads. The place advances after each of them, also where no event was for the subscriber. */
  async *#missed(upTo: Position): AsyncGenerator<Delivery, void, undefined> {
    const { database, queues, following, conditions } = this.#source;
    for (let hasMore = true; hasMore && !this.#isOver && compare(this.#at, upTo) < 0;) {
      const read = await queues.run(following.accountId, () =>
        readMissed(database, conditions, this.#at, upTo, BATCH),
      );
      // Checked after the read: events that expired since may be missing from it.
      await refuseIfExpired(this.#source, this.#at);
      yield* this.#handOut(read.rows);
      if (this.#isOver) return;
      this.#advance(read.upTo);
      ({ hasMore } = read);
      // The embedded database answers without letting other work run.
      await setImmediate();
    }
  }

  async *#handOut(rows: readonly FeedRow[]): AsyncGenerator<Delivery, void, undefined> {
    for (const row of rows) {
      if (this.#isOver) return;
      // The feed of this server may have read less than the cursor, of another server, that this began with.
      if (compare(row.at, this.#at) <= 0) continue;
      yield { row, together: rows };
      this.#at = row.at;
    }
  }

  /** A subscriber that has not read its last events before the queue overflowed cannot catch up. */
  #refuseIfLagging({ overflowedAt = performance.now() }: Waiting): void {
    if (this.#isOver || performance.now() - overflowedAt < this.#source.patience) return;
    throw new RequestError(
      "SUBSCRIPTION_LAGGED",
      "Events arrived faster than they were read. Subscribe again after the cursor in this error.",
      { cursor: getCursor(this.#at) },
    );
  }
}
