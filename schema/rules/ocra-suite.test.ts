import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSuite, SuiteError, type Suite } from "./ocra-suite.js";

/** The refusal of a text. */
function refusal(text: string): string {
  try {
    parseSuite(text);
  } catch (error) {
    if (error instanceof SuiteError) return error.message;
    throw error;
  }
  return "taken";
}

/** A suite in its parts, and in writing. */
const suites = fc
  .record({
    hash: fc.constantFrom("SHA1", "SHA256", "SHA512"),
    digits: fc.integer({ min: 6, max: 8 }),
    counter: fc.boolean(),
    format: fc.constantFrom("N", "A", "H"),
    length: fc.integer({ min: 4, max: 64 }),
    pin: fc.constantFrom(null, "SHA1", "SHA256", "SHA512"),
    time: fc.option(
      fc.oneof(
        fc.record({ unit: fc.constantFrom("S", "M"), steps: fc.integer({ min: 1, max: 59 }) }),
        fc.record({ unit: fc.constant("H"), steps: fc.integer({ min: 1, max: 48 }) }),
      ),
    ),
  })
  .map((parts) => {
    const { hash, digits, counter, format, length, pin, time } = parts;
    const inputs = [
      ...(counter ? ["C"] : []),
      `Q${format}${String(length).padStart(2, "0")}`,
      ...(pin === null ? [] : [`P${pin}`]),
      ...(time === null ? [] : [`T${time.steps}${time.unit}`]),
    ];
    return { ...parts, text: `OCRA-1:HOTP-${hash}-${digits}:${inputs.join("-")}` };
  });

const SECONDS = { S: 1, M: 60, H: 3_600 };

