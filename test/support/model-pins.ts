import fc from "fast-check";
import { action, aToken, chosen, done, mutationStep, refused, tokenRef, tokenStep } from "./model-action.js";
import { suiteOf } from "./model-codes.js";
import { tokenNamed, type Pin, type Token } from "./model-state.js";

// PINs: typed together with every code, or into a device that computes its answers with them.

/** Which PIN is typed together with a code. */
export type PinChoice = "right" | "wrong" | "missing" | "alone" | "at the other side";

export const somePin: fc.Arbitrary<PinChoice> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<PinChoice>("right") },
  { weight: 4, arbitrary: fc.constantFrom<PinChoice>("wrong", "missing", "alone", "at the other side") },
);

/** The passcode of a person who knows the PIN, or does not. Without a PIN, typing one is wrong. */
export function withPin({ pin }: Token, code: string, choice: PinChoice): string {
  const { value = "", position = "BEFORE_OTP" }: Partial<Pin> = pin ?? {};
  switch (choice) {
    case "right":
      return position === "BEFORE_OTP" ? value + code : code + value;
    case "wrong":
      return position === "BEFORE_OTP" ? `7531${code}` : `${code}7531`;
    case "at the other side":
      return position === "BEFORE_OTP" ? code + value : value + code;
    case "missing":
      return code;
    case "alone":
      return value;
  }
}

/** The two parts of a passcode; without a PIN, all of it is the code. */
export function splitByPin(
  { pin, digits }: Token,
  passcode: string,
): { readonly pin: string; readonly otp: string } {
  if (pin === null) return { pin: "", otp: passcode };
  const ahead = Math.max(passcode.length - digits, 0);
  return pin.position === "BEFORE_OTP"
    ? { pin: passcode.slice(0, ahead), otp: passcode.slice(ahead) }
    : { pin: passcode.slice(digits), otp: passcode.slice(0, digits) };
}

/**
 * Whether a passcode has the token's PIN, or the token has none. The rest must have as many digits as a code.
 * @param alone whether it may come without a code: when a bypass makes the code unnecessary.
 */
export function pinIsRight(token: Token, passcode: string, alone: boolean): boolean {
  const { pin } = token;
  if (pin === null) return true;
  if (alone && passcode === pin.value) return true;
  return /^[0-9]{10,20}$/.test(passcode) && splitByPin(token, passcode).pin === pin.value;
}

/** Some that are not valid. */
const someValue = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("2468", "135790", "111111111111") },
  { weight: 1, arbitrary: fc.constantFrom("", "123", "12a4", "1111111111111") },
);

function isPin(value: string): boolean {
  return /^[0-9]{4,12}$/.test(value);
}

export const pinSetting = action(
  20,
  fc.record({
    choice: aToken,
    value: someValue,
    position: fc.constantFrom<Pin["position"]>("BEFORE_OTP", "AFTER_OTP"),
  }),
  function* pinSettingSteps(model, { choice, value, position }) {
    const name = chosen(model, choice, ({ pin, user }) => pin === null && user !== null);
    yield mutationStep(
      {
        words: `${name} gets the PIN ${JSON.stringify(value)} ${position}`,
        mutation: "tokenPinSet",
        input: { token: tokenRef(model, name), pin: value, position },
      },
      (after) => {
        const token = tokenNamed(after, name);
        if (!isPin(value)) return refused("VALIDATION_FAILED");
        if (token === undefined) return refused("NOT_FOUND");
        if (suiteOf(token.kind)?.pin != null) return refused("NOT_SUPPORTED_BY_MODEL");
        token.pin = { value, position };
        return done("TOKEN_PIN_SET");
      },
    );
  },
);

export const pinRemoval = action(6, aToken, function* pinRemovalSteps(model, choice) {
  const name = chosen(model, choice, ({ pin }) => pin !== null);
  const words = `the PIN of ${name} is removed`;
  yield tokenStep(model, name, { words, mutation: "tokenPinRemove" }, (token) => {
    if (token.pin === null) return done();
    token.pin = null;
    return done("TOKEN_PIN_REMOVED");
  });
});

/** The PIN in a device's answers changes, in the device and here. */
export const suitePinSetting = action(
  10,
  fc.record({ choice: aToken, value: someValue }),
  function* suitePinSettingSteps(model, { choice, value }) {
    const name = chosen(model, choice, ({ kind }) => suiteOf(kind)?.pin != null);
    yield tokenStep(
      model,
      name,
      {
        words: `the answers of ${name} have the PIN ${JSON.stringify(value)} in them`,
        mutation: "tokenUpdate",
        input: { suitePin: value },
      },
      (token) => {
        if (suiteOf(token.kind)?.pin == null) return refused("NOT_SUPPORTED_BY_MODEL");
        if (!isPin(value)) return refused("VALIDATION_FAILED");
        token.suitePin = value;
        return done("TOKEN_PIN_SET");
      },
    );
  },
);
