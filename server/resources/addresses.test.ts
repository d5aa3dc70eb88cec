import { describe, expect, it } from "vitest";
import { isAddressAllowed, normalizeAddress, normalizeBlock } from "./addresses.js";

describe("normalizeBlock", () => {
  it.each([
    ["10.0.0.7/8", "10.0.0.0/8"],
    ["192.0.2.1", "192.0.2.1/32"],
    ["2001:DB8::1/32", "2001:db8::/32"],
    ["::1", "::1/128"],
    ["0.0.0.0/0", "0.0.0.0/0"],
  ])("writes %s as %s", (text, block) => {
    expect(normalizeBlock(text)).toBe(block);
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
  ])("refuses %j", (text) => {
    expect(normalizeBlock(text)).toBeUndefined();
  });
});

describe("isAddressAllowed", () => {
  it("allows everything with an empty list, even no address", () => {
    expect(isAddressAllowed([], null)).toBe(true);
  });

  it("denies an absent or unreadable address with a list", () => {
    expect(isAddressAllowed(["0.0.0.0/0"], null)).toBe(false);
    expect(isAddressAllowed(["0.0.0.0/0"], "here")).toBe(false);
  });

  it("compares by block, and IPv4 inside IPv6 as IPv4", () => {
    expect(isAddressAllowed(["10.0.0.0/8"], "10.255.0.1")).toBe(true);
    expect(isAddressAllowed(["10.0.0.0/8"], "::ffff:10.1.2.3")).toBe(true);
    expect(isAddressAllowed(["10.0.0.0/8"], "11.0.0.1")).toBe(false);
    expect(isAddressAllowed(["::/0"], "10.0.0.1")).toBe(false);
    expect(isAddressAllowed(["2001:db8::/32"], "2001:db8:1::5")).toBe(true);
  });

  it("writes an address in its usual form", () => {
    expect(normalizeAddress("2001:0DB8:0::0001")).toBe("2001:db8::1");
    expect(normalizeAddress("1.2.3")).toBeUndefined();
  });
});
