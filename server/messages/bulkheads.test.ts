import { expect, it } from "vitest";
import { maxOfBulkhead, nextClaim } from "./bulkheads.js";

/** Claims until nothing more may be claimed, always from the first bulkhead that still may. @returns the bulkhead of each sender. */
function claimed(busy: readonly string[], senders: number, bulkheads: readonly string[]): string[] {
  const all = [...busy];
  for (;;) {
    const { most, fullBulkheads } = nextClaim(all, senders);
    const bulkhead = bulkheads.find((one) => !fullBulkheads.includes(one));
    if (most === 0 || bulkhead === undefined) return all;
    for (let more = most; more > 0; more -= 1) all.push(bulkhead);
  }
}

const getCount = (busy: readonly string[], bulkhead: string) => busy.filter((one) => one === bulkhead).length;

it.each([1, 2, 3, 4, 5, 8, 16, 17, 64])(
  "a bulkhead of messages gets half of %i senders at most, also when some of its messages end",
  (senders) => {
    for (let ended = 0; ended <= maxOfBulkhead(senders); ended += 1) {
      const before = claimed([], senders, ["A"]);
      expect(before).toHaveLength(Math.max(1, Math.floor(senders / 2)));
      const after = claimed(before.slice(ended), senders, ["A"]);
      expect(getCount(after, "A")).toBe(before.length);
    }
  },
);

it("a bulkhead of messages finds a free sender while many bulkheads stall", () => {
  const stalled = claimed([], 16, ["A", "B", "C"]);
  expect(["A", "B", "C"].map((bulkhead) => getCount(stalled, bulkhead))).toEqual([8, 4, 2]);
  expect(getCount(claimed(stalled, 16, ["D"]), "D")).toBe(1);
});

it("a bulkhead of messages gets all that it may have, whatever others have", () => {
  const busy = ["A", "A", "A", "A", "A", "A", "B", "B", "B"];
  const after = claimed(busy, 16, ["B"]);
  expect([getCount(after, "A"), getCount(after, "B")]).toEqual([6, 5]);
});

it("no message is claimed while all senders are busy", () => {
  expect(nextClaim(["A", "B"], 2)).toEqual({ most: 0, fullBulkheads: ["A", "B"] });
});
