import type { Database, Sql } from "../../database/database.js";
import { topLevelError } from "../../graphql/errors.js";
import type { Feed, Follower } from "./feed.js";
import type { Following } from "./matching.js";
import { compare, cursorOf, positionOf, type Position } from "./position.js";
import { readMissed, type FeedRow } from "./reader.js";

/** Events that wait for a subscriber at most. They are shared by all who follow the same. */
const MOST_WAITING = 2_000;

/** Events that are handed out together, so that what they refer to is read together. */
const BATCH = 100;

/** Where and how a subscription reads. */
export interface Source {
  readonly database: Database;
  readonly feed: Feed;
  readonly following: Following;
  /** The place before which events have expired; null when none have. */
  readonly horizon: () => Promise<Position | null>;
  /** `following` as SQL. */
  readonly conditions: readonly Sql[];
  /** Milliseconds that a subscriber may leave what it was given lie, while more than it is allowed waits. */
  readonly patience: number;
}

/** @throws GraphQLError CURSOR_EXPIRED, with the oldest cursor, when events after a place are no longer there. */
async function refuseIfExpired({ horizon }: Pick<Source, "horizon">, at: Position): Promise<void> {
  const oldest = await horizon();
  if (oldest === null || compare(at, oldest) >= 0) return;
  throw topLevelError(
    "CURSOR_EXPIRED",
    "Events after this cursor have expired. Subscribe after the oldest one that is kept, and take it that you missed some.",
    undefined,
    { cursor: cursorOf(oldest) },
  );
}

/** The live part of a subscription: what was pushed and not taken yet. */
class Waiting implements Follower {
  readonly following: Following;
  /** When more came than is kept, by the monotonic clock: what waited was dropped, and has to be read again. */
  overflowedAt: number | undefined;
  #rows: FeedRow[] = [];
  #arrived: (() => void) | undefined;
  #isOver = false;

  constructor(following: Following) {
    this.following = following;
  }

  get isBusy(): boolean {
    return this.#rows.length > MOST_WAITING / 2;
  }

  push(rows: readonly FeedRow[]): void {
    if (this.overflowedAt !== undefined) return;
    if (this.#rows.length + rows.length > MOST_WAITING) {
      this.overflowedAt = performance.now();
      this.#rows = [];
    } else this.#rows.push(...rows);
    this.#arrived?.();
  }

  /** The next events, as soon as there are some; none when it overflowed or is over. */
  async take(): Promise<FeedRow[]> {
    while (this.#rows.length === 0 && this.overflowedAt === undefined && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
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

/** One subscription: what was missed first, then live, every event once and in order. */
export class Subscriber {
  readonly #source: Source;
  #at: Position;
  #waiting: Waiting | undefined;
  #isOver = false;

  private constructor(source: Source, after: Position) {
    this.#source = source;
    this.#at = after;
  }

  /** Begins after a place. @throws GraphQLError CURSOR_EXPIRED */
  static async open(source: Source, after: Position): Promise<Subscriber> {
    await refuseIfExpired(source, after);
    return new Subscriber(source, after);
  }

  /**
   * Events, until `end`.
   * @throws GraphQLError SUBSCRIPTION_LAGGED, with the cursor to resume from, when they are not taken in time.
   */
  async *deliveries(): AsyncGenerator<Delivery, void, undefined> {
    const { feed, following } = this.#source;
    while (!this.#isOver) {
      // Most of what was missed is read before joining, so that little has to wait meanwhile.
      yield* this.#missed(await feed.frontier());
      if (this.#isOver) return;
      const waiting = new Waiting(following);
      this.#waiting = waiting;
      try {
        const from = await feed.join(waiting);
        yield* this.#missed(from);
        for (;;) {
          const rows = await waiting.take();
          if (this.#isOver || waiting.overflowedAt !== undefined) break;
          yield* this.#handOut(rows);
        }
      } finally {
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

  async *#missed(upTo: Position): AsyncGenerator<Delivery, void, undefined> {
    const { database, conditions } = this.#source;
    for (let isWhole = false; !isWhole && !this.#isOver && compare(this.#at, upTo) < 0;) {
      const rows = await readMissed(database, conditions, this.#at, upTo, BATCH);
      isWhole = rows.length < BATCH;
      // Asked after they were read: what has expired since may be missing among them.
      await refuseIfExpired(this.#source, this.#at);
      yield* this.#handOut(rows);
    }
    // (What is asked for may begin later than the feed has come to: with a cursor of that moment.)
    if (!this.#isOver && compare(this.#at, upTo) < 0) this.#at = upTo;
  }

  async *#handOut(rows: readonly FeedRow[]): AsyncGenerator<Delivery, void, undefined> {
    for (const row of rows) {
      if (this.#isOver) return;
      yield { row, together: rows };
      this.#at = positionOf(row.cursorKey);
    }
  }

  /** Who has not taken since what was handed out before more came than is kept reads too slowly to catch up. */
  #refuseIfLagging({ overflowedAt = performance.now() }: Waiting): void {
    if (this.#isOver || performance.now() - overflowedAt < this.#source.patience) return;
    throw topLevelError(
      "SUBSCRIPTION_LAGGED",
      "Events came faster than they were read. Subscribe again after this cursor.",
      undefined,
      { cursor: cursorOf(this.#at) },
    );
  }
}
