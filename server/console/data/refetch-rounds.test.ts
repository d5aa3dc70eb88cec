import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { refetchRounds } from "./refetch-rounds.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("with slow answers and steady events, one reading of a page ends before the next begins, and one follows the last event", async () => {
  let running = 0;
  let done = 0;
  const rounds = refetchRounds(async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => {
      setTimeout(resolve, 700);
    });
    running -= 1;
    done += 1;
  });
  for (let passed = 0; passed < 6_000; passed += 100) {
    rounds.ask();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(done).toBe(5);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toBe(6);
});

it("an answer that never comes stops no later reading of a page, and nothing is read after the end", async () => {
  let begun = 0;
  const rounds = refetchRounds(() => {
    begun += 1;
    return new Promise(() => {});
  });
  rounds.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  rounds.ask();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(begun).toBe(2);
  rounds.ask();
  rounds.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(begun).toBe(2);
});
