import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { isAllowed, isPublic, pinnedLookup, reach } from "./reach.js";
import type { OutgoingPolicy } from "./driver-settings.js";

const NOBODY: OutgoingPolicy = { allowed: [] };
const INTRANET: OutgoingPolicy = {
  allowed: ["10.0.0.0/8", "fd00:1::/32", "192.168.7.7/32"].map((block) => ipaddr.parseCIDR(block)),
};
const at =
  (...addresses: string[]) =>
  async () =>
    addresses;

/** Addresses that are not public, and why. */
const NOT_PUBLIC = [
  ["0.0.0.0", "unspecified"],
  ["0.1.2.3", "this network"],
  ["10.0.0.1", "private"],
  ["100.64.0.1", "carrier-grade NAT"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["169.254.169.254", "link-local: where clouds give out credentials"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.1", "protocol assignments"],
  ["192.0.2.1", "documentation"],
  ["192.168.1.1", "private"],
  ["198.18.0.1", "benchmarks"],
  ["203.0.113.1", "documentation"],
  ["224.0.0.1", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::127.0.0.1", "IPv4-compatible"],
  ["::ffff:127.0.0.1", "IPv4-mapped"],
  ["::ffff:8.8.8.8", "IPv4-mapped, public too"],
  ["::ffff:0:127.0.0.1", "IPv4-translated"],
  ["64:ff9b::7f00:1", "NAT64"],
  ["64:ff9b:1::7f00:1", "NAT64, local"],
  ["100::1", "discard"],
  ["2001::1", "Teredo"],
  ["2001:db8::1", "documentation"],
  ["2002:7f00:1::", "6to4 of 127.0.0.1"],
  ["fc00::1", "unique local"],
  ["fd00:ec2::254", "unique local: where clouds give out credentials"],
  ["fe80::1", "link-local"],
  ["fe80::1%lo", "link-local with a zone"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["4000::1", "not assigned"],
] as const;

describe("an address", () => {
  it.each(NOT_PUBLIC)("%s is not public: %s", (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])(
    "%s is public",
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it("is no name", () => {
    expect(isPublic("example.com")).toBe(false);
    expect(
      isAllowed("example.com", { allowed: [ipaddr.parseCIDR("0.0.0.0/0"), ipaddr.parseCIDR("::/0")] }),
    ).toBe(false);
  });

  it("is allowed by a block of its own family", () => {
    expect(isAllowed("10.1.2.3", INTRANET)).toBe(true);
    expect(isAllowed("192.168.7.7", INTRANET)).toBe(true);
    expect(isAllowed("fd00:1::7", INTRANET)).toBe(true);
    expect(isAllowed("192.168.7.8", INTRANET)).toBe(false);
    expect(isAllowed("::ffff:10.1.2.3", INTRANET)).toBe(false);
    expect(isAllowed("fd00:2::7", INTRANET)).toBe(false);
  });
});

describe("a host", () => {
  it("is open where all of its addresses are public or allowed", async () => {
    expect(await reach("mail.example", true, NOBODY, "gateway", at("8.8.8.8", "2a00::1"))).toEqual({
      state: "OPEN",
      addresses: ["8.8.8.8", "2a00::1"],
      allowed: [],
    });
    expect(await reach("mail.example", true, INTRANET, "gateway", at("10.0.0.5", "8.8.8.8"))).toMatchObject({
      state: "OPEN",
      allowed: ["10.0.0.5"],
    });
  });

  it("is forbidden when one of its addresses is", async () => {
    const both = await reach("mail.example", true, NOBODY, "gateway", at("8.8.8.8", "127.0.0.1"));
    expect(both).toMatchObject({ state: "FORBIDDEN", failure: expect.stringContaining("not public") });
    expect(await reach("mail.example", true, INTRANET, "gateway", at("10.0.0.5", "::1"))).toMatchObject({
      state: "FORBIDDEN",
    });
    expect(await reach("127.0.0.1", true, INTRANET, "gateway")).toMatchObject({ state: "FORBIDDEN" });
  });

  it("that is not encrypted is reached in allowed networks alone", async () => {
    expect(await reach("gateway", false, INTRANET, "gateway", at("10.0.0.5"))).toMatchObject({
      state: "OPEN",
    });
    expect(await reach("gateway", false, INTRANET, "gateway", at("8.8.8.8"))).toMatchObject({
      state: "FORBIDDEN",
      failure: expect.stringContaining("without TLS"),
    });
    expect(await reach("gateway", false, INTRANET, "gateway", at("10.0.0.5", "8.8.8.8"))).toMatchObject({
      state: "FORBIDDEN",
    });
  });

  it("that has no address is not found", async () => {
    const missing = async () => {
      throw Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    };
    for (const lookup of [missing, at()]) {
      expect(await reach("nowhere.example", true, NOBODY, "gateway", lookup)).toMatchObject({
        state: "NOT_FOUND",
        failure: expect.stringContaining("not found"),
      });
    }
  });
});

describe("a pinned lookup", () => {
  const lookup = pinnedLookup(["8.8.8.8", "2a00::1"]);

  it("knows its addresses alone, whatever is asked for", () => {
    lookup("another.example", { all: true }, (error, found) => {
      expect(error).toBeNull();
      expect(found).toEqual([
        { address: "8.8.8.8", family: 4 },
        { address: "2a00::1", family: 6 },
      ]);
    });
    lookup("another.example", {}, (_error, address, family) => {
      expect([address, family]).toEqual(["8.8.8.8", 4]);
    });
    expect.assertions(3);
  });
});
