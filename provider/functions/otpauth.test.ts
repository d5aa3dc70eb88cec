import fc from "fast-check";
import { URI } from "otpauth";
import { describe, expect, it } from "vitest";
import { callFunction } from "../../test/support/provider-function.js";
import { isUnknown, UNKNOWN } from "../plugin/cty/value.js";
import { base32 } from "./base32.js";

const SECRET = "JBSWY3DPEHPK3PXP";

/** Texts that can be a name in a label. Cores store all texts in normal form C. */
const name = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .map((text) => text.replaceAll(":", "").trim().normalize("NFC"));
const secret = fc.uint8Array({ minLength: 1, maxLength: 40 }).map(base32);
const shared = {
  algorithm: fc.constantFrom("SHA1", "SHA256", "SHA512"),
  digits: fc.constantFrom("6", "7", "8"),
};
const settings = fc.oneof(
  fc.record(
    { type: fc.constant("totp"), ...shared, period: fc.integer({ min: 1, max: 99_999 }).map(String) },
    { requiredKeys: [] },
  ),
  fc.record(
    { type: fc.constant("hotp"), ...shared, counter: fc.nat(1_000_000_000).map(String) },
    { requiredKeys: ["type"] },
  ),
);

describe("otpauth_uri and parse_otpauth_uri", () => {
  it("are each other's inverse, for any names, secrets and settings", async () => {
    await fc.assert(
      fc.asyncProperty(
        name,
        name.filter((text) => text !== ""),
        secret,
        settings,
        async (issuer, account, key, given) => {
          const made = await callFunction("otpauth_uri", issuer, account, key, given);
          if (!("result" in made)) throw new Error(made.error);
          const { type = "totp", algorithm = "SHA1", digits = "6", ...others } = given;
          const isTotp = type === "totp";
          expect(await callFunction("parse_otpauth_uri", made.result)).toEqual({
            result: {
              type,
              issuer: issuer === "" ? null : issuer,
              account,
              secret: key,
              algorithm,
              digits: Number(digits),
              period: isTotp ? Number(("period" in others ? others.period : undefined) ?? 30) : null,
              counter: isTotp ? null : Number(("counter" in others ? others.counter : undefined) ?? 0),
            },
          });
          // Another library reads the same names.
          const uri = typeof made.result === "string" ? made.result : "";
          expect(URI.parse(uri)).toMatchObject({ issuer, label: account, algorithm });
          // Whatever the names are, an address is ASCII without spaces.
          expect(made.result).toEqual(expect.stringMatching(/^[\x21-\x7e]+$/));
        },
      ),
    );
  });

  it.each([
    [["", "anna", SECRET, {}], `otpauth://totp/anna?secret=${SECRET}`],
    [
      ["Ex & Co", "anna@example.org", SECRET, {}],
      `otpauth://totp/Ex%20%26%20Co:anna%40example.org?secret=${SECRET}&issuer=Ex%20%26%20Co`,
    ],
    [["a+b", "ü/%", SECRET, {}], `otpauth://totp/a%2Bb:%C3%BC%2F%25?secret=${SECRET}&issuer=a%2Bb`],
    [["", "anna", "jbsw y3dp-ehpk3pxp==", {}], `otpauth://totp/anna?secret=${SECRET}`],
    [["", "anna", SECRET, { type: "hotp" }], `otpauth://hotp/anna?secret=${SECRET}&counter=0`],
    [
      ["", "anna", SECRET, { algorithm: "SHA256", digits: "8", period: "60" }],
      `otpauth://totp/anna?secret=${SECRET}&algorithm=SHA256&digits=8&period=60`,
    ],
  ])("make of %j %s", async (given, expected) => {
    expect(await callFunction("otpauth_uri", ...given)).toEqual({ result: expected });
  });

  it.each([
    // As Google writes it, with %3A and a space; lower-case letters; another spelling of the hash.
    [
      "otpauth://totp/Ex%3A%20anna?secret=jbswy3dpehpk3pxp&issuer=Ex&algorithm=sha-256",
      { issuer: "Ex", account: "anna", secret: SECRET, algorithm: "SHA256" },
    ],
    ["OTPAUTH://HOTP/anna?counter=7&secret=JBSWY3DPEHPK3PXP", { type: "hotp", issuer: null, counter: 7 }],
    ["otpauth://totp/Old:anna?secret=JBSWY3DPEHPK3PXP&issuer=New", { issuer: "New", account: "anna" }],
    [
      "otpauth://totp/?secret=JBSWY3DPEHPK3PXP&image=x",
      { account: "", digits: 6, period: 30, counter: null },
    ],
  ])("read %s", async (uri, expected) => {
    expect(await callFunction("parse_otpauth_uri", uri)).toMatchObject({ result: expected });
  });

  it.each([
    ["otpauth_uri", ["Ex:Co", "anna", SECRET, {}], 0, "colon"],
    ["otpauth_uri", [" Ex", "anna", SECRET, {}], 0, "begins or ends with a space"],
    ["otpauth_uri", ["Ex", "", SECRET, {}], 1, "whose token it is"],
    ["otpauth_uri", ["Ex", "a:b", SECRET, {}], 1, "colon"],
    ["otpauth_uri", ["Ex", "anna ", SECRET, {}], 1, "begins or ends with a space"],
    ["otpauth_uri", ["Ex", "anna", "not Base32!", {}], 2, "A to Z"],
    ["otpauth_uri", ["Ex", "anna", "ABC", {}], 2, "whole secret"],
    [
      "otpauth_uri",
      ["Ex", "anna", SECRET, { digit: "6" }],
      3,
      "Write type, algorithm, digits, period, counter",
    ],
    ["otpauth_uri", ["Ex", "anna", SECRET, { digits: "9" }], 3, "6, 7 or 8"],
    ["otpauth_uri", ["Ex", "anna", SECRET, { algorithm: "MD5" }], 3, "SHA512"],
    ["otpauth_uri", ["Ex", "anna", SECRET, { period: "0" }], 3, "seconds"],
    ["otpauth_uri", ["Ex", "anna", SECRET, { period: null }], 3, "string"],
    ["otpauth_uri", ["Ex", "anna", SECRET, { type: "hotp", period: "30" }], 3, "no period"],
    ["otpauth_uri", ["Ex", "anna", SECRET, { counter: "0" }], 3, "no counter"],
    ["otpauth_uri", [null, "anna", SECRET, {}], 0, "string"],
    ["parse_otpauth_uri", ["https://example.org"], 0, "otpauth://totp/"],
    ["parse_otpauth_uri", [`otpauth://motp/anna?secret=${SECRET}`], 0, "otpauth://totp/"],
    ["parse_otpauth_uri", ["otpauth://totp/anna?issuer=Ex"], 0, "Base32"],
    ["parse_otpauth_uri", [`otpauth://totp/%E0?secret=${SECRET}`], 0, "percent-encoded"],
    ["parse_otpauth_uri", [`otpauth://totp/anna?secret=${SECRET}&digits=six`], 0, "digits"],
    ["parse_otpauth_uri", [`otpauth://totp/anna?secret=${SECRET}&period=-1`], 0, "period"],
    ["parse_otpauth_uri", [`otpauth://hotp/anna?secret=${SECRET}&counter=x`], 0, "counter"],
    ["parse_otpauth_uri", [`otpauth://totp/anna?secret=${SECRET}&algorithm=MD5`], 0, "SHA512"],
    ["parse_otpauth_uri", [null], 0, "string"],
  ] as const)("%s of %j is refused at argument %i: %s", async (called, given, argument, words) => {
    const returned = await callFunction(called, ...given);
    expect(returned).toEqual({ argument, error: expect.stringContaining(words) });
    expect(JSON.stringify(returned)).not.toContain(SECRET);
  });

  it("are unknown while an argument is", async () => {
    for (const [called, given] of [
      ["otpauth_uri", ["Ex", "anna", UNKNOWN, {}]],
      ["otpauth_uri", ["Ex", "anna", SECRET, { digits: UNKNOWN }]],
      ["parse_otpauth_uri", [UNKNOWN]],
    ] as const) {
      const returned = await callFunction(called, ...given);
      expect("result" in returned && isUnknown(returned.result), called).toBe(true);
    }
  });
});
