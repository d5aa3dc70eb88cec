import { expect, it } from "vitest";
import { inTime } from "./in-time.js";

it("inTime gives a promise's result, or undefined when it takes too long", async () => {
  expect(await inTime(Promise.resolve("done"), 1_000)).toBe("done");
  expect(await inTime(new Promise(() => {}), 5)).toBeUndefined();
  await expect(inTime(Promise.reject(new Error("failed")), 1_000)).rejects.toThrow("failed");
});
