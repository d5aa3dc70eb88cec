// PINs.
import type { Rule } from "./rule.js";

/** Digits of a PIN. */
export const PIN_DIGITS = { least: 4, most: 12 } as const;

const PIN = new RegExp(`^[0-9]{${PIN_DIGITS.least},${PIN_DIGITS.most}}$`);

/** A PIN: 4 to 12 ASCII digits and nothing else. The sentence never contains the PIN itself. */
export const pin: Rule<string> = (value) =>
  PIN.test(value) ? null : `A PIN has ${PIN_DIGITS.least} to ${PIN_DIGITS.most} digits, and nothing else.`;
