import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { withinTime } from "./within-time.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Work that does nothing until it is ended. */
function idle(ends: AbortSignal): Promise<"ended"> {
  return new Promise((resolve) => {
    ends.addEventListener("abort", () => resolve("ended"), { once: true });
  });
}

it(
  "work with a time limit ends after its time, also when garbage is collected meanwhile",
  { tags: "deep" },
  async () => {
    const caller = new AbortController();
    const all = Array.from({ length: 50 }, () => withinTime(caller.signal, 200, idle));
    for (let n = 0; n < 4; n += 1) {
      await pause(10);
      collectGarbage();
    }
    expect(await Promise.race([Promise.all(all), pause(10_000)])).toEqual(all.map(() => "ended"));
  },
);

it("work with a time limit ends with its caller, and returns its result", async () => {
  const caller = new AbortController();
  const ended = withinTime(caller.signal, 60_000, idle);
  collectGarbage();
  caller.abort();
  expect(await ended).toBe("ended");
  expect(await withinTime(AbortSignal.abort(), 60_000, async ({ aborted }) => aborted)).toBe(true);
  expect(await withinTime(new AbortController().signal, 60_000, async () => 7)).toBe(7);
});
