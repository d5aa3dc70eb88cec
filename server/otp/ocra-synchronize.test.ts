import { parseSuite } from "@tokenplane/rules/ocra-suite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byTier } from "../../test/support/tier.js";
import { findAnswer, outOfReachAt } from "./ocra-synchronize.js";
import { evaluateAnswer, ocra, signInReach, type OcraDevice } from "./ocra.js";

const SECRET = Buffer.from("12345678901234567890");
const NOW = Date.UTC(2026, 10, 25, 12);
const QUESTION = "12345678";
/** Eight digits, so that no two places have the same answer by chance. */
const COUNTER = parseSuite("OCRA-1:HOTP-SHA1-8:C-QN08");
const CLOCK = parseSuite("OCRA-1:HOTP-SHA1-8:QN08-T30S");
const BOTH = parseSuite("OCRA-1:HOTP-SHA1-8:C-QN08-T30S");
const STEP = NOW / 30_000;

function device(
  suite: OcraDevice["suite"],
  lastStep: number,
  drift = 0,
  answeredIn: readonly number[] = [],
): OcraDevice {
  return { suite, secret: SECRET, pin: null, lastStep, drift, answeredIn };
}

function answer(suite: OcraDevice["suite"], counter: number, step: number, question = QUESTION): string {
  return ocra(suite, SECRET, { question, counter, pin: null, step });
}

const find = (one: OcraDevice, typed: string, window: 0 | 1 = 1) =>
  findAnswer(one, QUESTION, typed, NOW, window);

