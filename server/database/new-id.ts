import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const RANDOM_BYTES = 16;

/** Random bytes for many ids at once: the system's generator is called less often. */
const pool = Buffer.alloc(256 * RANDOM_BYTES);
let drawn = pool.length;

let lastTime = Number.NaN;
let counter = 0;

/**
 * A new id: a UUID of version 7 (RFC 9562 §5.7). The ids that one process creates within one millisecond are in
 * order, because of a counter that begins at random (§6.2, method 1).
 * @param now milliseconds since 1970 UTC.
 */
export function newId(now: number): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const random = pool.subarray(drawn, drawn + RANDOM_BYTES);
  drawn += RANDOM_BYTES;
  // The highest bit stays free, so that the counter does not overflow.
  counter = now === lastTime ? counter + 1 : random.readUInt32BE(0) >>> 1;
  lastTime = now;
  return v7({ msecs: now, random, seq: counter });
}
