import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPin, mayHoldPin, pinsIn, splitPasscode } from "./pin.js";

const getDigits = (least: number, most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
    .map((digits) => digits.join(""));
const positions = fc.constantFrom("BEFORE_OTP", "AFTER_OTP");

describe("isPin", () => {
  it("takes 4 to 12 digits", () => {
    fc.assert(
      fc.property(getDigits(0, 20), (text) => {
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
      fc.property(getDigits(4, 12), getDigits(6, 8), positions, (pin, otp, position) => {
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
    const texts = fc.oneof(getDigits(0, 24), fc.string({ unit: "binary-ascii", maxLength: 24 }));
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

describe("pinsIn", () => {
  it("finds the PIN beside a code, and alone where no code is asked for; nothing else is tried", () => {
    fc.assert(
      fc.property(getDigits(4, 12), getDigits(6, 8), positions, (pin, otp, position) => {
        const { length } = otp;
        const passcode = position === "BEFORE_OTP" ? `${pin}${otp}` : `${otp}${pin}`;
        expect(pinsIn(passcode, position, length, false)).toEqual([pin]);
        expect(pinsIn(passcode, position, length, true)).toEqual([
          pin,
          ...(isPin(passcode) ? [passcode] : []),
        ]);
        const beside = pinsIn(pin, position, length, false);
        expect(pinsIn(pin, position, length, true)).toEqual([...beside, pin]);
        expect(beside.every((part) => part.length === pin.length - length)).toBe(true);
      }),
    );
  });

  it("finds none in what is not digits alone", () => {
    for (const text of ["", " ", "123", "1234 ", "12345x", "1234      ", "１２３４", "1".repeat(21)]) {
      expect(pinsIn(text, "BEFORE_OTP", 6, true), text).toEqual([]);
    }
  });
});
