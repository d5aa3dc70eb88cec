import { describe, expect, it } from "vitest";
import { isAddressAllowed } from "./addresses.js";

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
});
