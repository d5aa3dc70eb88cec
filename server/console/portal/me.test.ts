import { describe, expect, it } from "vitest";
import { mayBeOutdated, type MyToken } from "./me.js";

const TOKEN: MyToken = {
  id: "1",
  name: "Phone",
  model: "GOOGLE_AUTHENTICATOR",
  serialNumber: null,
  status: "ACTIVE",
  enabled: true,
  validFrom: null,
  validUntil: null,
  validity: "VALID",
  otherResourceCount: 0,
  connectedAlone: true,
  enrolment: null,
  locked: false,
  requestsSuspendedUntil: null,
  pinPosition: null,
  sentTo: null,
  sentElsewhere: false,
  lastUsedAt: null,
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
