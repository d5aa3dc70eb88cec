import { describe, expect, it } from "vitest";
import { batcher } from "./batcher.js";
import { UnansweredError } from "./postgres-client.js";

const alone = () => null;

describe("batcher", () => {
  it("makes one batch of what comes in one turn, and gives each its own result", async () => {
    const batches: number[][] = [];
    const double = batcher(
      async (numbers: readonly number[]) => {
        batches.push([...numbers]);
        return numbers.map((number) => number * 2);
      },
      { most: 64, inFlight: 2, getKey: alone },
    );
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it("bounds a batch, and the batches at work at the same time", async () => {
    let working = 0;
    let most = 0;
    const sizes: number[] = [];
    const work = batcher(
      async (items: readonly number[]) => {
        working += 1;
        most = Math.max(most, working);
        sizes.push(items.length);
        await new Promise((resolve) => setImmediate(resolve));
        working -= 1;
        return items;
      },
      { most: 4, inFlight: 2, getKey: alone },
    );
    await Promise.all(Array.from({ length: 21 }, (_, index) => work(index)));
    expect(most).toBe(2);
    expect(Math.max(...sizes)).toBe(4);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(21);
  });

  it("never puts two items with one key into one batch", async () => {
    const batches: string[][] = [];
    const work = batcher(
      async (items: readonly string[]) => {
        batches.push([...items]);
        return items;
      },
      { most: 64, inFlight: 1, getKey: (item) => item },
    );
    await Promise.all(["a", "b", "a", "a", "c"].map(work));
    expect(batches).toEqual([["a", "b", "c"], ["a"], ["a"]]);
  });

  it("does a batch that fails again one by one: only the guilty item fails", async () => {
    const work = batcher(
      async (items: readonly string[]) => {
        if (items.includes("bad")) throw new Error("refused");
        return items;
      },
      { most: 64, inFlight: 2, getKey: alone },
    );
    const results = await Promise.allSettled(["one", "bad", "two"].map(work));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("does nothing again that may have been done: when the database was lost, all fail", async () => {
    const done: string[] = [];
    const work = batcher(
      async (items: readonly string[]) => {
        done.push(...items);
        throw new Error("Connection terminated unexpectedly");
      },
      { most: 64, inFlight: 2, getKey: alone },
    );
    const results = await Promise.allSettled(["one", "two"].map(work));
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(done).toEqual(["one", "two"]);
  });

  it("lets nobody wait for a second time that a database does not answer: those that wait fail with the others", async () => {
    const done: string[] = [];
    const work = batcher(
      async (items: readonly string[]) => {
        done.push(...items);
        throw new UnansweredError(12);
      },
      { most: 1, inFlight: 1, getKey: alone },
    );
    const results = await Promise.allSettled(["one", "two", "three"].map(work));
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(done).toEqual(["one"]);
  });

  it("goes on after a failure", async () => {
    let calls = 0;
    const work = batcher(
      async (items: readonly number[]) => {
        calls += 1;
        if (calls === 1) throw new Error("once");
        return items;
      },
      { most: 1, inFlight: 1, getKey: alone },
    );
    await expect(work(1)).rejects.toThrow("once");
    expect(await work(2)).toBe(2);
  });
});
