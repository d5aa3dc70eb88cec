import fc from "fast-check";
import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import { hotp, type Hash } from "./hotp.js";
import { evaluate, isCode, learnDrift, LOOK_AHEAD, MAX_DRIFT, stepAt, type Device } from "./windows.js";
import { byTier } from "../../test/support/tier.js";

const SECRET = Buffer.from("12345678901234567890");
/** 2026-11-25T12:00:00Z: the beginning of a step of 30 seconds. */
const NOON = Date.UTC(2026, 10, 25, 12, 0, 0);
const STEP = NOON / 30_000;

const ORACLE_HASH = { SHA1: "sha1", SHA256: "sha256", SHA512: "sha512" } as const;

/** The code of a step by somebody else's hand. */
function oracle({ secret, digits, hash }: Device, step: number): string {
  const length = digits === 8 ? 8 : digits === 7 ? 7 : 6;
  return generateSync({
    strategy: "hotp",
    secret: Uint8Array.from(secret),
    counter: step,
    digits: length,
    algorithm: ORACLE_HASH[hash],
  });
}

function fob(state: Partial<Device> = {}): Device {
  return { secret: SECRET, digits: 6, hash: "SHA1", periodSeconds: 30, lastStep: -1, drift: 0, ...state };
}

function counterFob(lastStep = -1, state: Partial<Device> = {}): Device {
  return fob({ periodSeconds: null, lastStep, ...state });
}

/** The rule, said again: the fresh and the used steps of a code. */
function getSteps(
  device: Device,
  code: string,
  now: number,
  window: 0 | 1,
  getCode: (device: Device, step: number) => string,
): { fresh: number[]; used: number[] } {
  const { periodSeconds, lastStep, drift } = device;
  const first =
    periodSeconds === null ? lastStep : Math.floor(now / (periodSeconds * 1_000)) + drift - window;
  const last = periodSeconds === null ? lastStep + 1 + LOOK_AHEAD : first + 2 * window;
  const steps = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const matching = steps.filter((step) => step >= 0 && getCode(device, step) === code);
  return {
    fresh: matching.filter((step) => step > lastStep),
    used: matching.filter((step) => step <= lastStep),
  };
}

/** The verdict of an evaluation, beside that of the rule. */
function judged(
  device: Device,
  code: string,
  now: number,
  window: 0 | 1,
  getCode: (device: Device, step: number) => string = oracle,
): { readonly said: string; readonly ruled: string } {
  const verdict = evaluate(device, code, now, window);
  const { fresh, used } = getSteps(device, code, now, window, getCode);
  const misled = verdict.kind === "RIGHT" && !fresh.includes(verdict.step);
  return {
    said: misled ? `RIGHT for step ${verdict.step}` : verdict.kind,
    ruled: fresh.length > 0 ? "RIGHT" : used.length > 0 ? "REPLAYED" : "WRONG",
  };
}

const hashes = fc.constantFrom<Hash[]>("SHA1", "SHA256", "SHA512");
const windows = fc.constantFrom<(0 | 1)[]>(0, 1);
const devices = fc.record({
  secret: fc.uint8Array({ minLength: 16, maxLength: 64 }),
  digits: fc.integer({ min: 6, max: 8 }),
  hash: hashes,
});
const drifts = fc.integer({ min: -MAX_DRIFT, max: MAX_DRIFT });
const near = fc.integer({ min: -13, max: 13 });
/** From 1970 to 2106. */
const times = fc.integer({ min: 0, max: 2 ** 32 * 1_000 });

describe("isCode", () => {
  it.each(["000000", "123456", "999999"])("takes %j", (text) => {
    expect(isCode(text, 6)).toBe(true);
  });

  it.each([
    "",
    "12345",
    "1234567",
    "a23456",
    "12345a",
    "123 56",
    " 23456",
    "12345\n",
    "１23456",
    "12345６",
    "-12345",
  ])("takes %j for none", (text) => {
    expect(isCode(text, 6)).toBe(false);
  });
});

describe("stepAt", () => {
  it("counts whole periods since 1970", () => {
    expect(stepAt(0, 30)).toBe(0);
    expect(stepAt(29_999, 30)).toBe(0);
    expect(stepAt(30_000, 30)).toBe(1);
    expect(stepAt(NOON, 30)).toBe(STEP);
    expect(stepAt(NOON, 86_400)).toBe(Math.floor(NOON / 86_400_000));
  });

  it("agrees with otplib on the code of any time and of any period that it knows", () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 10, max: 3_600 }), (now, period) => {
        const epoch = Math.floor(now / 1_000);
        const code = generateSync({ strategy: "totp", secret: Uint8Array.from(SECRET), epoch, period });
        expect(hotp(SECRET, stepAt(now, period), 6, "SHA1")).toBe(code);
      }),
    );
  });
});

