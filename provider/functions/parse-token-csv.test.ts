import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callFunction } from "../../test/support/provider-function.js";
import { isUnknown, UNKNOWN } from "../plugin/cty/value.js";
import { base32 } from "./base32.js";

const BYTES = Buffer.from("12345678901234567890");
const HEX = BYTES.toString("hex");
const BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

const BASE32_OF_32 = base32(Buffer.concat([BYTES, BYTES]).subarray(0, 32));

const nothingMore = { algorithm: null, digits: null, hash: null, period_seconds: null, counter: null };
const fob = (serial: string) => ({ serial_number: serial, secret: BASE32, ...nothingMore });
const totp = { algorithm: "TOTP", digits: 6, hash: "SHA1", period_seconds: 30, counter: null };
const oath = (serial: string, more: object) => ({ serial_number: serial, secret: BASE32, ...totp, ...more });

describe("parse_token_csv", () => {
  it.each([
    ["", []],
    [`T1,${HEX}`, [fob("T1")]],
    [`\uFEFFserialNumber,secret\r\nT1,${HEX}\r\n\r\n"T,2","${HEX}"\r\n`, [fob("T1"), fob("T,2")]],
    [`Secret Key; Serial No.\n${HEX}; T1`, [fob("T1")]],
    [`T1,${HEX},totp`, [oath("T1", {})]],
    [`T1,${HEX},, ,\n ,,\nT2,${HEX},,,,\n`, [fob("T1"), fob("T2")]],
    [`serial;seed;digits;\nT1;${HEX};8;;`, [oath("T1", { digits: 8 })]],
    [
      `T1,${HEX.repeat(2).slice(0, 64)},totp,,,sha256`,
      [{ ...oath("T1", { hash: "SHA256" }), secret: BASE32_OF_32 }],
    ],
    [
      `T1,${HEX},HOTP,8,42,sha-256\nT2,${HEX},TOTP,,60,`,
      [
        oath("T1", { algorithm: "HOTP", digits: 8, hash: "SHA256", period_seconds: null, counter: 42 }),
        oath("T2", { period_seconds: 60 }),
      ],
    ],
    [
      `type;serial;seed;hash;time step\nTOTP;T1;${HEX};SHA512;60`,
      [oath("T1", { hash: "SHA512", period_seconds: 60 })],
    ],
    [
      `serial,seed,type,period,counter\nT1,${HEX},HOTP,30,42\nT2,${HEX},TOTP,60,0`,
      [
        oath("T1", { algorithm: "HOTP", period_seconds: null, counter: 42 }),
        oath("T2", { period_seconds: 60 }),
      ],
    ],
  ])("reads %j", async (csv, expected) => {
    expect(await callFunction("parse_token_csv", csv, "HEX")).toEqual({ result: expected });
  });

  it("gives every secret in Base32, however it was written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 128 }), async (bytes) => {
        const written = {
          HEX: Buffer.from(bytes).toString("hex"),
          BASE64: Buffer.from(bytes).toString("base64"),
          BASE32: base32(bytes),
        };
        for (const [encoding, secret] of Object.entries(written)) {
          expect(await callFunction("parse_token_csv", `T1,${secret}`, encoding)).toMatchObject({
            result: [{ secret: base32(bytes) }],
          });
        }
      }),
    );
  });

  it.each([
    [[`T1,${HEX}`, "hex"], 1, "HEX, BASE32, BASE64"],
    [["HEX", `T1,${HEX}`], 1, "as the second argument"],
    [[`T1,${HEX}\nT2,`, "HEX"], 0, "Line 2: The secret is missing."],
    [[`T1,${BASE32}`, "HEX"], 0, "Line 1: The secret is not written in HEX"],
    [[`T1,${HEX}\n\nT1,${HEX}`, "HEX"], 0, "Line 3: The serial number is also on line 1."],
    [[`T1,${HEX}\nt1,${HEX}`, "HEX"], 0, "Line 2: The serial number is also on line 1."],
    [[`T1,${HEX},TOTP\nT2,${HEX},OCRA`, "HEX"], 0, "Line 2: "],
    [[`T1,${HEX}\nT2,${HEX},TOTP`, "HEX"], 0, "Line 2: The row has 3 cells"],
    [[`T1,${HEX}\n=T2,${HEX}`, "HEX"], 0, "Line 2: The serial number begins like a formula"],
    [[`T1,"${HEX}`, "HEX"], 0, "Line 1: A quotation mark"],
    [[`T1,\nT2,"${HEX}`, "HEX"], 0, "Line 1: The secret is missing.\nLine 2: A quotation mark"],
    [[`T1\t${HEX}`, "HEX"], 0, "Line 1: The cells of this line are separated by tabs"],
    [
      [`Serial,Seed value\nT1,${HEX}`, "HEX"],
      0,
      "Line 1: This line looks like a header, but has no column secret",
    ],
    [
      [`Number,Value\nT1,${HEX}`, "HEX"],
      0,
      "If this line is a header: the columns are serialNumber, secret.",
    ],
    [[`T1,${HEX.slice(0, 20)}`, "HEX"], 0, "Line 1: The secret has 10 bytes; it needs 16 to 128."],
    [[`# Box\nT1,${HEX}`, "HEX"], 0, "Line 1: This line begins with #"],
    [[`T1,${"31".repeat(32)},totp`, "HEX"], 0, "Line 1: The secret has 32 bytes, like secrets for SHA256."],
    [[`,${HEX}\n,${HEX}`, "HEX"], 0, "Lines 1 and 2: The serialNumber is missing."],
    [[null, "HEX"], 0, "string"],
    [["", null], 1, "string"],
  ] as const)("refuses %j at argument %i: %s", async (given, argument, words) => {
    const returned = await callFunction("parse_token_csv", ...given);
    expect(returned).toEqual({ argument, error: expect.stringContaining(words) });
    for (const secret of [HEX, BASE32]) expect(JSON.stringify(returned)).not.toContain(secret);
  });

  it("tells a mistake once, with its first lines, and how many more mistakes there are", async () => {
    const repeated = await callFunction("parse_token_csv", "T,1\n".repeat(25), "HEX");
    // Secrets of 1 to 15 bytes: each is too short in its own words.
    const short = Array.from({ length: 15 }, (_, n) => `T${n},${"31".repeat(n + 1)}`);
    const different = await callFunction("parse_token_csv", short.join("\n"), "HEX");
    if (!("error" in repeated) || !("error" in different)) throw new Error("it was read");
    expect(repeated.error).toContain("\nLines 2, 3, 4, 5, 6 and 19 more: ");
    expect(different.error.split("\n")).toHaveLength(11);
    expect(different.error).toMatch(/\nAnd 5 more lines\.$/);
  });

  it("is unknown while an argument is", async () => {
    const returned = await callFunction("parse_token_csv", UNKNOWN, "HEX");
    expect("result" in returned && isUnknown(returned.result)).toBe(true);
  });
});
