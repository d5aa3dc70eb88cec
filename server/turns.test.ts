import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { type TurnLimits, Turns } from "./turns.js";

const LIMITS: TurnLimits = { atOnce: 3, ofOne: 2, waitingOfOne: 20, refusal: "Try again." };

/** Work that ends when the test says so, and in which order it began. */
function workshop(turns: Turns) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    /** Brings work of an owner. */
    bring: (owner: string) =>
      turns.run(owner, () => {
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
  const { begun, bring, end } = workshop(new Turns(LIMITS));
  const all = [...Array.from({ length: 10 }, () => bring("a")), bring("b"), bring("c"), bring("b")];
  await setImmediate();
  expect(begun).toEqual(["a", "a", "b"]);
  for (let ended = 0; ended < all.length; ended += 1) await end();
  expect(begun).toEqual(["a", "a", "b", "a", "c", "b", "a", "a", "a", "a", "a", "a", "a"]);
  expect(await Promise.all(all)).toHaveLength(13);
});

it("an owner is busy while its work would wait", async () => {
  const turns = new Turns({ ...LIMITS, atOnce: 1 });
  expect(turns.isBusy("a")).toBe(false);
  const work = turns.run("b", () => Promise.resolve(turns.isBusy("a")));
  expect(await work).toBe(true);
  expect(turns.isBusy("a")).toBe(false);
});

it("work that fails gives its place away", async () => {
  const turns = new Turns({ ...LIMITS, atOnce: 1, ofOne: 1 });
  const failing = turns.run("a", () => Promise.reject(new Error("failed")));
  const next = turns.run("a", () => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("failed");
  expect(await next).toBe("done");
});

it.each<[string, Partial<TurnLimits>, string[]]>([
  ["of its owner", { waitingOfOne: 1 }, ["b"]],
  ["of all owners", { waiting: 1 }, []],
])("work is refused, and does not begin, when too much %s waits", async (_of, limits, others) => {
  const turns = new Turns({ ...LIMITS, atOnce: 1, ofOne: 1, ...limits });
  const { begun, bring, end } = workshop(turns);
  const all = [bring("a"), bring("a")];
  expect(turns.isFull("a")).toBe(true);
  await expect(bring("a")).rejects.toMatchObject({ code: "RATE_LIMITED", message: "Try again." });
  all.push(...others.map(bring));
  for (let ended = 0; ended < all.length; ended += 1) await end();
  await Promise.all(all);
  expect(begun).toEqual(["a", "a", ...others]);
  expect(turns.isFull("a")).toBe(false);
});

it("work that has waited too long gets what the limits say", async () => {
  const late = new Error("late");
  const turns = new Turns({ ...LIMITS, atOnce: 1, ofOne: 1, waitMs: 5, late: () => late });
  const { begun, bring, end } = workshop(turns);
  const first = bring("a");
  await expect(bring("b")).rejects.toBe(late);
  await end();
  expect(await first).toBe("a");
  expect(begun).toEqual(["a"]);
});

it("work that has waited too long is refused and does not begin; what came after it does", async () => {
  const turns = new Turns({ ...LIMITS, atOnce: 1, ofOne: 1, waitingOfOne: 1, waitMs: 50 });
  const { begun, bring, end } = workshop(turns);
  const first = bring("a");
  await expect(bring("b")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  const late = bring("b");
  await sleep(5);
  await end();
  await end();
  expect(await Promise.all([first, late])).toEqual(["a", "b"]);
  expect(begun).toEqual(["a", "b"]);
});
