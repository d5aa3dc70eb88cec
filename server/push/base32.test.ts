import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase32, toBase32 } from "./base32.js";

describe("Base32", () => {
  it.each([
    ["", ""],
    ["f", "MY======"],
    ["fo", "MZXQ===="],
    ["foo", "MZXW6==="],
    ["foob", "MZXW6YQ="],
    ["fooba", "MZXW6YTB"],
    ["foobar", "MZXW6YTBOI======"],
  ])("of %j is %j (RFC 4648, 10)", (text, written) => {
    expect(toBase32(Buffer.from(text))).toBe(written);
    expect(fromBase32(written)?.toString()).toBe(text);
    expect(fromBase32(written.replaceAll("=", ""))?.toString()).toBe(text);
  });

  it("has one text for the same bytes, with padding or without", () => {
    for (const text of [
      "mzxw6ytb",
      "MZXW6YTC=",
      "MZ======",
      "MY=====",
      "M=======",
      "MZXW6YTB ",
      "MY======\n",
      "M1",
    ]) {
      expect(fromBase32(text)).toBeNull();
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const written = toBase32(bytes);
        expect(written.length % 8).toBe(0);
        expect(fromBase32(written)).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
