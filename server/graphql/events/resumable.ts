import { getCursor, earlierOf, type Position, getPosition } from "../../events/feed/position.js";
import type { Context } from "../context.js";

/** Up to where the feed was settled before the first events of a request were read. */
const highWaterMarks = new WeakMap<object, Promise<Position>>();

/**
 * Reads up to where the feed is settled, once for a request, before events are read. These may be later ones, while others
 * before them are still being recorded, by transactions that began earlier.
 */
export async function holdFrontier({ loaded, services }: Context): Promise<void> {
  const known = highWaterMarks.get(loaded) ?? services.feed.highWaterMark();
  highWaterMarks.set(loaded, known);
  await known;
}

/**
 * The cursor after which somebody who has seen an event, and those before it that could be read, misses nothing. Of an event
 * that the feed did not give yet, it is the place where the feed was: the feed gives the event once more.
 */
export async function resumableCursor({ loaded }: Context, cursorKey: readonly string[]): Promise<string> {
  const at = getPosition(cursorKey);
  const highWaterMark = await highWaterMarks.get(loaded);
  return getCursor(highWaterMark === undefined ? at : earlierOf(at, highWaterMark));
}