describe("learnDrift", () => {
  it("moves one step towards what was seen, and never past ten", () => {
    fc.assert(
      fc.property(drifts, fc.integer({ min: -30, max: 30 }), (drift, seen) => {
        const learnt = learnDrift(drift, seen);
        expect(Math.abs(learnt)).toBeLessThanOrEqual(MAX_DRIFT);
        const target = Math.max(-MAX_DRIFT, Math.min(MAX_DRIFT, seen));
        expect(Math.abs(target - learnt)).toBe(Math.max(0, Math.abs(target - drift) - 1));
      }),
    );
  });

  it("keeps what a synchronisation found beyond ten, leads back from it, and no further away", () => {
    const far = fc.integer({ min: MAX_DRIFT + 1, max: 1_001 });
    fc.assert(
      fc.property(far, fc.constantFrom(-1, 1), (distance, side) => {
        const drift = side * distance;
        expect(learnDrift(drift, drift)).toBe(drift);
        expect(learnDrift(drift, drift + side)).toBe(drift);
        expect(learnDrift(drift, drift - side)).toBe(drift - side);
      }),
    );
  });
});

describe("evaluate", () => {
  it("accepts a TOTP code when, and only when, its step is in the window and beyond the last used one", () => {
    const property = fc.property(
      devices,
      fc.integer({ min: 10, max: 86_400 }),
      times,
      drifts,
      windows,
      near,
      near,
      (device, periodSeconds, now, drift, window, typed, last) => {
        const step = stepAt(now, periodSeconds);
        fc.pre(step + typed >= 0);
        const totp = { ...device, periodSeconds, drift, lastStep: Math.max(-1, step + last) };
        const { said, ruled } = judged(totp, oracle(totp, step + typed), now, window);
        expect(said).toBe(ruled);
      },
    );
    fc.assert(property, { numRuns: byTier(100, 500) });
  });

  it("accepts a HOTP code when, and only when, its counter is one of the next eleven", () => {
    const property = fc.property(
      devices,
      fc.integer({ min: -1, max: 2 ** 31 }),
      fc.integer({ min: -4, max: 16 }),
      windows,
      (device, lastStep, ahead, window) => {
        fc.pre(lastStep + ahead >= 0);
        const button = { ...device, periodSeconds: null, drift: 0, lastStep };
        const { said, ruled } = judged(button, oracle(button, lastStep + ahead), NOON, window);
        expect(said).toBe(ruled);
      },
    );
    fc.assert(property, { numRuns: byTier(100, 500) });
  });

  it("keeps to the rule when codes collide, which those of one digit do all the time", () => {
    const getCode = (device: Device, step: number) => hotp(device.secret, step, device.digits, device.hash);
    const property = fc.property(
      fc.boolean(),
      drifts,
      windows,
      near,
      fc.integer({ min: 0, max: 9 }),
      (isTotp, drift, window, last, digit) => {
        const device = isTotp
          ? fob({ digits: 1, drift, lastStep: STEP + last })
          : counterFob(STEP + last, { digits: 1 });
        const { said, ruled } = judged(device, String(digit), NOON, window, getCode);
        expect(said).toBe(ruled);
      },
    );
    fc.assert(property, { numRuns: byTier(100, 1_000) });
  });

  it("takes nothing but a code for a code", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 10 }), windows, (text, window) => {
        for (const device of [fob(), counterFob()]) {
          const { said, ruled } = judged(device, text, NOON, window);
          expect(said).toBe(ruled);
        }
      }),
    );
  });

  it("uses a step at most once, never goes back, and learns drift slowly, whatever comes in whatever order", () => {
    const attempts = fc.array(
      fc.record({ passes: fc.integer({ min: -20, max: 40 }), typed: fc.integer({ min: -12, max: 12 }) }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(attempts, windows, (tries, window) => {
        let lastStep = -1;
        let drift = 0;
        let now = NOON;
        const used = new Set<number>();
        for (const { passes, typed } of tries) {
          now += passes * 30_000;
          const device = fob({ lastStep, drift });
          const verdict = evaluate(device, oracle(device, stepAt(now, 30) + typed), now, window);
          if (verdict.kind !== "RIGHT") continue;
          expect(used.has(verdict.step)).toBe(false);
          expect(verdict.step).toBeGreaterThan(lastStep);
          // A code from the future never moves the mark beyond the window around the learnt drift.
          expect(verdict.step).toBeLessThanOrEqual(stepAt(now, 30) + drift + window);
          expect(Math.abs(verdict.drift - drift)).toBeLessThanOrEqual(1);
          expect(Math.abs(verdict.drift)).toBeLessThanOrEqual(MAX_DRIFT);
          used.add(verdict.step);
          ({ step: lastStep, drift } = verdict);
        }
      }),
    );
  });
});

