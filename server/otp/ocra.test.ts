import fc from "fast-check";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import { evaluateAnswer, ocra, pinDigest, signInReach, type AnswerInput, type OcraDevice } from "./ocra.js";
import { MAX_DRIFT } from "./windows.js";
import { byTier } from "../../test/support/tier.js";

const getKey = (length: number) => Buffer.from("1234567890".repeat(7).slice(0, length));
const [K20, K32, K64] = [getKey(20), getKey(32), getKey(64)];
const PIN = pinDigest("SHA1", "1234");
const NIL_UUID: AnswerInput = { question: "", counter: 0, pin: null, step: 0 };
const TEN = Array.from({ length: 10 }, (_, digit) => digit);
const eightTimes = (digit: number) => String(digit).repeat(8);

/** A suite with its key, and each question with its answer, of RFC 6287 appendix C. */
interface Vectors {
  readonly suite: string;
  readonly key: Buffer;
  readonly inputs: readonly (Partial<AnswerInput> & { readonly question: string })[];
  readonly answers: string;
}

const APPENDIX_C: readonly Vectors[] = [
  {
    suite: "OCRA-1:HOTP-SHA1-6:QN08",
    key: K20,
    inputs: TEN.map((digit) => ({ question: eightTimes(digit) })),
    answers: "237653 243178 653583 740991 608993 388898 816933 224598 750600 294470",
  },
  {
    suite: "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1",
    key: K32,
    inputs: TEN.map((counter) => ({ question: "12345678", counter, pin: PIN })),
    answers: "65347737 86775851 78192410 71565254 10104329 65983500 70069104 91771096 75011558 08522129",
  },
  {
    suite: "OCRA-1:HOTP-SHA256-8:QN08-PSHA1",
    key: K32,
    inputs: TEN.slice(0, 5).map((digit) => ({ question: eightTimes(digit), pin: PIN })),
    answers: "83238735 01501458 17957585 86776967 86807031",
  },
  {
    suite: "OCRA-1:HOTP-SHA512-8:C-QN08",
    key: K64,
    inputs: TEN.map((digit) => ({ question: eightTimes(digit), counter: digit })),
    answers: "07016083 63947962 70123924 25341727 33203315 34205738 44343969 51946085 20403879 31409299",
  },
  {
    suite: "OCRA-1:HOTP-SHA512-8:QN08-T1M",
    key: K64,
    inputs: TEN.slice(0, 5).map((digit) => ({ question: eightTimes(digit), step: 0x132d0b6 })),
    answers: "95209754 55907591 22048402 24218844 36209546",
  },
  // Mutual mode joins two questions of eight characters.
  {
    suite: "OCRA-1:HOTP-SHA256-8:QA08",
    key: K32,
    inputs: TEN.slice(0, 5).map((digit) => ({ question: `CLI2222${digit}SRV1111${digit}` })),
    answers: "28247970 01984843 65387857 03351211 83412541",
  },
];

describe("ocra", () => {
  for (const { suite, key, inputs, answers } of APPENDIX_C) {
    it.each(answers.split(" ").map((answer, index) => [inputs[index]?.question, answer, index] as const))(
      `gives the answer of RFC 6287 appendix C for ${suite} and %s: %s`,
      (_question, answer, index) => {
        expect(ocra(parseSuite(suite), key, { ...NIL_UUID, ...inputs[index] })).toBe(answer);
      },
    );
  }

  it("takes for a PIN the digest that the suite names", () => {
    expect(PIN.toString("hex")).toBe("7110eda4d09e062aa5e4a390b0a572ac0d2c0220");
    expect([pinDigest("SHA256", "1234"), pinDigest("SHA512", "1234")].map(({ length }) => length)).toEqual([
      32, 64,
    ]);
  });

  it("agrees with the message of the RFC put together by another hand", () => {
    const property = fc.property(devices, questions, counts, (device, seed, step) => {
      const { suite, secret, pin } = device;
      const question = getQuestion(suite, seed);
      const input = { question, counter: device.lastStep + 1, pin, step };
      expect(ocra(suite, secret, input)).toBe(oracle(suite, secret, input));
    });
    fc.assert(property, { numRuns: byTier(100, 500) });
  });

  it("refuses a short secret, a missing PIN, and what is no counter, step or question of the suite", () => {
    const suite = parseSuite("OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1-T1M");
    const input = { question: "12345678", counter: 0, pin: PIN, step: 0 };
    expect(ocra(suite, K20, input)).toMatch(/^\d{6}$/);
    expect(() => ocra(suite, K20.subarray(11), input)).toThrow(
      new RangeError("an OATH secret has at least 10 bytes"),
    );
    const number = "a whole number from 0 is wanted";
    const question = "the question is not one of the suite";
    for (const [wrong, why] of [
      [{ pin: null }, "the suite wants a PIN"],
      [{ counter: -1 }, number],
      [{ counter: 0.5 }, number],
      [{ counter: 2 ** 53 }, number],
      [{ step: -1 }, number],
      [{ question: "" }, question],
      [{ question: "1234567x" }, question],
      [{ question: "-1234567" }, question],
      [{ question: "1".repeat(17) }, question],
    ] as const) {
      const asked = () => ocra(suite, K20, { ...input, ...wrong });
      expect(asked, JSON.stringify(wrong)).toThrow(new RangeError(why));
    }
    const letters = parseSuite("OCRA-1:HOTP-SHA1-6:QA08");
    expect(() => ocra(letters, K20, { ...input, question: "grün" })).toThrow(RangeError);
  });
});