describe("an answer that synchronizes", () => {
  it("by counter is found if and only if it is the next or within the 1,000 behind it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 5_000 }), fc.integer({ min: -3, max: 1_003 }), (last, ahead) => {
        const counter = last + 1 + ahead;
        fc.pre(counter >= 0);
        const found = find(device(COUNTER, last), answer(COUNTER, counter, 0));
        if (ahead >= 0 && ahead <= 1_000) {
          expect(found).toEqual({
            kind: "FOUND",
            step: counter,
            time: null,
            drift: 0,
            counts: ahead,
            steps: 0,
          });
        } else expect(found).toEqual({ kind: ahead === -1 ? "REPLAYED" : "WRONG" });
      }),
      { numRuns: byTier(20, 60) },
    );
  });

  it("by time is found if and only if it is within 1,000 steps of now and no repeated answer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_003, max: 1_003 }),
        fc.integer({ min: -1_000, max: 1_000 }),
        fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 3 }),
        (off, drift, answered) => {
          const answeredIn = answered.map((near) => STEP + off + near);
          const found = find(device(CLOCK, 7, drift, answeredIn), answer(CLOCK, 0, STEP + off));
          if (Math.abs(off) > 1_000) expect(found).toEqual({ kind: "WRONG" });
          else if (answered.includes(0)) expect(found).toEqual({ kind: "REPLAYED" });
          else
            expect(found).toEqual({
              kind: "FOUND",
              step: 8,
              time: STEP + off,
              drift: off,
              counts: 0,
              steps: off - drift,
            });
        },
      ),
      { numRuns: byTier(20, 60) },
    );
  });

  it("is refused when it was used, also where another place within reach has the same one", () => {
    /** Two places, at most so far from each other, that have the same answer of six digits, and it. */
    const repeated = (places: readonly number[], distance: number, answerAt: (place: number) => string) => {
      const seen = new Map<string, number>();
      for (const place of places) {
        const typed = answerAt(place);
        const before = seen.get(typed);
        if (before !== undefined && place - before <= distance) return { typed, before, place };
        seen.set(typed, place);
      }
      throw new Error("no two places have the same answer");
    };
    const clock = parseSuite("OCRA-1:HOTP-SHA1-6:QN08-T30S");
    const steps = Array.from({ length: 2_001 }, (_, index) => STEP - 1_000 + index);
    const times = repeated(steps, 2_000, (step) => answer(clock, 0, step));
    expect(find(device(clock, 7), times.typed).kind).toBe("FOUND");
    for (const used of [times.before, times.place]) {
      expect(find(device(clock, 7, 0, [used]), times.typed)).toEqual({ kind: "REPLAYED" });
    }

    const counted = parseSuite("OCRA-1:HOTP-SHA1-6:C-QN08");
    const all = Array.from({ length: 20_000 }, (_, index) => index);
    const { typed, before } = repeated(all, 1_000, (counter) => answer(counted, counter, 0));
    expect(find(device(counted, before), typed)).toEqual({ kind: "REPLAYED" });
  });

  it("of both is found where one of them is off and the other is where sign-ins look for it", () => {
    const at = device(BOTH, 10, 2);
    const found = (counter: number, off: number, window: 0 | 1 = 1) => {
      const result = find(at, answer(BOTH, counter, STEP + off), window);
      return result.kind === "FOUND" ? [result.step, result.drift, result.counts, result.steps] : result.kind;
    };
    expect(found(11, 2)).toEqual([11, 2, 0, 0]);
    expect(found(1_011, 3)).toEqual([1_011, 3, 1_000, 1]);
    expect(found(1_012, 2)).toBe("WRONG");
    expect(found(500, 3, 0)).toBe("WRONG");
    expect(found(11, -1_000)).toEqual([11, -1_000, 0, -1_002]);
    expect(found(11, 1_000)).toEqual([11, 1_000, 0, 998]);
    expect(found(11, 1_001)).toBe("WRONG");
    expect(found(12, 40)).toBe("WRONG");
    expect(found(10, 500)).toBe("REPLAYED");
    expect(found(9, 2)).toBe("WRONG");
  });

  it("is wrong for another question, and for what is no answer", () => {
    expect(find(device(COUNTER, -1), answer(COUNTER, 0, 0, "87654321"))).toEqual({ kind: "WRONG" });
    for (const typed of ["", "1234567", "123456789", "1234567a", "１２３４５６７８"]) {
      expect(find(device(COUNTER, -1), typed)).toEqual({ kind: "WRONG" });
    }
  });

  it("of a question that was answered is remembered just until no clock within reach can make it again", () => {
    const typed = answer(CLOCK, 0, STEP);
    // As far back as any clock may be, by synchronization and by the window of a sign-in.
    const behind = device(CLOCK, -1, -1_000);
    const reached = (seconds: number) => {
      const at = outOfReachAt(STEP, 30) + seconds * 1_000;
      return [
        findAnswer(behind, QUESTION, typed, at, 1).kind,
        evaluateAnswer(behind, QUESTION, typed, at, signInReach(1)).kind,
      ];
    };
    expect(reached(-30)).toEqual(["WRONG", "RIGHT"]);
    expect(reached(-0.001)).toEqual(["WRONG", "RIGHT"]);
    for (const seconds of [0, 30, 60]) expect(reached(seconds)).toEqual(["WRONG", "WRONG"]);
  });

  it("is not found below zero", () => {
    expect(findAnswer(device(CLOCK, -1), QUESTION, answer(CLOCK, 0, 0), 0, 1)).toMatchObject({ step: 0 });
    expect(findAnswer(device(COUNTER, -1), QUESTION, answer(COUNTER, 0, 0), 0, 1)).toMatchObject({ step: 0 });
  });

  it("counts to 2^53 - 1, and no further", () => {
    const last = Number.MAX_SAFE_INTEGER;
    const said = (lastStep: number, counter: number) => {
      const typed = answer(COUNTER, counter, 0);
      const one = device(COUNTER, lastStep);
      return [find(one, typed).kind, evaluateAnswer(one, QUESTION, typed, NOW, signInReach(1)).kind];
    };
    expect(said(last - 2, last)).toEqual(["FOUND", "RIGHT"]);
    expect(said(last, last)).toEqual(["REPLAYED", "REPLAYED"]);
    expect(said(last, 7)).toEqual(["WRONG", "WRONG"]);
  });
});
