import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainValue } from "./plain-value.js";

const LONG = 60;

describe("plainValue", () => {
  it.each([
    ["Main VPN", "Main VPN"],
    ["Example Inc.", "Example Inc."],
    ["Müller & Söhne", "Müller & Söhne"],
    [String.raw`EXAMPLE\anna`, String.raw`EXAMPLE\anna`],
    ["10:30", "10:30"],
    ["  two\t words\u00a0here ", "two words here"],
    ["one\r\ntwo\u2028three\u0085four", "one two three four"],
    ["nul\0esc\u001b[31m", "nulesc[31m"],
    ["pay\u202eroll\u2066\u200f", "payroll"],
    ["no\u200bwidth\u200d\u2060\ufeff\u00ad", "nowidth"],
    ["half \ud83d pair", "half pair"],
    // Of format, and yet drawn; ignorable, and yet a mark, a letter, or a choice of form.
    ["a\u0600b", "ab"],
    ["a\u034fb\u3164c\ufe0fd", "abcd"],
    ["", "-"],
    [" \u200b\n", "-"],
    ["\u20dd\u0338boxed", "boxed"],
    ["zalgo e" + "\u0330".repeat(100) + "!", "zalgo \u1e1b" + "\u0330".repeat(4) + "!"],
  ])("shows %j as %j", (value, shown) => {
    expect(plainValue(value, LONG)).toBe(shown);
  });

  it.each([
    ["https://evil.example/a?b", "https: //evil. example/a?b"],
    ["evil.example", "evil. example"],
    ["evil。example．org｡net", "evil。 example． org｡ net"],
    ["evil..example", "evil.. example"],
    ["javascript:alert(1)", "javascript: alert(1)"],
    ["tel:900123", "tel: 900123"],
    ["anna@example.org", "anna@example. org"],
    ["203.0.113.7", "203. 0. 113. 7"],
    ["2001:db8::7", "2001:db8::7"],
    ["::ffff:203.0.113.7", "::ffff:203. 0. 113. 7"],
    ["fe80::1%tel:900", "fe80: : 1%tel: 900"],
    ["1:http://a", "1: http: //a"],
    [String.raw`\\evil\share`, String.raw`\evil\share`],
    ["[click](evil)", "[click] (evil)"],
    ["@all @evil_bot @@x a.@b", "all evil_bot x a. b"],
    ["\u0301@evil", "evil"],
    ["@\u0301@evil", "evil"],
    ["@evil.example #123456", "evil. example #123456"],
  ])("takes the link %s apart: %s", (value, shown) => {
    expect(plainValue(value, LONG)).toBe(shown);
  });

  it("cuts between characters as people see them", () => {
    expect(plainValue("abcdefghij", 10)).toBe("abcdefghij");
    expect(plainValue("abcdefghijk", 10)).toBe("abcdefg...");
    expect(plainValue("abcdef ghijk", 10)).toBe("abcdef...");
    expect(plainValue("abcdef: ghijk", 10)).toBe("abcdef...");
    // A letter with its mark, a flag, and an emoji with a color of skin stay whole.
    expect(plainValue("abcdefg\u0331hijk", 10)).toBe("abcdef...");
    expect(plainValue("abcd🇺🇦🇺🇦🇺🇦", 10)).toBe("abcd...");
    expect(plainValue("abcd👍🏽👍🏽👍🏽", 10)).toBe("abcd...");
  });

  it("makes of any text one visible line without a link, of bounded length", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        "http://",
        "evil.example",
        "@",
        ".",
        ":",
        "\r\n",
        "\u202e",
        "\u200b",
        "\u0301",
        "\\\\",
        "](",
        "。",
        "www.",
        "mailto:",
        "\ud800",
        "\ufeff",
        " ",
        "x",
        "7",
      ),
    );
    const value = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(value, fc.integer({ min: 4, max: LONG }), (text, longest) => {
        const shown = plainValue(text, longest);
        expect(shown.length).toBeLessThanOrEqual(longest);
        expect(shown).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u);
        expect(shown).not.toMatch(
          /[^\s.]\.[\p{L}\p{N}]|[\p{L}+.-]:\S|:\/\/|\\\\|\]\(|(?:^|\s)@|^[\p{M}\s]|\s$/u,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("reads no more than it needs of a very long text", () => {
    expect(plainValue("\u0301".repeat(10_000_000), LONG)).toBe("-");
    expect(plainValue("ab ".repeat(10_000), LONG)).toHaveLength(LONG - 1);
  });
});
