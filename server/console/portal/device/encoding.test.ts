import { expect, it } from "vitest";
import { fromBase64Url, toBase32, toBase64, toBase64Url } from "./encoding.js";

const bytes = (text: string) => new TextEncoder().encode(text);

it("a phone's page encodes Base32 as RFC 4648 says", () => {
  for (const [text, base32, base64] of [
    ["", "", ""],
    ["f", "MY======", "Zg=="],
    ["fo", "MZXQ====", "Zm8="],
    ["foo", "MZXW6===", "Zm9v"],
    ["foob", "MZXW6YQ=", "Zm9vYg=="],
    ["fooba", "MZXW6YTB", "Zm9vYmE="],
    ["foobar", "MZXW6YTBOI======", "Zm9vYmFy"],
  ] as const) {
    expect(toBase32(bytes(text))).toBe(base32);
    expect(toBase64(bytes(text))).toBe(base64);
  }
});

it("a phone's page writes and reads the letters of addresses (Base64url)", () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value);
  const text = toBase64Url(all);
  expect(text).toMatch(/^[\w-]+$/);
  expect(fromBase64Url(text)).toEqual(all);
});
