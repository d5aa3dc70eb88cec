import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base32, readBase32 } from "./base32.js";

/** RFC 4648 §10, without padding, which secrets do not have. */
const VECTORS = [
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
] as const;

/** The bits of the letters in groups of eight: decodes Base32 in another way than the code does. */
function getBytes(text: string): Uint8Array {
  const bits = [...text]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

describe("Base32", () => {
  it.each(VECTORS)("of %j is %j", (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded);
  });

  it("holds any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(getBytes(base32(bytes))).toEqual(bytes);
      }),
    );
  });

  it("is read as people write it: in groups, in small letters, padded", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
        const text = base32(bytes);
        const groups = (text.match(/.{1,4}/g) ?? []).map((group) => group.toLowerCase());
        expect(readBase32(text)).toBe(text);
        expect(readBase32(groups.join(" "))).toBe(text);
        expect(readBase32(groups.join("-"))).toBe(text);
        expect(readBase32(text.padEnd(Math.ceil(text.length / 8) * 8, "="))).toBe(text);
      }),
    );
  });

  it.each(["", "=", "A", "ABC", "ABCDEF", "ABCDEFGHA", "A1", "AB==CD", "ÄB"])("is not %j", (text) => {
    expect(readBase32(text)).toBeNull();
  });
});
