import { afterEach, beforeEach, expect, it, vi } from "vitest";
import pino from "pino";
import { watchClock } from "./clock-watch.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("each jump of the clock is in the log once, and what is left of them all can be asked", () => {
  const lines: string[] = [];
  let [clock, monotonic] = [1_800_000_000_000, 5_000];
  const pass = (ms: number, jump = 0) => {
    clock += ms + jump;
    monotonic += ms;
    vi.advanceTimersByTime(ms);
  };
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(line) });
  const watch = watchClock(
    () => clock,
    log,
    () => monotonic,
  );
  // Time passes, and a clock is corrected slowly.
  for (let second = 0; second < 100; second += 1) pass(1_000, 0.5);
  expect(lines).toEqual([]);
  pass(1_000, 3_600_000);
  pass(10_000);
  expect(watch.ahead()).toBeCloseTo(3_600, 0);
  pass(1_000, -3_600_000);
  expect(watch.ahead()).toBeCloseTo(0, 0);
  const said = lines.map((line) => JSON.parse(line) as unknown);
  expect(said).toEqual([
    expect.objectContaining({ level: 40, seconds: 3_600, direction: "forward" }),
    expect.objectContaining({ level: 40, seconds: 3_600, direction: "back" }),
  ]);
  watch.stop();
  pass(1_000, 60_000);
  expect(lines).toHaveLength(2);
});
