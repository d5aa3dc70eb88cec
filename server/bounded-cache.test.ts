import { expect, it } from "vitest";
import { boundedCache } from "./bounded-cache.js";

it("a bounded cache keeps the entries that were used last, and reserves no memory for others", () => {
  const before = process.memoryUsage().heapUsed;
  const cache = boundedCache<number>(1_000_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000);
  expect(cache.size).toBe(0);

  const small = boundedCache<number>(2);
  small.set("a", 0).set("b", 1).set("a", 2);
  expect(small.get("a")).toBe(2);
  small.set("c", 3);
  expect([...small.keys()].toSorted()).toEqual(["a", "c"]);
  small.delete("a");
  small.set("d", 4);
  expect([...small.keys()].toSorted()).toEqual(["c", "d"]);
});