describe("parseSuite", () => {
  it("reads every suite that can be written, but for questions that come again too soon", () => {
    fc.assert(
      fc.property(suites, ({ text, hash, digits, counter, format, length, pin, time }) => {
        if (!counter && time === null && length < 8) {
          expect(refusal(text)).toMatch(/needs a length of 8 or more/);
          return;
        }
        const unit = time?.unit === "S" || time?.unit === "M" ? time.unit : "H";
        expect(parseSuite(text)).toEqual({
          text,
          hash,
          digits,
          counter,
          question: { format, length },
          pin,
          stepSeconds: time === null ? null : time.steps * SECONDS[unit],
        });
      }),
      { numRuns: 500 },
    );
  });

  it("reads nothing else: what it reads can be written again, whatever one character is changed to", () => {
    fc.assert(
      fc.property(suites, fc.nat(), fc.string({ maxLength: 2 }), ({ text }, place, other) => {
        const index = place % text.length;
        const changed = `${text.slice(0, index)}${other}${text.slice(index + 1)}`;
        if (refusal(changed) !== "taken") return;
        expect(written(parseSuite(changed)).map((form) => form.replace(/Q(.)0/, "Q$1"))).toContain(
          changed.replace(/(Q.)0/, "$1"),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("says of any text what is wrong with it, and never fails otherwise", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...PIECES) })),
        (text) => {
          expect(refusal(text)).not.toBe("");
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    "OCRA-1:HOTP-SHA1-6:QN08",
    "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1",
    "OCRA-1:HOTP-SHA256-8:QN08-PSHA1",
    "OCRA-1:HOTP-SHA512-8:C-QN08",
    "OCRA-1:HOTP-SHA512-8:QN08-T1M",
    "OCRA-1:HOTP-SHA256-8:QA08",
    "OCRA-1:HOTP-SHA256-6:QA10-T1M",
    "OCRA-1:HOTP-SHA1-6:C-QH8-T48H",
    "OCRA-1:HOTP-SHA1-6:C-QN04",
    "OCRA-1:HOTP-SHA1-6:QN04-T1M",
  ])("reads %s, which it keeps as it is written", (text) => {
    expect(parseSuite(text).text).toBe(text);
  });

  it.each([
    ["", /three parts/],
    ["OCRA-1", /three parts/],
    ["OCRA-1:HOTP-SHA1-6", /three parts/],
    ["OCRA-1:HOTP-SHA1-6:QN08:", /three parts/],
    ["OCRA-2:HOTP-SHA1-6:QN08", /begins with OCRA-1/],
    ["ocra-1:HOTP-SHA1-6:QN08", /begins with OCRA-1/],
    [" OCRA-1:HOTP-SHA1-6:QN08", /begins with OCRA-1/],
    ["OCRA-1:HOTP-MD5-6:QN08", /HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512/],
    ["OCRA-1:HOTP-SHA1:QN08", /HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512/],
    ["OCRA-1:XHOTP-SHA1-6:QN08", /HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512/],
    ["OCRA-1:HOTP-SHA1-6X:QN08", /HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512/],
    ["OCRA-1:HOTP-SHA1-6:QQN08", /The question of a suite is/],
    ["OCRA-1:HOTP-SHA1-6:QN08-TT1M", /The time step of a suite/],
    ["OCRA-1:TOTP-SHA1-6:QN08", /HOTP-SHA1, HOTP-SHA256 or HOTP-SHA512/],
    ["OCRA-1:HOTP-SHA1-0:QN08", /too long to type/],
    ["OCRA-1:HOTP-SHA1-5:QN08", /6 to 8 digits/],
    ["OCRA-1:HOTP-SHA1-10:QN08", /6 to 8 digits/],
    ["OCRA-1:HOTP-SHA1-6:", /the question, as in QN08/],
    ["OCRA-1:HOTP-SHA1-6:C", /the question, as in QN08/],
    ["OCRA-1:HOTP-SHA1-6:CC-QN08", /the question, as in QN08/],
    ["OCRA-1:HOTP-SHA1-6:PSHA1-QN08", /the question, as in QN08/],
    ["OCRA-1:HOTP-SHA1-6:QN", /length from 04 to 64/],
    ["OCRA-1:HOTP-SHA1-6:C-QN03", /length from 04 to 64/],
    ["OCRA-1:HOTP-SHA1-6:QN65", /length from 04 to 64/],
    ["OCRA-1:HOTP-SHA1-6:QX08", /length from 04 to 64/],
    ["OCRA-1:HOTP-SHA1-6:QN008", /length from 04 to 64/],
    ["OCRA-1:HOTP-SHA1-6:QN07", /length of 8 or more/],
    ["OCRA-1:HOTP-SHA1-6:QA04-PSHA1", /length of 8 or more/],
    ["OCRA-1:HOTP-SHA1-6:QN08-P", /PSHA1, PSHA256 or PSHA512/],
    ["OCRA-1:HOTP-SHA1-6:QN08-PMD5", /PSHA1, PSHA256 or PSHA512/],
    ["OCRA-1:HOTP-SHA1-6:QN08-PtoString", /PSHA1, PSHA256 or PSHA512/],
    ["OCRA-1:HOTP-SHA1-6:QN08-S064", /session/],
    ["OCRA-1:HOTP-SHA1-6:QN08-S", /session/],
    ["OCRA-1:HOTP-SHA1-6:QN08-PSHA1-S512-T1M", /session/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T0M", /T30S, T1M or T1H/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T60S", /T30S, T1M or T1H/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T49H", /T30S, T1M or T1H/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T1D", /T30S, T1M or T1H/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T01M", /T30S, T1M or T1H/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T1M-PSHA1", /in this order/],
    ["OCRA-1:HOTP-SHA1-6:QN08-QN08", /in this order/],
    ["OCRA-1:HOTP-SHA1-6:QN08-", /in this order/],
    ["OCRA-1:HOTP-SHA1-6:QN08-T1M ", /in this order|T30S/],
  ])("refuses %j and says why", (text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});

const PIECES = [
  "OCRA-1",
  ":",
  "HOTP",
  "-",
  "SHA1",
  "SHA256",
  "6",
  "8",
  "C",
  "QN08",
  "QA",
  "PSHA1",
  "S064",
  "T1M",
];

/** The ways to write what was read: a time can be written in several units. */
function written({ hash, digits, counter, question, pin, stepSeconds }: Suite): string[] {
  const times =
    stepSeconds === null
      ? [""]
      : (["S", "M", "H"] as const).flatMap((unit) => {
          const steps = stepSeconds / SECONDS[unit];
          return Number.isInteger(steps) ? [`-T${steps}${unit}`] : [];
        });
  const length = String(question.length).padStart(2, "0");
  return times.map(
    (time) =>
      `OCRA-1:HOTP-${hash}-${digits}:${counter ? "C-" : ""}Q${question.format}${length}${pin === null ? "" : `-P${pin}`}${time}`,
  );
}