describe("evaluateAnswer", () => {
  it("takes an answer when, and only when, its counter and time are in reach and not used", () => {
    const property = fc.property(
      devices,
      questions,
      times,
      fc.constantFrom<(0 | 1)[]>(0, 1),
      fc.integer({ min: -3, max: 15 }),
      fc.integer({ min: -3, max: 3 }),
      fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 2 }),
      (made, seed, now, window, ahead, off, answered) => {
        const { suite } = made;
        const expected =
          suite.stepSeconds === null ? 0 : Math.floor(now / 1_000 / suite.stepSeconds) + made.drift;
        const isTime = suite.stepSeconds !== null && !suite.counter;
        const device = { ...made, answeredIn: isTime ? answered.map((step) => expected + step) : [] };
        const question = getQuestion(suite, seed);
        const counter = device.lastStep + 1 + ahead;
        const step = expected + off;
        fc.pre(step >= 0 && counter >= 0);
        const answer = oracle(suite, device.secret, { question, counter, pin: device.pin, step });
        const verdict = evaluateAnswer(device, question, answer, now, signInReach(window));
        const withTimeout = suite.stepSeconds === null || Math.abs(off) <= window;
        const inCount = !suite.counter || (ahead >= -1 && ahead <= 10);
        const used = (suite.counter && ahead < 0) || device.answeredIn.includes(step);
        if (!withTimeout || !inCount) {
          // By chance another counter or time in reach may have the same answer.
          if (verdict.kind !== "WRONG") expect(suite.counter || isTime).toBe(true);
          return;
        }
        if (used) expect(verdict.kind).not.toBe("WRONG");
        else expect(verdict.kind).toBe("RIGHT");
        if (verdict.kind !== "RIGHT") return;
        expect(verdict.step).toBeGreaterThan(device.lastStep);
        expect(Math.abs(verdict.drift - device.drift)).toBeLessThanOrEqual(1);
      },
    );
    fc.assert(property, { numRuns: byTier(100, 1_000) });
  });

  it("takes no answer to another question, unless the message of RFC 6287 says the same for both", () => {
    const suite = parseSuite("OCRA-1:HOTP-SHA256-8:QN08");
    const device = { suite, secret: K32, pin: null, lastStep: -1, drift: 0, answeredIn: [] };
    const number = fc.integer({ min: 0, max: 99_999_999 });
    // §5.1 has zeros behind the hexadecimal number: 1 and 16 are "1" and "10", and with the zeros they are the same.
    const inMessage = (one: number) => one.toString(16).replace(/0+$/, "");
    const isRightFor = (one: number, other: number) => {
      const [asked, answered] = [one, other].map((each) => String(each).padStart(8, "0"));
      const answer = ocra(suite, K32, { ...NIL_UUID, question: answered ?? "" });
      return evaluateAnswer(device, asked ?? "", answer, 0, signInReach(1)).kind === "RIGHT";
    };
    const property = fc.property(number, number, (one, other) => {
      expect(isRightFor(one, other)).toBe(inMessage(one) === inMessage(other));
    });
    fc.assert(property, {
      examples: [
        [1, 16],
        [16, 1],
        [0x12, 0x120],
        [0, 16],
        [1, 2],
      ],
    });
  });

  it("takes nothing but digits for an answer", () => {
    fc.assert(
      fc.property(devices, fc.string({ unit: "binary", maxLength: 10 }), (device, text) => {
        fc.pre(!/^[0-9]+$/.test(text));
        const verdict = evaluateAnswer(device, getQuestion(device.suite, "1"), text, 0, signInReach(1));
        expect(verdict).toEqual({ kind: "WRONG" });
      }),
    );
  });

  it.each(["", "12345", "1234567", "a23456", "12345a", "１23456", "12345６", "1234 6"])(
    "takes %j for wrong",
    (text) => {
      const verdict = evaluateAnswer(device("OCRA-1:HOTP-SHA1-6:QN08"), QUESTION, text, NOON, signInReach(1));
      expect(verdict).toEqual({ kind: "WRONG" });
    },
  );

  const QUESTION = "12345678";
  const NOON = Date.UTC(2026, 10, 25, 12, 0, 0);
  const MINUTE = NOON / 60_000;
  const device = (suite: string, state: Partial<OcraDevice> = {}): OcraDevice => ({
    suite: parseSuite(suite),
    secret: K64,
    pin: null,
    lastStep: -1,
    drift: 0,
    answeredIn: [],
    ...state,
  });
  const evaluate = (of: OcraDevice, input: Partial<AnswerInput>, window: 0 | 1 = 1) =>
    evaluateAnswer(
      of,
      QUESTION,
      ocra(of.suite, of.secret, { ...NIL_UUID, question: QUESTION, ...input }),
      NOON,
      signInReach(window),
    );

  it("of a suite with a counter looks ten ahead, knows the last used one, and never goes back", () => {
    const counting = device("OCRA-1:HOTP-SHA512-8:C-QN08", { lastStep: 41 });
    const at = (counter: number) => evaluate(counting, { counter });
    expect([40, 41, 42, 52, 53].map((counter) => at(counter).kind)).toEqual([
      "WRONG",
      "REPLAYED",
      "RIGHT",
      "RIGHT",
      "WRONG",
    ]);
    expect(at(52)).toEqual({ kind: "RIGHT", step: 52, time: null, drift: 0 });
    expect(evaluate(device("OCRA-1:HOTP-SHA512-8:C-QN08"), { counter: 0 })).toMatchObject({ step: 0 });
  });

  it("of a suite with a time looks one step around, learns drift slowly, and uses no step up but for the same question", () => {
    const timed = device("OCRA-1:HOTP-SHA512-8:QN08-T1M");
    const at = (off: number, of = timed, window: 0 | 1 = 1) =>
      evaluate(of, { step: MINUTE + off }, window).kind;
    expect([-2, -1, 0, 1, 2].map((off) => at(off))).toEqual(["WRONG", "RIGHT", "RIGHT", "RIGHT", "WRONG"]);
    expect([-1, 0, 1].map((off) => at(off, timed, 0))).toEqual(["WRONG", "RIGHT", "WRONG"]);
    expect(evaluate(timed, { step: MINUTE + 1 })).toEqual({
      kind: "RIGHT",
      step: 0,
      time: MINUTE + 1,
      drift: 1,
    });
    // Its last answer was in this time step: another question has another answer.
    expect(evaluate({ ...timed, lastStep: MINUTE }, { step: MINUTE })).toMatchObject({ step: MINUTE + 1 });
    const used = { ...timed, answeredIn: [MINUTE - 1, MINUTE] };
    expect([-1, 0, 1].map((off) => at(off, used))).toEqual(["REPLAYED", "REPLAYED", "RIGHT"]);
    const ahead = { ...timed, drift: MAX_DRIFT };
    expect(evaluate(ahead, { step: MINUTE + MAX_DRIFT + 1 })).toMatchObject({ drift: MAX_DRIFT });
  });

  it("of a suite with both uses the counter up, and the time only has to be near", () => {
    const both = device("OCRA-1:HOTP-SHA512-8:C-QN08-T1M", { lastStep: 5 });
    expect(evaluate(both, { counter: 6, step: MINUTE - 1 })).toEqual({
      kind: "RIGHT",
      step: 6,
      time: MINUTE - 1,
      drift: -1,
    });
    expect(evaluate(both, { counter: 7, step: MINUTE })).toEqual({
      kind: "RIGHT",
      step: 7,
      time: MINUTE,
      drift: 0,
    });
    expect(evaluate(both, { counter: 5, step: MINUTE })).toEqual({ kind: "REPLAYED" });
    expect(evaluate(both, { counter: 6, step: MINUTE + 2 })).toEqual({ kind: "WRONG" });
  });

  it("of a suite with neither counts the answers", () => {
    const plain = device("OCRA-1:HOTP-SHA512-8:QN08", { lastStep: 5 });
    expect(evaluate(plain, {})).toEqual({ kind: "RIGHT", step: 6, time: null, drift: 0 });
  });

  it("is wrong with another PIN", () => {
    const locked = device("OCRA-1:HOTP-SHA512-8:QN08-PSHA256", { pin: pinDigest("SHA256", "1234") });
    expect(evaluate(locked, { pin: pinDigest("SHA256", "1234") }).kind).toBe("RIGHT");
    expect(evaluate(locked, { pin: pinDigest("SHA256", "1235") }).kind).toBe("WRONG");
    expect(evaluate(locked, { pin: pinDigest("SHA1", "1234") }).kind).toBe("WRONG");
  });

  it("has no time before 1970", () => {
    const early = device("OCRA-1:HOTP-SHA512-8:QN08-T1H", { drift: -5 });
    const first = ocra(early.suite, early.secret, { ...NIL_UUID, question: QUESTION });
    expect(evaluateAnswer(early, QUESTION, first, 0, signInReach(1))).toEqual({ kind: "WRONG" });
  });
});

