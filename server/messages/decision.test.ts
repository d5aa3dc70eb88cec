import { describe, expect, it } from "vitest";
import type { SendResult } from "../delivery/delivery.js";
import { decide, decideUntried, type Ended, hasTime, type Later, type Outcome } from "./decision.js";
import { isFinal, TRANSITIONS } from "./message-states.js";
import type { PossibleSender } from "./payload.js";
import { noTries } from "./tries.js";

const NOW = 1_800_000_000_000;
const BY: PossibleSender = { by: "channel" };
const MESSAGE = {
  purpose: "SIGN_IN",
  attempts: 1,
  refusedBy: [],
  expiresAt: new Date(NOW + 300_000),
  claimedUntil: new Date(NOW + 120_000),
} as const;

/** What becomes of a message after one try by a channel. */
function afterTry(
  result: SendResult,
  now?: PossibleSender,
  before: { readonly mayHaveBeenSent?: PossibleSender } = {},
  message: Parameters<typeof decide>[0] = MESSAGE,
): Later | Ended {
  const tries = { ...noTries([], before.mayHaveBeenSent ?? now), result, channelId: "channel" };
  return decide(message, before, { is: "SENT_BY_ROUTES", ...tries }, NOW);
}

const BUSY = { state: "NOT_ACCEPTED", failure: "busy", retryAfterSeconds: null } as const;
const LAST = { ...MESSAGE, expiresAt: new Date(NOW + 20_999) };

describe("what becomes of a message", () => {
  it.each<[what: string, decision: Later | Ended, expected: Partial<Later> | Partial<Ended>]>([
    [
      "accepted",
      afterTry({ state: "ACCEPTED", vendorId: "7" }),
      { move: "ACCEPTED", vendorId: "7", failure: null },
    ],
    ["refused", afterTry({ state: "REFUSED", failure: "no" }), { move: "REFUSED", failure: "no" }],
    [
      "of an unknown result",
      afterTry({ state: "UNKNOWN", failure: "?" }),
      { move: "UNCERTAIN", failure: "?" },
    ],
    ["not accepted", afterTry(BUSY), { move: "TRIED", nextAt: new Date(NOW + 1_000), failure: "busy" }],
    [
      "not accepted for the last time",
      afterTry(BUSY, undefined, {}, LAST),
      { move: "REFUSED", failure: "busy" },
    ],
    [
      "held back by the limit of its channel",
      afterTry({ ...BUSY, retryAfterSeconds: 60, isHeldBack: true }),
      { move: "GIVEN_BACK", nextAt: new Date(NOW + 60_000) },
    ],
    ["perhaps sent, and repeatable", afterTry(BUSY, BY), { move: "TRIED", mayHaveBeenSent: BY }],
    [
      "perhaps sent in an earlier try: nothing new is to be stored",
      afterTry(BUSY, undefined, { mayHaveBeenSent: BY }),
      { move: "TRIED", mayHaveBeenSent: undefined },
    ],
    ["perhaps sent, for the last time", afterTry(BUSY, BY, {}, LAST), { move: "UNCERTAIN", failure: "busy" }],
    ["perhaps sent, then refused", afterTry({ state: "REFUSED", failure: "no" }, BY), { move: "UNCERTAIN" }],
    ["perhaps sent five times", afterTry(BUSY, BY, {}, { ...MESSAGE, attempts: 5 }), { move: "UNCERTAIN" }],
    ["not wanted", decide(MESSAGE, {}, { is: "NOT_WANTED" }, NOW), { move: "NOT_WANTED", failure: null }],
    ["without a route", decide(MESSAGE, {}, { is: "NO_ROUTE" }, NOW), { move: "REFUSED" }],
    [
      "perhaps sent, without a route",
      decide(MESSAGE, { mayHaveBeenSent: BY }, { is: "NO_ROUTE" }, NOW),
      { move: "UNCERTAIN" },
    ],
    [
      "perhaps sent by a channel that changed",
      decide(MESSAGE, { mayHaveBeenSent: BY }, { is: "CHANNEL_CHANGED", channelId: "channel" }, NOW),
      { move: "UNCERTAIN", channelId: "channel" },
    ],
    ["without time", decideUntried(MESSAGE, "NO_TIME", NOW), { move: "GIVEN_BACK", nextAt: new Date(NOW) }],
    [
      "without a key",
      decideUntried(MESSAGE, "NO_KEY", NOW),
      { move: "GIVEN_BACK", nextAt: new Date(NOW + 5_000) },
    ],
    [
      "without the database",
      decideUntried(MESSAGE, "NO_DATABASE", NOW),
      { move: "GIVEN_BACK", nextAt: new Date(NOW + 1_000) },
    ],
    [
      "after an error",
      decideUntried(MESSAGE, "FAILED", NOW),
      { move: "TRIED", nextAt: new Date(NOW + 1_000) },
    ],
    [
      "after the fifth error: it waits for its end",
      decideUntried({ ...MESSAGE, attempts: 5 }, "FAILED", NOW),
      { move: "TRIED", nextAt: MESSAGE.expiresAt },
    ],
  ])("that is %s", (_what, decision, expected) => {
    expect(decision).toMatchObject(expected);
  });

  it("keeps a possible sender until it ends: then nobody claims that it was not sent", () => {
    const results: SendResult[] = [
      BUSY,
      { state: "REFUSED", failure: "no" },
      { state: "UNKNOWN", failure: "?" },
    ];
    const outcomes: Outcome[] = [
      { is: "NO_ROUTE" },
      ...results.map((result): Outcome => ({ is: "SENT_BY_ROUTES", ...noTries([], BY), result })),
    ];
    for (const outcome of outcomes) {
      expect(["TRIED", "UNCERTAIN"]).toContain(decide(MESSAGE, { mayHaveBeenSent: BY }, outcome, NOW).move);
    }
  });

  it("is tried only while the try can end within the claim, and while its code is valid", () => {
    expect(hasTime(MESSAGE, NOW + 99_999)).toBe(true);
    // The process stood still, and another server may have ended the claim meanwhile.
    expect(hasTime(MESSAGE, NOW + 100_000)).toBe(false);
    expect(hasTime({ ...MESSAGE, expiresAt: new Date(NOW) }, NOW)).toBe(false);
  });
});

it("every move begins before the end, and a message is refunded only when it surely was not sent", () => {
  const moves = Object.entries(TRANSITIONS);
  for (const [move, { from, to, isReported, isRefunded }] of moves) {
    expect(isFinal(from)).toBe(false);
    expect(isRefunded).toBe(move === "REFUSED");
    expect(isReported).toBe(["UNKNOWN", "EXPIRED", "REFUSED"].includes(to));
  }
  for (const state of ["PENDING", "SENDING"]) {
    expect(moves.some(([, { from, to }]) => from === state && isFinal(to))).toBe(true);
  }
});
