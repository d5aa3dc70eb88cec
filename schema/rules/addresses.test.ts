import { describe, expect, it } from "vitest";
import { addressBlocks, normalizeAddress, normalizeBlock } from "./addresses.js";

describe("normalizeBlock", () => {
  it.each([
    ["10.0.0.7/8", "10.0.0.0/8"],
    ["192.0.2.1", "192.0.2.1/32"],
    ["2001:DB8::1/32", "2001:db8::/32"],
    ["::1", "::1/128"],
    ["0.0.0.0/0", "0.0.0.0/0"],
  ])("writes %s as %s", (text, block) => {
    expect(normalizeBlock(text)).toBe(block);
    expect(addressBlocks.each(text)).toBeNull();
  });

  it.each([
    "",
    "10.0.0",
    "10.0.0.0/33",
    "10.0.0.0/8/8",
    "::1/129",
    "0x7f.1",
    "1.2.3.4/-1",
    "1.2.3.4/a",
    "fe80::1%eth0",
    "0:".repeat(100_000),
  ])("refuses %j", (text) => {
    expect(normalizeBlock(text)).toBeUndefined();
    expect(addressBlocks.each(text)).toBe(
      "An address block is written as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32.",
    );
  });
});

it("an address block is written in its usual form", () => {
  expect(normalizeAddress("2001:0DB8:0::0001")).toBe("2001:db8::1");
  expect(normalizeAddress("1.2.3")).toBeUndefined();
});

it("a list of address blocks has 200 at most", () => {
  const blocks = Array.from({ length: 201 }, () => "10.0.0.0/8");
  expect(addressBlocks.all(blocks.slice(1))).toBeNull();
  expect(addressBlocks.all(blocks)).toBe("There may be at most 200 address blocks. Combine some of them.");
});
