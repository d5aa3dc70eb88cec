import { asOath, type OathTokenRow } from "../../tokens/token-store.js";
import { builder } from "../builder.js";

// The fields of tokens of OATH and OCRA in the API. Another kind adds its own field to Token.

export const OathAlgorithm = builder.enumType("OathAlgorithm", {
  description: "How codes are computed.",
  values: {
    TOTP: { description: "From the time (RFC 6238)." },
    HOTP: { description: "From a counter (RFC 4226)." },
    OCRA: { description: "As answers to questions (RFC 6287)." },
  } as const,
});

export const HashAlgorithm = builder.enumType("HashAlgorithm", {
  description: "The hash function under the HMAC.",
  values: {
    SHA1: { description: "SHA-1, which every device supports." },
    SHA256: { description: "SHA-256." },
    SHA512: { description: "SHA-512." },
  } as const,
});

const OathSettings = builder.objectRef<OathTokenRow>("OathSettings").implement({
  description: "How a token's codes are computed. The secret is not included.",
  fields: (t) => ({
    algorithm: t.field({
      type: OathAlgorithm,
      description: "From the time, from a counter, or as answers to questions.",
      resolve: ({ algorithm }) => (algorithm === "HOTP" || algorithm === "OCRA" ? algorithm : "TOTP"),
    }),
    digits: t.exposeInt("digits", { description: "Length of a code: 6 to 8." }),
    periodSeconds: t.exposeInt("periodSeconds", {
      nullable: true,
      description: "How long a TOTP code is valid, in seconds; null for HOTP and OCRA.",
    }),
    hash: t.field({
      type: HashAlgorithm,
      description: "The hash function.",
      resolve: ({ hash }) => (hash === "SHA256" || hash === "SHA512" ? hash : "SHA1"),
    }),
    ocraSuite: t.exposeString("ocraSuite", {
      nullable: true,
      description:
        "The suite of an OCRA token: how its answers are computed, as in OCRA-1:HOTP-SHA1-6:QN08 (RFC 6287); null for others.",
    }),
  }),
});

builder.objectField("Token", "oath", (t) =>
  t.field({
    type: OathSettings,
    nullable: true,
    description:
      "How its codes are computed; null for a token whose codes are sent, or that asks on a phone.",
    resolve: (token) => (token.algorithm === null ? null : asOath(token)),
  }),
);
