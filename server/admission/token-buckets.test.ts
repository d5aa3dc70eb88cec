import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBuckets } from "./token-buckets.js";

/** How many of some attempts at one moment are let through. */
function taken(buckets: TokenBuckets, name: string, attempts: number, now: number): number {
  return Array.from({ length: attempts }, () => buckets.take(name, now)).filter((wait) => wait === 0).length;
}

describe("token buckets", () => {
  it("are full at first, and fill at their pace, never over", () => {
    const buckets = new TokenBuckets(10, 50);
    expect(taken(buckets, "a", 100, 0)).toBe(50);
    expect(taken(buckets, "a", 100, 1_000)).toBe(10);
    expect(taken(buckets, "a", 100, 3_500)).toBe(25);
    expect(taken(buckets, "a", 100, 1_000_000)).toBe(50);
  });

  it("say how long to wait, and then have a token; being refused prolongs nothing", () => {
    const buckets = new TokenBuckets(2, 4);
    expect(taken(buckets, "a", 4, 0)).toBe(4);
    expect(buckets.take("a", 0)).toBe(500);
    expect(taken(buckets, "a", 1_000, 100)).toBe(0);
    expect(buckets.take("a", 100)).toBe(400);
    expect(buckets.take("a", 500)).toBe(0);
    expect(buckets.take("a", 500)).toBe(500);
  });

  it("are one for each name", () => {
    const buckets = new TokenBuckets(1, 1);
    expect([buckets.take("a", 0), buckets.take("a", 0), buckets.take("b", 0)]).toEqual([0, 1_000, 0]);
  });

  it("take a token back that was taken for nothing", () => {
    const buckets = new TokenBuckets(1, 2);
    expect(taken(buckets, "a", 2, 0)).toBe(2);
    buckets.putBack("a");
    buckets.putBack("stranger");
    expect(taken(buckets, "a", 2, 0)).toBe(1);
    expect(taken(buckets, "stranger", 5, 0)).toBe(2);
  });

  it("keep apart who is limited from the many who come once", () => {
    const buckets = new TokenBuckets(1, 1);
    expect(buckets.take("busy", 0)).toBe(0);
    const waits = new Set<number>();
    for (let index = 0; index < 100_000; index += 1) {
      waits.add(buckets.take(`once ${index}`, 0));
      if (index % 1_000 === 0) expect(buckets.take("busy", 0)).toBe(1_000);
    }
    expect([...waits]).toEqual([0]);
  });

  it("let through at most what was there and what came back, whatever the order of things", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.record({ pause: fc.integer({ min: 0, max: 500 }), attempts: fc.nat(200) })),
        (perSecond, capacity, bursts) => {
          const buckets = new TokenBuckets(perSecond, capacity);
          let now = 0;
          let through = 0;
          for (const { pause, attempts } of bursts) {
            now += pause;
            through += taken(buckets, "a", attempts, now);
            expect(through).toBeLessThanOrEqual(capacity + (now / 1_000) * perSecond + 0.01);
          }
        },
      ),
    );
  });
});
