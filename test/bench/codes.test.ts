import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hotp } from "../../server/otp/hotp.js";
import { evaluate, stepAt, type Device } from "../../server/otp/windows.js";
import {
  LONGEST_WAY,
  nextCode,
  PERIOD_SECONDS,
  SECRET,
  untilThereAreCodes,
  usedCode,
  type Person,
} from "./codes.js";

/** A token as the server has it at the beginning. */
function device(algorithm: Person["algorithm"]): Device {
  const periodSeconds = algorithm === "TOTP" ? PERIOD_SECONDS : null;
  return { secret: SECRET, digits: 6, hash: "SHA1", periodSeconds, lastStep: -1, drift: 0 };
}

/** Whether no two steps near a time have equal codes, as in one of 100,000 places: there a code that was used is right again. */
function differ(now: number): boolean {
  const step = stepAt(now, PERIOD_SECONDS);
  const codes = [-2, -1, 0, 1, 2, 3].map((steps) => hotp(SECRET, step + steps, 6, "SHA1"));
  return new Set(codes).size === codes.length;
}

describe("a code of the benchmark", () => {
  const start = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
  // When the next sign-in begins, after the one before has arrived, and how long it takes.
  const signIns = fc.array(
    fc.record({ pause: fc.integer({ min: 0, max: 60_000 }), way: fc.integer({ min: 0, max: LONGEST_WAY }) }),
    { minLength: 1, maxLength: 12 },
  );

  it.each(["TOTP", "HOTP"] as const)("of %s is right when it arrives, whenever it was made", (algorithm) => {
    fc.assert(
      fc.property(start, signIns, (begin, attempts) => {
        const person: Person = { login: "anna", algorithm, counter: 0 };
        let server = device(algorithm);
        let now = begin;
        for (const { pause, way } of attempts) {
          now += pause;
          fc.pre(algorithm === "HOTP" || differ(now));
          let code: string;
          try {
            code = nextCode(person, now);
          } catch (error) {
            expect(String(error)).toContain("raise BENCH_PEOPLE");
            continue;
          }
          now += way;
          const verdict = evaluate(server, code, now, 1);
          if (verdict.kind !== "RIGHT") expect.fail(`${verdict.kind} after ${way} ms`);
          server = Object.assign({}, server, { lastStep: verdict.step, drift: verdict.drift });
          expect(evaluate(server, usedCode(person), now, 1).kind).not.toBe("RIGHT");
        }
      }),
    );
  });

  it("is there twice for everybody while a measurement runs that waited for its step", () => {
    fc.assert(
      fc.property(start, fc.nat(20_000), fc.nat(20_000), (begin, one, other) => {
        const now = begin + untilThereAreCodes(20_000, begin);
        fc.pre(differ(now));
        const person: Person = { login: "anna", algorithm: "TOTP", counter: 0 };
        const codes = [one, other].toSorted((a, b) => a - b).map((at) => nextCode(person, now + at));
        expect(new Set(codes).size).toBe(2);
      }),
    );
  });
});
