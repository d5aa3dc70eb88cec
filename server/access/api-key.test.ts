import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { hashApiKey, isApiKey, newApiKey, getPrefix } from "./api-key.js";

const BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The checksum as a scanner of leaked keys would work it out, digit by digit. */
function base62(number: number, digits: number): string {
  if (digits === 0) return "";
  return base62(Math.floor(number / 62), digits - 1) + BASE_62.charAt(number % 62);
}

describe("an API key", () => {
  it("is tp_, 30 random base-62 characters and their CRC-32 in six", () => {
    for (let round = 0; round < 100; round += 1) {
      const key = newApiKey();
      expect(key).toMatch(/^tp_[0-9A-Za-z]{36}$/);
      expect(key.slice(33)).toBe(base62(crc32(key.slice(3, 33)), 6));
      expect(isApiKey(key)).toBe(true);
    }
  });

  it("has a checksum that stays: keys that were given out are keys for ever", () => {
    expect(isApiKey(`tp_${"0".repeat(30)}2C8GjS`)).toBe(true);
  });

  it("is never the same twice, and uses the whole alphabet", () => {
    const keys = Array.from({ length: 1_000 }, () => newApiKey());
    expect(new Set(keys).size).toBe(1_000);
    expect(new Set(keys.map((key) => key.slice(3, 33)).join("")).size).toBe(62);
  });

  it("is distinguished from every text that differs in one character", () => {
    const key = newApiKey();
    for (let place = 0; place < key.length; place += 1) {
      const other = key[place] === "A" ? "B" : "A";
      expect(isApiKey(key.slice(0, place) + other + key.slice(place + 1))).toBe(false);
    }
  });

  it("is distinguished from shorter, longer and otherwise written texts", () => {
    const key = newApiKey();
    for (const text of ["", "tp_", key.slice(0, -1), `${key}0`, ` ${key}`, `${key}\n`, key.toUpperCase()]) {
      expect(isApiKey(text), JSON.stringify(text)).toBe(false);
    }
  });

  it("is kept as its SHA-256, and recognised by five of its random characters", () => {
    const key = newApiKey();
    expect(hashApiKey(key)).toEqual(createHash("sha256").update(key).digest());
    expect(getPrefix(key)).toBe(key.slice(0, 8));
  });
});
