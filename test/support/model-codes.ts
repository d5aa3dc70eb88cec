import fc from "fast-check";
import { hotp } from "../../server/otp/hotp.js";
import { ocra, pinDigest } from "../../server/otp/ocra.js";
import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import { KINDS, type Kind, type Token } from "./model-state.js";

// Codes: which ones people type, and what the rules say of them. (That `hotp` is what RFC 4226 says, and `ocra`
// what RFC 6287 does, is proved beside them, against the RFCs and other libraries.)

/** Which code is typed. */
export type CodeChoice =
  /** Of the step that is expected now, or (HOTP) the next counter; or of so many before or after it. */
  | { readonly steps: number }
  /** The one that was used last. */
  | { readonly typed: "used" }
  /** The expected one, typed with full-width digits, with a space after it, or without its last digit. */
  | { readonly typed: "full-width" | "with a space" | "cut short" }
  /** Nothing at all. */
  | { readonly typed: "nothing" }
  /** A text that is no code of it, but for a chance in a million that the rules see. */
  | { readonly typed: "wrong" }
  /** What an old device shows, which had the secret before this one. */
  | { readonly typed: "by the old device" }
  /** What a new device shows, whose secret waits for its first code. */
  | { readonly typed: "by the new device" };

/** Right codes and wrong ones, near the edges of the windows above all. */
export const someCode: fc.Arbitrary<CodeChoice> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<CodeChoice>({ steps: 0 }) },
  { weight: 5, arbitrary: fc.constantFrom(-2, -1, 1, 2).map((steps) => ({ steps })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(-12, -11, -10, -3, 3, 9, 10, 11, 12, 1_000).map((steps) => ({ steps })),
  },
  { weight: 5, arbitrary: fc.constant<CodeChoice>({ typed: "wrong" }) },
  { weight: 3, arbitrary: fc.constant<CodeChoice>({ typed: "used" }) },
  { weight: 2, arbitrary: fc.constant<CodeChoice>({ typed: "nothing" }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("full-width", "with a space", "cut short", "by the old device", "by the new device")
      .map((typed): CodeChoice => ({ typed })),
  },
);

/** A device as it is when it makes a code: whose secret, and what the server knows of it. */
export interface DeviceState {
  readonly kind: Kind;
  /** Length of a code. */
  readonly digits: number;
  /** In hexadecimal. */
  readonly secret: string;
  readonly used: number;
  readonly drift: number;
  /** What it is asked, and the PIN that its holder types into it: for devices that answer questions. */
  readonly question: string;
  readonly suitePin: string | null;
}

/** The suite of a kind that answers questions; null for others. */
export function suiteOf(kind: Kind): Suite | null {
  const { suite } = KINDS[kind];
  return suite === null ? null : parseSuite(suite);
}

/** What a device shows at a step, or (HOTP, or a suite with a counter) at a count. */
export function codeAt({ kind, digits, secret, question, suitePin }: DeviceState, step: number): string {
  const key = Buffer.from(secret, "hex");
  const suite = suiteOf(kind);
  if (suite === null) return hotp(key, step, digits, KINDS[kind].hash);
  const pin = suite.pin === null ? null : pinDigest(suite.pin, suitePin ?? "0000");
  return ocra(suite, key, { question, counter: step, step, pin });
}

/** Whether a device makes its answers of the question alone. */
function hasQuestionAlone(kind: Kind): boolean {
  const suite = suiteOf(kind);
  return suite !== null && !suite.counter && suite.stepSeconds === null;
}

/** Whether a device makes its answers of the question and the time: answers are counted then, and no step is used up. */
export function hasQuestionAndTime(kind: Kind): boolean {
  const suite = suiteOf(kind);
  return suite !== null && !suite.counter && suite.stepSeconds !== null;
}

/** The step that is expected of a device now, or (HOTP) its next counter. @param now milliseconds since 1970. */
function expectedStep({ kind, used, drift }: DeviceState, now: number): number {
  const { periodSeconds } = KINDS[kind];
  return periodSeconds === null ? used + 1 : Math.floor(now / 1_000 / periodSeconds) + drift;
}

/** Others that people may take for a device. */
interface Others {
  /** The secret it had before this one. */
  readonly former: string | undefined;
  /** The one that is to take its place. */
  readonly next: DeviceState | undefined;
}

/** What is typed when a device is asked for a code. */
export function typedCode(
  device: DeviceState,
  { former, next }: Others,
  choice: CodeChoice,
  now: number,
): string {
  const expected = expectedStep(device, now);
  const wrong = "0".repeat(device.digits);
  const at = (step: number, of = device) => (step < 0 ? wrong : codeAt(of, step));
  if ("steps" in choice) return at(expected + choice.steps);
  switch (choice.typed) {
    case "wrong":
      return wrong;
    case "nothing":
      return "";
    case "used":
      return at(device.used);
    case "by the old device":
      return former === undefined ? wrong : at(expected, { ...device, secret: former });
    case "by the new device":
      return next === undefined ? wrong : codeAt(next, expectedStep(next, now));
    case "with a space":
      return `${at(expected)} `;
    case "cut short":
      return at(expected).slice(0, -1);
    case "full-width":
      return at(expected).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  }
}

/** What a code is worth: the step it uses up and the drift that is learnt from it, or why it is worth nothing. */
export type Worth = { readonly step: number; readonly drift: number } | "REPLAYED" | "WRONG_CODE";

/**
 * Says what a code is worth. TOTP: the expected step and one to either side; HOTP: the next ten counters after
 * the expected one; and the last used code is known to be used. Answers likewise, where a suite has time or a
 * counter; but an answer with the time and no counter uses no step up: the next question has another answer, and no
 * question of eight digits comes twice in a walk. The mark never goes back. The drift moves one step towards what was seen, and ten steps at most; what was
 * synchronized beyond that only comes back.
 */
export function worthOf(device: DeviceState, passcode: string, now: number): Worth {
  const { periodSeconds } = KINDS[device.kind];
  const expected = expectedStep(device, now);
  const steps = hasQuestionAlone(device.kind)
    ? [expected]
    : periodSeconds === null
      ? Array.from({ length: 12 }, (_, index) => device.used + index)
      : [expected, expected - 1, expected + 1];
  const matching = steps.filter((step) => step >= 0 && codeAt(device, step) === passcode);
  const countsAnswers = hasQuestionAndTime(device.kind);
  const step = matching.find((one) => countsAnswers || one > device.used);
  if (step === undefined) return matching.length > 0 ? "REPLAYED" : "WRONG_CODE";
  if (periodSeconds === null) return { step, drift: 0 };
  const seen = step - Math.floor(now / 1_000 / periodSeconds);
  const drift = device.drift + Math.sign(seen - device.drift);
  const most = Math.max(10, Math.abs(device.drift));
  return { step: countsAnswers ? device.used + 1 : step, drift: Math.max(-most, Math.min(most, drift)) };
}

/** The device of a secret that waits for its first code, as it was when that was made; undefined without one. */
export function waitingDevice({ kind, enrolment }: Token): DeviceState | undefined {
  if (enrolment === null) return undefined;
  const { digits, secret, used, drift } = enrolment;
  return { kind, digits, secret, used, drift, question: NOT_ASKED, suitePin: null };
}

/** What a device answers when it was asked nothing. */
const NOT_ASKED = "00000000";

/** A token's device while its secret is confirmed, else while one waits to be. @param question that it is asked. */
export function deviceOf(token: Token, question = NOT_ASKED): DeviceState | undefined {
  const { kind, digits, secret, used, drift, suitePin } = token;
  if (secret === null) return waitingDevice(token);
  return { kind, digits, secret, used, drift, question, suitePin };
}
