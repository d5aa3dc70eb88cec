import { describe, expect, it } from "vitest";
import { mayBeOutdated, type Timed } from "./me.js";

const TOKEN: Timed = {
  locked: false,
  requestsSuspendedUntil: null,
  enrolment: null,
  validity: "VALID",
  validFrom: null,
  validUntil: null,
};

/** By the server's clock. */
const MOMENT = Date.UTC(2026, 10, 25, 12);

const moment = new Date(MOMENT).toISOString();

describe("whether something that is shown may be over or have begun", () => {
  it.for([
    ["an end of validity", { validUntil: moment }],
    ["a begin of validity", { validity: "NOT_YET_VALID", validFrom: moment }],
    ["a suspension of a phone's requests", { requestsSuspendedUntil: moment }],
  ] as const)("follows the server's clock for %s, whatever the clock of the device says", ([, more]) => {
    for (const ahead of [-1_200_000, 0, 1_200_000]) {
      const me = { tokens: [{ ...TOKEN, ...more }], contactChange: null, ahead };
      const there = MOMENT - ahead;
      expect([ahead, mayBeOutdated(me, there - 1), mayBeOutdated(me, there)]).toEqual([ahead, false, true]);
    }
  });
});
