import { randomBytes } from "node:crypto";
import { base32 } from "../functions/base32.js";
import { computed } from "../framework/attributes.js";
import { defineEphemeralResource } from "../framework/resource.js";
import { string } from "../framework/types.js";
import type { Tokenplane } from "../client/tokenplane.js";

/** The length of a SHA-1 hash, which RFC 4226 §4 recommends. */
const BYTES = 20;

export const secret = defineEphemeralResource<Tokenplane>()({
  description:
    "A new random secret of 20 bytes. The provider generates it without a request and stores it nowhere. Use it for `secret_wo` of a token, and for the vault that stores it.",
  attributes: {
    base32: computed(string, {
      description: "The secret in Base32, as `secret_wo` takes it.",
      sensitive: true,
    }),
    hex: computed(string, { description: "The same secret in hexadecimal.", sensitive: true }),
  },
  async open(_config, { log }) {
    const bytes = randomBytes(BYTES);
    const result = { base32: base32(bytes), hex: bytes.toString("hex") };
    log.mask(result.base32);
    log.mask(result.hex);
    return { result };
  },
});
