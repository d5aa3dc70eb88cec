import { decodeCursor, encodeCursor } from "../../database/listing.js";
import { NEWEST_FIRST } from "../event-store.js";

/**
 * A place in the feed: after every event with a smaller one, before every event with a larger one. Transaction ids
 * order events by commits that readers can rely on (see `reader.ts`), and begin again with each epoch.
 */
export interface Position {
  readonly epoch: number;
  readonly xid: bigint;
  readonly position: bigint;
}

/** Negative when `a` comes before `b`, positive when it comes after, 0 when they are equal. */
export function compare(a: Position, b: Position): number {
  if (a.epoch !== b.epoch) return a.epoch - b.epoch;
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1;
  if (a.position === b.position) return 0;
  return a.position < b.position ? -1 : 1;
}

/** The one of two places that comes later. */
export function laterOf(a: Position, b: Position): Position {
  return compare(a, b) < 0 ? b : a;
}

/** The one of two places that comes earlier. */
export function earlierOf(a: Position, b: Position): Position {
  return compare(a, b) < 0 ? a : b;
}

/** The place of an event, from the values of its columns. */
export function getPosition([epoch = "0", xid = "0", position = "0"]: readonly string[]): Position {
  return { epoch: Number(epoch), xid: BigInt(xid), position: BigInt(position) };
}

/** The cursor of a position: the same as in lists of events. */
export function getCursor({ epoch, xid, position }: Position): string {
  return encodeCursor(NEWEST_FIRST, [String(epoch), String(xid), String(position)]);
}

const WHOLE_NUMBER = /^\d{1,19}$/;
const LARGEST: readonly bigint[] = [2_147_483_647n, 9_223_372_036_854_775_807n, 9_223_372_036_854_775_807n];

/** The position of a cursor; undefined when it is not a cursor of this feed. */
export function parseCursor(cursor: string): Position | undefined {
  let key: string[];
  try {
    key = decodeCursor(NEWEST_FIRST, cursor);
  } catch {
    return undefined;
  }
  const isPlace = key.every((text, n) => WHOLE_NUMBER.test(text) && BigInt(text) <= (LARGEST[n] ?? 0n));
  return isPlace ? getPosition(key) : undefined;
}
