import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const RANDOM_BYTES = 16;

/** Random bytes drawn ahead: the system's generator is asked once for many ids, not for each. */
const pool = Buffer.alloc(256 * RANDOM_BYTES);
let drawn = pool.length;

let lastTime = Number.NaN;
let counter = 0;

/**
 * A new id: a UUID of version 7 (RFC 9562 §5.7). Those that one process makes in one millisecond are in order,
 * by a counter that begins at random (§6.2, method 1).
 * @param now milliseconds since 1970 UTC.
 */
export function newId(now: number): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const random = pool.subarray(drawn, drawn + RANDOM_BYTES);
  drawn += RANDOM_BYTES;
  // The highest bit is left for counting on.
  counter = now === lastTime ? counter + 1 : random.readUInt32BE(0) >>> 1;
  lastTime = now;
  return v7({ msecs: now, random, seq: counter });
}