describe("evaluate, TOTP", () => {
  it.each([
    [-2, "WRONG"],
    [-1, "RIGHT"],
    [0, "RIGHT"],
    [1, "RIGHT"],
    [2, "WRONG"],
  ] as const)("with a window of 1 finds the code of step %i %s", (offset, kind) => {
    expect(evaluate(fob(), oracle(fob(), STEP + offset), NOON, 1).kind).toBe(kind);
  });

  it.each([
    [-1, "WRONG"],
    [0, "RIGHT"],
    [1, "WRONG"],
  ] as const)("with a window of 0 finds the code of step %i %s", (offset, kind) => {
    expect(evaluate(fob(), oracle(fob(), STEP + offset), NOON, 0).kind).toBe(kind);
  });

  it.each([-10, -3, 3, 10])("moves the window along with a drift of %i, and not away from it", (drift) => {
    const device = fob({ drift });
    const at = (offset: number) => evaluate(device, oracle(device, STEP + drift + offset), NOON, 1);
    expect([-2, -1, 0, 1, 2].map((offset) => at(offset).kind)).toEqual([
      "WRONG",
      "RIGHT",
      "RIGHT",
      "RIGHT",
      "WRONG",
    ]);
    expect(evaluate(device, oracle(device, STEP + drift), NOON, 1)).toEqual({
      kind: "RIGHT",
      step: STEP + drift,
      drift,
    });
  });

  it("accepts a device that is eleven steps off, without learning more than ten", () => {
    for (const side of [-1, 1]) {
      const device = fob({ drift: side * 10 });
      expect(evaluate(device, oracle(device, STEP + side * 11), NOON, 1)).toEqual({
        kind: "RIGHT",
        step: STEP + side * 11,
        drift: side * 10,
      });
      expect(evaluate(device, oracle(device, STEP + side * 12), NOON, 1).kind).toBe("WRONG");
    }
  });

  it("distinguishes a used code, and the one before it, from a wrong one", () => {
    const device = fob({ lastStep: STEP });
    expect(evaluate(device, oracle(device, STEP), NOON, 1)).toEqual({ kind: "REPLAYED" });
    expect(evaluate(device, oracle(device, STEP - 1), NOON, 1)).toEqual({ kind: "REPLAYED" });
    expect(evaluate(device, oracle(device, STEP - 2), NOON, 1)).toEqual({ kind: "WRONG" });
    expect(evaluate(device, oracle(device, STEP + 1), NOON, 1).kind).toBe("RIGHT");
  });

  it("accepts nothing before the mark when the clock steps back", () => {
    const device = fob({ lastStep: STEP });
    for (const minutes of [1, 10, 60]) {
      const earlier = NOON - minutes * 60_000;
      for (let step = STEP - 2 * minutes - 1; step <= STEP; step += 1) {
        expect(evaluate(device, oracle(device, step), earlier, 1).kind).not.toBe("RIGHT");
      }
    }
  });

  it("marks the step and not the text: a fresh step whose code equals the used one is accepted", () => {
    // Two neighbours, and two steps with one between them, that have the same code.
    const neighbours = 910_738;
    const apart = 153_569;
    expect(oracle(fob(), neighbours)).toBe(oracle(fob(), neighbours - 1));
    expect(oracle(fob(), apart)).toBe(oracle(fob(), apart - 2));
    const code = oracle(fob(), neighbours);
    const now = neighbours * 30_000;
    expect(evaluate(fob({ lastStep: neighbours - 1 }), code, now, 1)).toMatchObject({ step: neighbours });
    expect(evaluate(fob({ lastStep: neighbours }), code, now, 1)).toEqual({ kind: "REPLAYED" });
    const between = (apart - 1) * 30_000;
    expect(evaluate(fob({ lastStep: apart - 2 }), oracle(fob(), apart), between, 1)).toMatchObject({
      step: apart,
    });
    expect(evaluate(fob({ lastStep: apart }), oracle(fob(), apart), between, 1)).toEqual({
      kind: "REPLAYED",
    });
  });

  it("has no codes before 1970, and does not take the first one for one of them", () => {
    const first = oracle(fob(), 0);
    expect(evaluate(fob({ drift: -5 }), first, 0, 1)).toEqual({ kind: "WRONG" });
    expect(evaluate(fob({ drift: -1 }), first, 0, 0)).toEqual({ kind: "WRONG" });
    expect(evaluate(fob({ drift: -1 }), first, 0, 1)).toEqual({ kind: "RIGHT", step: 0, drift: 0 });
  });
});

