import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSecret } from "../files/secret.js";
import { secret, type SecretEncoding } from "./secret.js";

/** A secret in writing, by Node.js, which knows nothing of the rule. */
const WRITTEN: Readonly<Record<SecretEncoding, (bytes: Uint8Array) => string>> = {
  HEX: (bytes) => Buffer.from(bytes).toString("hex"),
  BASE64: (bytes) => Buffer.from(bytes).toString("base64"),
  BASE32(bytes) {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const digits = (bits.match(/.{1,5}/g) ?? []).map(
      (digit) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(digit.padEnd(5, "0"), 2)],
    );
    return digits.join("").padEnd(Math.ceil(digits.length / 8) * 8, "=");
  },
};

const encodings = fc.constantFrom<SecretEncoding>("HEX", "BASE32", "BASE64");

it("a secret of 16 to 128 bytes is accepted, padded or not, and the server reads its bytes", () => {
  fc.assert(
    fc.property(
      encodings,
      fc.uint8Array({ minLength: 16, maxLength: 128 }),
      fc.boolean(),
      (encoding, bytes, padded) => {
        const text = WRITTEN[encoding](bytes);
        const given = padded ? text : text.replace(/=+$/, "");
        expect(secret(encoding)(given)).toBeNull();
        expect(new Uint8Array(parseSecret({ secret: given, secretEncoding: encoding }, []))).toEqual(
          new Uint8Array(bytes),
        );
      },
    ),
  );
});

it("a secret that is shorter or longer is refused with its length", () => {
  const lengths = fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 129, max: 140 }));
  fc.assert(
    fc.property(encodings, lengths, (encoding, length) => {
      expect(secret(encoding)(WRITTEN[encoding](new Uint8Array(length)))).toBe(
        `The secret has ${length} bytes; it needs 16 to 128.`,
      );
    }),
  );
});

it.each<[SecretEncoding, string]>([
  ["HEX", ""],
  ["HEX", "0123456789abcdef0123456789abcde"],
  ["HEX", "0123456789abcdef0123456789abcdeg"],
  ["HEX", "01 23"],
  ["BASE32", ""],
  ["BASE32", "===="],
  ["BASE32", "MFRGGZDFMZTWQ2LKNNWG23TPOB1"],
  ["BASE32", "MFRG GZDF"],
  ["BASE32", "krxwwzloobwgc3tfeb2gk43uebzwkzlſ"],
  ["BASE32", "MFRGGZDFMZTWQ2LKNNWG23TPO="],
  ["BASE32", "MFRGGZDFMZTWQ2LKNNWG23TPO"],
  ["BASE32", "MFRGGZDFMZTWQ2LKNNWG23TPOD"],
  ["BASE32", "MFRGGZDFMZTWQ2LKNNWG23TPOBA======="],
  ["BASE64", "AAECAwQFBgcICQoLDA0ODx"],
  ["BASE64", "AAECAwQFBgcICQoLDA0OD"],
  ["BASE64", "AAECAwQFBgcICQoLDA0ODw="],
  ["BASE64", "AAECAwQFBgcICQoLDA0ODw-_"],
])("a secret in %s that is not written so is refused: %j", (encoding, text) => {
  const sentence = secret(encoding)(text);
  expect(sentence).toMatch(
    new RegExp(`^The secret is not written in ${encoding}\\. ${encoding} has .*, and no spaces\\.$`),
  );
  if (text !== "") expect(sentence).not.toContain(text);
});

it("a secret that is far too long is not read", () => {
  expect(secret("HEX")("x".repeat(10_000_000))).toBe(
    "The secret has more than 128 bytes; it needs 16 to 128.",
  );
});