/** The answer by RFC 6287 §5, as its reference implementation puts it together: in hexadecimal. */
function oracle(suite: Suite, secret: Uint8Array, input: AnswerInput): string {
  const { format } = suite.question;
  const question =
    format === "N"
      ? BigInt(input.question).toString(16)
      : format === "H"
        ? input.question
        : Buffer.from(input.question, "ascii").toString("hex");
  const number = (value: number) => value.toString(16).padStart(16, "0");
  const message = [
    Buffer.from(suite.text, "ascii").toString("hex"),
    "00",
    suite.counter ? number(input.counter) : "",
    question.padEnd(256, "0"),
    suite.pin === null ? "" : Buffer.from(input.pin ?? []).toString("hex"),
    suite.stepSeconds === null ? "" : number(input.step),
  ].join("");
  const hash = createHmac(suite.hash, secret).update(message, "hex").digest();
  const offset = (hash.at(-1) ?? 0) % 16;
  const bytes = [...hash.subarray(offset, offset + 4)];
  const value = bytes.reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte % 128 : byte), 0);
  return String(value % 10 ** suite.digits).padStart(suite.digits, "0");
}

const counts = fc.integer({ min: 0, max: 2 ** 40 });
/** From 1970 to 2106. */
const times = fc.integer({ min: 0, max: 2 ** 32 * 1_000 });
const questions = fc.string({
  unit: fc.constantFrom(..."0123456789abcdefABCDEFxyzXYZ"),
  minLength: 1,
  maxLength: 64,
});

