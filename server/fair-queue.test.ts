import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { type FairQueueLimits, FairQueue } from "./fair-queue.js";

const LIMITS: FairQueueLimits = { atOnce: 3, ofOne: 2, waitingOfOne: 20, refusal: "Try again." };

/** Work that ends when the test says so, and in which order it began. */
function workshop(queues: FairQueue) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    /** Brings work of an owner. */
    bring: (owner: string) =>
      queues.run(owner, () => {
        begun.push(owner);
        return new Promise<string>((resolve) => ends.push(() => resolve(owner)));
      }),
    /** Ends the work that began first. */
    async end() {
      ends.shift()?.();
      await setImmediate();
    },
  };
}

it("owners take turns, however much one of them brings, and none occupies all places", async () => {
  const { begun, bring, end } = workshop(new FairQueue(LIMITS));
  const all = [...Array.from({ length: 10 }, () => bring("a")), bring("b"), bring("c"), bring("b")];
  await setImmediate();
  expect(begun).toEqual(["a", "a", "b"]);
  for (let ended = 0; ended < all.length; ended += 1) await end();
  expect(begun).toEqual(["a", "a", "b", "a", "c", "b", "a", "a", "a", "a", "a", "a", "a"]);
  expect(await Promise.all(all)).toHaveLength(13);
});

it("an owner is busy while its work would wait", async () => {
  const queues = new FairQueue({ ...LIMITS, atOnce: 1 });
  expect(queues.isBusy("a")).toBe(false);
  const work = queues.run("b", () => Promise.resolve(queues.isBusy("a")));
  expect(await work).toBe(true);
  expect(queues.isBusy("a")).toBe(false);
});

it("work that fails gives its place away", async () => {
  const queues = new FairQueue({ ...LIMITS, atOnce: 1, ofOne: 1 });
  const failing = queues.run("a", () => Promise.reject(new Error("failed")));
  const next = queues.run("a", () => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("failed");
  expect(await next).toBe("done");
});

it.each<[string, Partial<FairQueueLimits>, string[]]>([
  ["of its owner", { waitingOfOne: 1 }, ["b"]],
  ["of all owners", { waiting: 1 }, []],
])("work is refused, and does not begin, when too much %s waits", async (_of, limits, others) => {
  const queues = new FairQueue({ ...LIMITS, atOnce: 1, ofOne: 1, ...limits });
  const { begun, bring, end } = workshop(queues);
  const all = [bring("a"), bring("a")];
  expect(queues.isFull("a")).toBe(true);
  await expect(bring("a")).rejects.toMatchObject({ code: "RATE_LIMITED", message: "Try again." });
  all.push(...others.map(bring));
  for (let ended = 0; ended < all.length; ended += 1) await end();
  await Promise.all(all);
  expect(begun).toEqual(["a", "a", ...others]);
  expect(queues.isFull("a")).toBe(false);
});

it("work that has waited too long gets what the limits say", async () => {
  const late = new Error("late");
  const queues = new FairQueue({ ...LIMITS, atOnce: 1, ofOne: 1, waitMs: 5, late: () => late });
  const { begun, bring, end } = workshop(queues);
  const first = bring("a");
  await expect(bring("b")).rejects.toBe(late);
  await end();
  expect(await first).toBe("a");
  expect(begun).toEqual(["a"]);
});

it("work that has waited too long is refused and does not begin; what came after it does", async () => {
  const queues = new FairQueue({ ...LIMITS, atOnce: 1, ofOne: 1, waitingOfOne: 1, waitMs: 50 });
  const { begun, bring, end } = workshop(queues);
  const first = bring("a");
  await expect(bring("b")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  const late = bring("b");
  await sleep(5);
  await end();
  await end();
  expect(await Promise.all([first, late])).toEqual(["a", "b"]);
  expect(begun).toEqual(["a", "b"]);
});
