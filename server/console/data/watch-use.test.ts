import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchUse } from "./watch-use.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("pages are used for some seconds after they are opened, and after each key or click", () => {
  const pages = new EventTarget();
  const isUsed = watchUse(pages);
  expect(isUsed()).toBe(true);
  vi.advanceTimersByTime(10_000);
  expect(isUsed()).toBe(false);
  pages.dispatchEvent(new Event("keydown"));
  expect(isUsed()).toBe(true);
  pages.dispatchEvent(new Event("mousemove"));
  vi.advanceTimersByTime(10_000);
  expect(isUsed()).toBe(false);
});