describe("evaluate, HOTP", () => {
  it("looks ten counters ahead of the expected one, and no further", () => {
    const device = counterFob(41);
    expect(evaluate(device, oracle(device, 42), NOON, 1)).toEqual({ kind: "RIGHT", step: 42, drift: 0 });
    expect(evaluate(device, oracle(device, 52), NOON, 1)).toEqual({ kind: "RIGHT", step: 52, drift: 0 });
    expect(evaluate(device, oracle(device, 53), NOON, 1)).toEqual({ kind: "WRONG" });
  });

  it("distinguishes the last used code from a wrong one, and never goes back", () => {
    const device = counterFob(41);
    expect(evaluate(device, oracle(device, 41), NOON, 1)).toEqual({ kind: "REPLAYED" });
    expect(evaluate(device, oracle(device, 40), NOON, 1)).toEqual({ kind: "WRONG" });
  });

  it("begins with counter 0", () => {
    expect(evaluate(counterFob(), oracle(fob(), 0), NOON, 1)).toEqual({ kind: "RIGHT", step: 0, drift: 0 });
    expect(evaluate(counterFob(), oracle(fob(), 10), NOON, 1)).toMatchObject({ step: 10 });
    expect(evaluate(counterFob(), oracle(fob(), 11), NOON, 1)).toEqual({ kind: "WRONG" });
  });

  it("does not depend on the time or the window", () => {
    for (const now of [0, NOON, NOON * 2]) {
      for (const window of [0, 1] as const) {
        expect(evaluate(counterFob(6), oracle(fob(), 7), now, window)).toMatchObject({ step: 7 });
      }
    }
  });

  it("marks the counter and not the text", () => {
    const code = oracle(fob(), 910_738);
    expect(evaluate(counterFob(910_737), code, NOON, 1)).toMatchObject({ step: 910_738 });
    expect(evaluate(counterFob(910_738), code, NOON, 1)).toEqual({ kind: "REPLAYED" });
  });
});

describe("evaluate, texts that are no codes", () => {
  const code = oracle(fob(), STEP);
  const inDigitsFrom = (zero: number) =>
    [...code].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
  it.each([
    ["nothing", ""],
    ["one digit less", code.slice(1)],
    ["one digit more", `${code}0`],
    ["a leading zero more", `0${code}`],
    ["a space before", ` ${code}`],
    ["a space after", `${code} `],
    ["a space inside", `${code.slice(0, 3)} ${code.slice(3)}`],
    ["a line feed behind", `${code}\n`],
    ["a line feed in place of a digit", `${code.slice(0, 5)}\n`],
    ["a NUL behind", `${code}\0`],
    ["full-width digits", inDigitsFrom(0xff10)],
    ["Arabic-Indic digits", inDigitsFrom(0x0660)],
    ["bold digits, of two UTF-16 units each", inDigitsFrom(0x1d7ce)],
    ["a sign before", `+${code.slice(1)}`],
    ["what stands in for no code", "------"],
    ["all spaces", "      "],
  ])("is wrong, fresh or used: %s", (_what, text) => {
    expect(evaluate(fob(), text, NOON, 1)).toEqual({ kind: "WRONG" });
    expect(evaluate(fob({ lastStep: STEP }), text, NOON, 1)).toEqual({ kind: "WRONG" });
    expect(evaluate(counterFob(STEP - 1), text, NOON, 1)).toEqual({ kind: "WRONG" });
  });

  it("keeps the leading zeros of a code", () => {
    const step = Array.from({ length: 100 }, (_, index) => index).find((index) =>
      oracle(fob(), index).startsWith("0"),
    );
    expect(step).toBeDefined();
    const zeros = oracle(fob(), step ?? 0);
    const device = counterFob((step ?? 0) - 1);
    expect(evaluate(device, zeros, NOON, 1)).toMatchObject({ kind: "RIGHT", step });
    expect(evaluate(device, zeros.slice(1), NOON, 1)).toEqual({ kind: "WRONG" });
  });

  it("counts to 2^53 - 1 exactly, and no further", () => {
    const last = Number.MAX_SAFE_INTEGER;
    const said = (lastStep: number, counter: number) =>
      evaluate(counterFob(lastStep, { digits: 8 }), hotp(SECRET, counter, 8, "SHA1"), NOON, 1);
    for (const counter of [last - 1, last]) {
      expect(said(last - 2, counter)).toEqual({ kind: "RIGHT", step: counter, drift: 0 });
    }
    expect(said(last - 1, last)).toMatchObject({ step: last });
    // The last one is used: there is no code any more.
    expect(said(last, last)).toEqual({ kind: "REPLAYED" });
    expect(said(last, last - 1)).toEqual({ kind: "WRONG" });
  });
});
