import { pin, PIN_DIGITS } from "@tokenplane/rules/pin";

/** Where the digits of a PIN stand in a passcode. */
export type PinPosition = "BEFORE_OTP" | "AFTER_OTP";

/** Digits of a one-time password. */
const OTP = { least: 6, most: 8 };

const PASSCODE_PATTERN = new RegExp(`^[0-9]{${PIN_DIGITS.least + OTP.least},${PIN_DIGITS.most + OTP.most}}$`);

/** Whether a text is a PIN: 4 to 12 ASCII digits and nothing else. */
export function isPin(text: string): boolean {
  return pin(text) === null;
}

/**
 * Whether a passcode can hold a PIN beside a one-time password: 10 to 20 digits. It depends only on what was
 * typed, so work that is done for such passcodes, and for no others, tells nothing of the token.
 */
export function mayHoldPin(passcode: string): boolean {
  return PASSCODE_PATTERN.test(passcode);
}

/**
 * The two parts of a passcode. Nothing is stripped: what does not belong there makes one of them wrong.
 * @param digits length of the one-time password.
 */
export function splitPasscode(
  passcode: string,
  position: PinPosition,
  digits: number,
): { readonly pin: string; readonly otp: string } {
  return position === "BEFORE_OTP"
    ? { pin: passcode.slice(0, -digits), otp: passcode.slice(-digits) }
    : { pin: passcode.slice(digits), otp: passcode.slice(0, digits) };
}

/**
 * The texts in a passcode that can be its PIN, each 4 to 12 digits.
 * @param digits length of the one-time password.
 * @param withoutCode whether no code is asked for: the PIN may then also be the whole passcode.
 */
export function pinsIn(
  passcode: string,
  position: PinPosition,
  digits: number,
  withoutCode: boolean,
): string[] {
  const beside = mayHoldPin(passcode) ? [splitPasscode(passcode, position, digits).pin] : [];
  return [...beside, ...(withoutCode ? [passcode] : [])].filter(isPin);
}
