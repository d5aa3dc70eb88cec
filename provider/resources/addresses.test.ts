import fc from "fast-check";
import { expect, it } from "vitest";
import { normalizeBlock } from "@tokenplane/rules/addresses";
import { sameAddresses } from "./addresses.js";

const block = fc
  .oneof(
    fc.tuple(fc.ipV4(), fc.option(fc.integer({ min: 0, max: 32 }))),
    fc.tuple(fc.ipV6(), fc.option(fc.integer({ min: 0, max: 128 }))),
  )
  .map(([address, bits]) => (bits === null ? address : `${address}/${bits}`));

it("an address block equals what the server makes of it", () => {
  fc.assert(
    fc.property(block, (written) => {
      const kept = normalizeBlock(written);
      fc.pre(kept !== undefined);
      expect(sameAddresses([written], [kept])).toBe(true);
      expect(sameAddresses([written, kept], [kept.toUpperCase()])).toBe(true);
    }),
  );
});

it("address blocks are different when they are different for the server", () => {
  fc.assert(
    fc.property(block, block, (one, other) => {
      fc.pre(normalizeBlock(one) !== normalizeBlock(other));
      expect(sameAddresses([one], [other])).toBe(false);
      expect(sameAddresses([one, other], [one])).toBe(false);
    }),
  );
});

it.each(["10.0.0.0/33", "10.0.0/8", "fe80::1%eth0", "", "::/129"])(
  "an invalid address block is left to the server: %j",
  (text) => {
    expect(sameAddresses([text], [text])).toBe(true);
    expect(sameAddresses([text], ["10.0.0.0/8"])).toBe(false);
  },
);