/** A question of a suite, made of any text. */
function getQuestion({ question: { format, length } }: Suite, text: string): string {
  const allowed = { N: /[^0-9]/g, A: /[^0-9A-Za-z]/g, H: /[^0-9A-Fa-f]/g }[format];
  return `${text.replaceAll(allowed, "")}0`.slice(0, 2 * length);
}

const devices = fc
  .record({
    hash: fc.constantFrom("SHA1", "SHA256", "SHA512"),
    digits: fc.integer({ min: 6, max: 8 }),
    counter: fc.constantFrom("", "C-"),
    question: fc.constantFrom("QN08", "QN64", "QA08", "QA64", "QH08", "QH63"),
    pin: fc.constantFrom(null, "SHA1", "SHA256", "SHA512"),
    time: fc.constantFrom("", "-T1S", "-T30S", "-T1M", "-T48H"),
    secret: fc.uint8Array({ minLength: 16, maxLength: 64 }),
    lastStep: fc.integer({ min: -1, max: 2 ** 31 }),
    drift: fc.integer({ min: -MAX_DRIFT, max: MAX_DRIFT }),
  })
  .map(({ hash, digits, counter, question, pin, time, secret, lastStep, drift }): OcraDevice => {
    const suite = parseSuite(
      `OCRA-1:HOTP-${hash}-${digits}:${counter}${question}${pin === null ? "" : `-P${pin}`}${time}`,
    );
    return {
      suite,
      secret,
      pin: suite.pin === null ? null : pinDigest(suite.pin, "1234"),
      lastStep,
      drift: suite.stepSeconds === null ? 0 : drift,
      answeredIn: [],
    };
  });
