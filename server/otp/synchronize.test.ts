import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byTier } from "../../test/support/tier.js";
import { hotp, type Hash } from "./hotp.js";
import { FARTHEST, findDevice, newerCodesAt } from "./synchronize.js";
import { evaluate, stepAt, type Device } from "./windows.js";

const NOON = Date.UTC(2026, 10, 25, 12, 0, 0);
const STEP = NOON / 30_000;

function fob(state: Partial<Device> = {}): Device {
  return {
    secret: Buffer.from("12345678901234567890"),
    digits: 6,
    hash: "SHA1",
    periodSeconds: 30,
    lastStep: -1,
    drift: 0,
    ...state,
  };
}

function getCode({ secret, digits, hash }: Device, step: number): string {
  return hotp(secret, step, digits, hash);
}

function getPair(device: Device, step: number): [string, string] {
  return [getCode(device, step), getCode(device, step + 1)];
}

const devices = fc.record({
  secret: fc.uint8Array({ minLength: 16, maxLength: 64 }),
  digits: fc.integer({ min: 6, max: 8 }),
  hash: fc.constantFrom<Hash[]>("SHA1", "SHA256", "SHA512"),
});
const RUNS = { numRuns: byTier(20, 60) };

/** Offsets at the edges of the window as often as inside and outside of it. */
function around(edges: readonly number[]) {
  return fc.oneof(
    fc.integer({ min: -FARTHEST - 30, max: FARTHEST + 30 }),
    ...edges.map((edge) => fc.integer({ min: edge - 2, max: edge + 2 })),
  );
}

describe("findDevice, TOTP", () => {
  it("finds two consecutive codes when, and only when, the first is in the window and beyond the last used one", () => {
    const property = fc.property(
      devices,
      fc.integer({ min: 10, max: 86_400 }),
      fc.integer({ min: 0, max: 2 ** 32 * 1_000 }),
      fc.integer({ min: -FARTHEST, max: FARTHEST }),
      around([-FARTHEST, 0, FARTHEST]),
      fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 })),
      (shared, periodSeconds, now, drift, offset, used) => {
        const current = stepAt(now, periodSeconds);
        const first = current + offset;
        fc.pre(first >= 0);
        const lastStep = used === null ? -1 : Math.max(-1, first + used);
        const device = { ...shared, periodSeconds, drift, lastStep };
        const found = findDevice(device, getPair(device, first), now);
        if (Math.abs(offset) > FARTHEST) expect(found).toEqual({ kind: "WRONG" });
        else if (first <= lastStep) expect(found).toEqual({ kind: "REPLAYED", step: first + 1 });
        else {
          const shift = offset + 1 - drift;
          expect(found).toEqual({ kind: "FOUND", step: first + 1, drift: offset + 1, shift });
        }
      },
    );
    fc.assert(property, RUNS);
  });

  it("of a device that was found: it signs in with its next code at once, and no code up to there works again", () => {
    fc.assert(
      fc.property(devices, fc.integer({ min: -FARTHEST, max: FARTHEST }), (shared, offset) => {
        // Of fewer digits, a used code is now and then that of another step, too.
        const device = { ...shared, digits: 8, periodSeconds: 30, drift: 0, lastStep: -1 };
        const found = findDevice(device, getPair(device, STEP + offset), NOON);
        if (found.kind !== "FOUND") throw new Error("it was not found");
        const after = { ...device, drift: found.drift, lastStep: found.step };
        for (const step of [found.step - 1, found.step]) {
          expect(evaluate(after, getCode(device, step), NOON, 1).kind).toBe("REPLAYED");
        }
        expect(evaluate(after, getCode(device, found.step + 1), NOON, 1).kind).toBe("RIGHT");
        expect(evaluate(after, getCode(device, found.step + 1), NOON + 30_000, 0).kind).toBe("RIGHT");
      }),
      RUNS,
    );
  });
});

describe("findDevice, HOTP", () => {
  it("finds two consecutive codes when, and only when, the first is the expected one or one of the next 1,000", () => {
    const property = fc.property(
      devices,
      fc.integer({ min: -1, max: 2 ** 31 }),
      fc.oneof(
        fc.integer({ min: 0, max: FARTHEST + 20 }),
        fc.integer({ min: -3, max: 2 }),
        fc.integer({ min: FARTHEST - 1, max: FARTHEST + 2 }),
      ),
      (shared, lastStep, skipped) => {
        const first = lastStep + 1 + skipped;
        fc.pre(first >= 0);
        const device = { ...shared, periodSeconds: null, drift: 0, lastStep };
        const found = findDevice(device, getPair(device, first), NOON);
        if (skipped >= 0 && skipped <= FARTHEST) {
          expect(found).toEqual({ kind: "FOUND", step: first + 1, drift: 0, shift: skipped });
        } else {
          // The last used code, and the one before it, are known to have been used.
          const isUsed = skipped < 0 && skipped >= -2;
          expect(found).toEqual(isUsed ? { kind: "REPLAYED", step: first + 1 } : { kind: "WRONG" });
        }
      },
    );
    fc.assert(property, RUNS);
  });
});

