import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskedTarget } from "./masked-target.js";

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(""));

describe("maskedTarget", () => {
  it.each([
    ["SMS", "+4915112345634", "+49•••••••34"],
    ["SMS", "+1234567", "+12•••••••67"],
    ["SMS", "+123456", "+•••••••"],
    ["SMS", "015112345634", "+•••••••"],
    ["SMS", "", "+•••••••"],
    ["EMAIL", "anna@example.org", "a•••@e•••.org"],
    ["EMAIL", "anna@mail.example.co.uk", "a•••@m•••.uk"],
    ["EMAIL", "al@x.org", "•••@•••.org"],
    ["EMAIL", "ganna@приклад.укр", "g•••@п•••.укр"],
    ["EMAIL", "anna@localhost", "a•••@l•••"],
    ["EMAIL", "anna@[203.0.113.77]", "a•••@•••"],
    ["EMAIL", '"a b"@c@example.org', "•••@e•••.org"],
    ["EMAIL", "\u202eanna@example.org", "•••@e•••.org"],
    ["EMAIL", "anna", "•••@a•••"],
    ["BOT", "123456717", "••••17"],
    ["BOT", "-1001234567817", "••••17"],
    ["BOT", "U012AB3CD", "••••CD"],
    ["BOT", "12345", "••••"],
    ["BOT", "1234567\u202e", "••••"],
    ["BOT", "", "••••"],
  ] as const)("shows of %s %s only %s", (kind, to, masked) => {
    expect(maskedTarget(kind, to)).toBe(masked);
  });

  it("is as long for long targets as for short ones", () => {
    const lengths = new Set<number>();
    fc.assert(
      fc.property(digits(7, 15), digits(3, 60), digits(3, 40), digits(6, 60), (phone, local, host, chat) => {
        const all = [
          maskedTarget("SMS", `+${phone}`),
          maskedTarget("EMAIL", `${local}@${host}.org`),
          maskedTarget("BOT", chat),
        ];
        expect(all.map(({ length }) => length)).toEqual([12, 13, 6]);
        lengths.add(phone.length);
      }),
    );
    expect(lengths.size).toBeGreaterThan(3);
  });
});
