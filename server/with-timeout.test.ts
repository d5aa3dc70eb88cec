import { expect, it } from "vitest";
import { withTimeout } from "./with-timeout.js";

it("inTime gives a promise's result, or undefined when it takes too long", async () => {
  expect(await withTimeout(Promise.resolve("done"), 1_000)).toBe("done");
  expect(await withTimeout(new Promise(() => {}), 5)).toBeUndefined();
  await expect(withTimeout(Promise.reject(new Error("failed")), 1_000)).rejects.toThrow("failed");
});