describe("findDevice", () => {
  it("takes two codes for a pair in their order alone, and none that are apart", () => {
    for (const device of [fob(), fob({ periodSeconds: null, lastStep: STEP - 1 })]) {
      const [a, b, c] = [0, 1, 2].map((later) => getCode(device, STEP + later));
      if (a === undefined || b === undefined || c === undefined) throw new Error("there are three");
      for (const codes of [
        [b, a],
        [a, c],
        [a, a],
        [c, b],
      ] as const) {
        expect(findDevice(device, codes, NOON)).toEqual({ kind: "WRONG" });
      }
      expect(findDevice(device, [a, b], NOON).kind).toBe("FOUND");
      expect(findDevice(device, [b, c], NOON).kind).toBe("FOUND");
    }
  });

  it("takes the place nearest to the expected one when the same two codes come again", () => {
    // Codes of one digit come again all the time.
    const property = fc.property(
      fc.boolean(),
      fc.integer({ min: -FARTHEST, max: FARTHEST }),
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      (isTotp, drift, last, one, other) => {
        const device = isTotp
          ? fob({ digits: 1, drift, lastStep: STEP + drift + last })
          : fob({ digits: 1, periodSeconds: null, lastStep: STEP + last });
        const { lastStep } = device;
        const [from, to] = isTotp
          ? [STEP - FARTHEST, STEP + FARTHEST]
          : [lastStep - 1, lastStep + 1 + FARTHEST];
        const expected = isTotp ? STEP + drift - 1 : lastStep + 1;
        const places = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
          (step) => getCode(device, step) === String(one) && getCode(device, step + 1) === String(other),
        );
        const fresh = places.filter((step) => step > lastStep);
        const nearest = Math.min(...fresh.map((step) => Math.abs(step - expected)));
        const found = findDevice(device, [String(one), String(other)], NOON);
        if (found.kind === "FOUND") {
          expect(fresh).toContain(found.step - 1);
          expect(Math.abs(found.step - 1 - expected)).toBe(nearest);
          expect(Math.abs(found.shift)).toBe(nearest);
        } else expect(found.kind).toBe(fresh.length > 0 ? "FOUND" : places.length > 0 ? "REPLAYED" : "WRONG");
      },
    );
    fc.assert(property, RUNS);
  });

  it.each([
    ["nothing", ""],
    ["spaces", "      "],
    ["a space more", `${getCode(fob(), STEP)} `],
    ["a digit less", getCode(fob(), STEP).slice(1)],
    ["what stands in for no code", "------"],
    ["full-width digits", "１２３４５６"],
  ])("takes %s for no code", (_what, text) => {
    const next = getCode(fob(), STEP + 1);
    expect(findDevice(fob(), [text, next], NOON)).toEqual({ kind: "WRONG" });
    expect(findDevice(fob(), [next, text], NOON)).toEqual({ kind: "WRONG" });
    expect(findDevice(fob(), [text, text], NOON)).toEqual({ kind: "WRONG" });
  });

  it("has no codes before 1970", () => {
    expect(findDevice(fob(), getPair(fob(), 0), 0)).toEqual({ kind: "FOUND", step: 1, drift: 1, shift: 1 });
  });

  it("counts to 2^53 - 1, and no further", () => {
    const last = Number.MAX_SAFE_INTEGER;
    const button = (lastStep: number) => fob({ periodSeconds: null, digits: 8, lastStep });
    expect(findDevice(button(last - 3), getPair(button(0), last - 1), NOON)).toEqual({
      kind: "FOUND",
      step: last,
      drift: 0,
      shift: 1,
    });
    for (const used of [last - 1, last]) {
      expect(findDevice(button(used), getPair(button(0), last - 1), NOON)).toEqual({
        kind: "REPLAYED",
        step: last,
      });
      expect(findDevice(button(used), ["00000000", "00000000"], NOON)).toEqual({ kind: "WRONG" });
    }
  });
});

describe("newerCodesAt", () => {
  it("is when the device shows two codes after the last used one, and not sooner", () => {
    const property = fc.property(
      devices,
      fc.integer({ min: 10, max: 600 }),
      fc.integer({ min: 2, max: FARTHEST }),
      (shared, periodSeconds, back) => {
        const step = stepAt(NOON, periodSeconds);
        const device = { ...shared, periodSeconds, drift: 0, lastStep: step + back };
        const at = newerCodesAt(device, step, NOON) ?? Number.NaN;
        // The device shows the code of the time, and so has shown the one before.
        const found = (time: number) =>
          findDevice(device, getPair(device, stepAt(time, periodSeconds) - 1), time).kind;
        expect([found(at - periodSeconds * 1_000), found(at)]).toEqual(["REPLAYED", "FOUND"]);
      },
    );
    fc.assert(property, { numRuns: 20 });
  });

  it("is said of no counter, and not of codes that are as new as the last used one", () => {
    expect(newerCodesAt(fob({ periodSeconds: null, lastStep: 100 }), 50, NOON)).toBeNull();
    for (const older of [-1, 0, 1])
      expect(newerCodesAt(fob({ lastStep: STEP }), STEP - older, NOON)).toBeNull();
    expect(newerCodesAt(fob({ lastStep: STEP }), STEP - 2, NOON)).toBe(NOON + 4 * 30_000);
  });
});
