import { expect, it } from "vitest";
import { inTime } from "./in-time.js";

it("gives what a promise comes to, or nothing when that takes too long", async () => {
  expect(await inTime(Promise.resolve("done"), 1_000)).toBe("done");
  expect(await inTime(new Promise(() => {}), 5)).toBeUndefined();
  await expect(inTime(Promise.reject(new Error("failed")), 1_000)).rejects.toThrow("failed");
});
