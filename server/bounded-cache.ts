import { LRUCache } from "lru-cache";

/**
 * A cache that keeps the entries that were used last. It grows with them: by the option `max`, lru-cache takes the room for
 * all of them at once, which is some megabytes and milliseconds of each start.
 * @param most how many entries are kept.
 */
export function boundedCache<Value extends object | number | boolean>(most: number): LRUCache<string, Value> {
  return new LRUCache({ maxSize: most, sizeCalculation: () => 1 });
}
