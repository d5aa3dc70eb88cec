import { describe, expect, it } from "vitest";
import { password, passwordForm } from "./password.js";

const TOO_SHORT = "A password has at least 15 characters. For example, use several words in a row.";
const TOO_LONG = "A password has at most 128 characters.";

/** A letter in one part, and in two. */
const [ONE, TWO] = ["\u00fc", "u\u0308"];

describe("a password", () => {
  it("is measured in one form, however it is typed", () => {
    for (const letter of ["a", ONE, TWO, "\uff41", "\u{1d41a}"]) {
      expect(password(letter.repeat(14)), letter).toBe(TOO_SHORT);
      expect(password(letter.repeat(15)), letter).toBeNull();
      expect(password(letter.repeat(128)), letter).toBeNull();
      expect(password(letter.repeat(129)), letter).toBe(TOO_LONG);
    }
    // One character, which becomes 18.
    expect(password("\ufdfa")).toBeNull();
    expect(password("\ufdfa".repeat(8))).toBe(TOO_LONG);
    expect(password("a".repeat(1_000_000))).toBe(TOO_LONG);
  });

  it("has one form for what people take for the same letters, and what is too long has none", () => {
    expect(passwordForm(TWO)).toBe(ONE);
    expect(passwordForm("\uff50\uff57\u3000\ufb01")).toBe("pw fi");
    expect(passwordForm(ONE)).toBe(ONE);
    expect(passwordForm(" Pass  word ")).toBe(" Pass  word ");
    const longest = TWO.repeat(256);
    expect(passwordForm(longest)).toBe(ONE.repeat(256));
    expect(passwordForm(`${longest}${TWO}`)).toBe(`${longest}${TWO}`);
  });
});
