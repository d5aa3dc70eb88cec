import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import { hotp, type Hash } from "./hotp.js";

const digits = "1234567890".repeat(7);
const KEYS: Record<Hash, Buffer> = {
  SHA1: Buffer.from(digits.slice(0, 20)),
  SHA256: Buffer.from(digits.slice(0, 32)),
  SHA512: Buffer.from(digits.slice(0, 64)),
};

describe("hotp", () => {
  it.each(
    "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489"
      .split(" ")
      .map((code, counter) => [counter, code] as const),
  )("gives the code of RFC 4226 appendix D for counter %i", (counter, code) => {
    expect(hotp(KEYS.SHA1, counter, 6, "SHA1")).toBe(code);
  });

  const rfc6238: [number, Record<Hash, string>][] = [
    [59, { SHA1: "94287082", SHA256: "46119246", SHA512: "90693936" }],
    [1111111109, { SHA1: "07081804", SHA256: "68084774", SHA512: "25091201" }],
    [1111111111, { SHA1: "14050471", SHA256: "67062674", SHA512: "99943326" }],
    [1234567890, { SHA1: "89005924", SHA256: "91819424", SHA512: "93441116" }],
    [2000000000, { SHA1: "69279037", SHA256: "90698825", SHA512: "38618901" }],
    [20000000000, { SHA1: "65353130", SHA256: "77737706", SHA512: "47863826" }],
  ];
  for (const [time, codes] of rfc6238) {
    for (const hash of ["SHA1", "SHA256", "SHA512"] as const) {
      it(`gives the code of RFC 6238 appendix B for ${hash} at ${time} s`, () => {
        expect(hotp(KEYS[hash], Math.floor(time / 30), 8, hash)).toBe(codes[hash]);
      });
    }
  }

  it("agrees with otplib on every hash and length", () => {
    for (const hash of ["SHA1", "SHA256", "SHA512"] as const) {
      for (const length of [6, 7, 8] as const) {
        for (let counter = 0; counter < 50; counter += 7) {
          const oracle = generateSync({
            strategy: "hotp",
            secret: KEYS[hash],
            counter,
            digits: length,
            algorithm: hash === "SHA1" ? "sha1" : hash === "SHA256" ? "sha256" : "sha512",
          });
          expect(hotp(KEYS[hash], counter, length, hash)).toBe(oracle);
        }
      }
    }
  });

  it("refuses a short secret and a counter that is no counter", () => {
    const short = new RangeError("an OATH secret has at least 10 bytes");
    expect(() => hotp(Buffer.alloc(9), 0, 6, "SHA1")).toThrow(short);
    expect(hotp(Buffer.alloc(10), 0, 6, "SHA1")).toMatch(/^[0-9]{6}$/);
    for (const counter of [-1, 2 ** 53, 0.5]) {
      const no = new RangeError("a counter is a whole number from 0");
      expect(() => hotp(KEYS.SHA1, counter, 6, "SHA1")).toThrow(no);
    }
  });
});
