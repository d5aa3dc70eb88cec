import fc from "fast-check";
import { hotp } from "../../server/otp/hotp.js";
import { DIGITS, KINDS, type Pin, type Token } from "./model-state.js";

// Passcodes: which ones people type, and what the rules say of them. (That `hotp` is what RFC 4226 says is proved beside
// it, against the RFC and other libraries.)

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
  /** The code of an old device, which had the secret before this one. */
  | { readonly typed: "by the old device" };

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
      .constantFrom("full-width", "with a space", "cut short", "by the old device")
      .map((typed): CodeChoice => ({ typed })),
  },
);

type DeviceState = Pick<Token, "kind" | "secret" | "used" | "drift">;

/** The code of a device at a step, or (HOTP) at a count. */
function codeAt({ kind, secret }: DeviceState, step: number): string {
  return hotp(Buffer.from(secret, "hex"), step, DIGITS, KINDS[kind].hash);
}

/** The step that is expected of a device now, or (HOTP) its next counter. @param now milliseconds since 1970. */
function expectedStep({ kind, used, drift }: DeviceState, now: number): number {
  const { periodSeconds } = KINDS[kind];
  return periodSeconds === null ? used + 1 : Math.floor(now / 1_000 / periodSeconds) + drift;
}

/** The code that is typed when a token's device is asked for one. */
export function typedCode(token: Token, choice: CodeChoice, now: number): string {
  const expected = expectedStep(token, now);
  const wrong = "0".repeat(DIGITS);
  const at = (step: number, of: DeviceState = token) => (step < 0 ? wrong : codeAt(of, step));
  if ("steps" in choice) return at(expected + choice.steps);
  switch (choice.typed) {
    case "wrong":
      return wrong;
    case "nothing":
      return "";
    case "used":
      return at(token.used);
    case "by the old device": {
      const [former] = token.formerSecrets;
      return former === undefined ? wrong : at(expected, { ...token, secret: former });
    }
    case "with a space":
      return `${at(expected)} `;
    case "cut short":
      return at(expected).slice(0, -1);
    case "full-width":
      return at(expected).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  }
}

/** The worth of a code: the step it uses up and the drift that is learnt from it, or why it is worth nothing. */
type Worth = { readonly step: number; readonly drift: number } | "REPLAYED" | "WRONG_CODE";

/**
 * Says what a code is worth. TOTP: the expected step and one to either side; HOTP: the next ten counters after
 * the expected one; and the last used code is known to be used. The mark never goes back. The drift moves one step
 * towards what was seen, and ten steps at most.
 */
export function getWorth(token: Token, code: string, now: number): Worth {
  const { periodSeconds } = KINDS[token.kind];
  const expected = expectedStep(token, now);
  const steps =
    periodSeconds === null
      ? Array.from({ length: 12 }, (_, index) => token.used + index)
      : [expected, expected - 1, expected + 1];
  const matching = steps.filter((step) => step >= 0 && codeAt(token, step) === code);
  const step = matching.find((one) => one > token.used);
  if (step === undefined) return matching.length > 0 ? "REPLAYED" : "WRONG_CODE";
  if (periodSeconds === null) return { step, drift: 0 };
  const seen = step - Math.floor(now / 1_000 / periodSeconds);
  const drift = token.drift + Math.sign(seen - token.drift);
  return { step, drift: Math.max(-10, Math.min(10, drift)) };
}

/** Which PIN is typed together with a code. */
export type PinChoice = "right" | "wrong" | "missing" | "alone" | "at the other side";

export const somePin: fc.Arbitrary<PinChoice> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<PinChoice>("right") },
  { weight: 4, arbitrary: fc.constantFrom<PinChoice>("wrong", "missing", "alone", "at the other side") },
);

/** The passcode of a person who knows the PIN, or does not. Without a PIN, typing one is wrong. */
export function withPin({ pin }: Token, code: string, choice: PinChoice): string {
  const { value = "", position = "BEFORE_OTP" }: Partial<Pin> = pin ?? {};
  const at = (side: Pin["position"], text: string) => (side === "BEFORE_OTP" ? text + code : code + text);
  switch (choice) {
    case "right":
      return at(position, value);
    case "wrong":
      return at(position, "7531");
    case "at the other side":
      return at(position === "BEFORE_OTP" ? "AFTER_OTP" : "BEFORE_OTP", value);
    case "missing":
      return code;
    case "alone":
      return value;
  }
}

/** The code in a passcode with the right PIN; null when the PIN is wrong. Without a PIN, all of it is the code. */
export function codeBehindPin({ pin }: Token, passcode: string): string | null {
  if (pin === null) return passcode;
  const ahead = Math.max(passcode.length - DIGITS, 0);
  const [typed, code] =
    pin.position === "BEFORE_OTP"
      ? [passcode.slice(0, ahead), passcode.slice(ahead)]
      : [passcode.slice(DIGITS), passcode.slice(0, DIGITS)];
  return /^[0-9]{10,20}$/.test(passcode) && typed === pin.value ? code : null;
}
