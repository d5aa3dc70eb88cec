import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPin, mayHoldPin, splitPasscode } from "./pin.js";

const digitsOf = (least: number, most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
    .map((digits) => digits.join(""));
const positions = fc.constantFrom("BEFORE_OTP", "AFTER_OTP");

describe("isPin", () => {
  it("takes 4 to 12 digits", () => {
    fc.assert(
      fc.property(digitsOf(0, 20), (text) => {
        expect(isPin(text)).toBe(text.length >= 4 && text.length <= 12);
      }),
    );
  });

  it.each(["", "    ", " 1234", "1234 ", "12 34", "1234\n", "12a4", "+1234", "１２３４", "١٢٣٤", "1234\0"])(
    "does not take %j",
    (text) => {
      expect(isPin(text)).toBe(false);
    },
  );
});

describe("splitPasscode", () => {
  it("gives back the PIN and the one-time password that were put together, whatever their digits are", () => {
    fc.assert(
      fc.property(digitsOf(4, 12), digitsOf(6, 8), positions, (pin, otp, position) => {
        const passcode = position === "BEFORE_OTP" ? `${pin}${otp}` : `${otp}${pin}`;
        expect(splitPasscode(passcode, position, otp.length)).toEqual({ pin, otp });
        expect(mayHoldPin(passcode)).toBe(true);
      }),
    );
  });

  it("loses no character and adds none", () => {
    const texts = fc.string({ unit: "binary-ascii", maxLength: 24 });
    fc.assert(
      fc.property(texts, positions, fc.integer({ min: 6, max: 8 }), (passcode, position, digits) => {
        const { pin, otp } = splitPasscode(passcode, position, digits);
        expect(position === "BEFORE_OTP" ? pin + otp : otp + pin).toBe(passcode);
        expect(otp.length).toBe(Math.min(digits, passcode.length));
      }),
    );
  });
});

describe("mayHoldPin", () => {
  it("says yes wherever there is a right split, and depends on the text alone", () => {
    const texts = fc.oneof(digitsOf(0, 24), fc.string({ unit: "binary-ascii", maxLength: 24 }));
    fc.assert(
      fc.property(texts, (passcode) => {
        const splits = [6, 7, 8].flatMap((digits) =>
          (["BEFORE_OTP", "AFTER_OTP"] as const).map((position) => splitPasscode(passcode, position, digits)),
        );
        const isOne = splits.some(({ pin, otp }) => isPin(pin) && /^[0-9]{6,8}$/.test(otp));
        expect(mayHoldPin(passcode)).toBe(isOne);
      }),
    );
  });
});
