import { MODELS } from "@tokenplane/rules/models";
import type { Imported } from "../../imports/import-file.js";
import { MAX_REPORTED } from "../../imports/move.js";
import { tokenImport } from "../../imports/token-import.js";
import { builder } from "../builder.js";
import { loadReturned } from "../loader.js";
import { mutation, type PayloadBuilder } from "../mutation.js";
import { tokenLoader } from "../tokens/token-loader.js";
import { SecretEncoding } from "../tokens/model-input.js";
import { ULTRA_SUITE } from "@tokenplane/rules/model-inputs";
import { HashAlgorithm } from "../factors/oath.js";
import { fileFields, jobFields } from "./import-fields.js";
import { jobLoader } from "./import-loader.js";

const TokenImportFormat = builder.enumType("TokenImportFormat", {
  description: "How a file of tokens is written.",
  values: {
    CSV: {
      description:
        "Columns serialNumber,secret. All tokens have the same model, period and hash, which are given with the file. Tokens of the model UNIVERSAL compute TOTP codes of 6 digits.",
    },
    OATH_CSV: {
      description:
        "Columns serialNumber,secret,type,digits,period or counter,hash. The type is TOTP or HOTP. An empty or absent cell means: type TOTP, 6 digits, the period in `periodSeconds`, or 30, counter 0, and the hash in `hash`, or SHA1. A header may name two columns `period` and `counter` instead: a period counts for TOTP only, a counter for HOTP only.",
    },
    PSKC: {
      description:
        "Portable Symmetric Key Container (RFC 6030): XML, plain or encrypted. In an encrypted file every secret must be encrypted, with the right MAC. An XML signature is not checked. StartDate and ExpiryDate become validFrom and validUntil, TimeDrift becomes drift. OCRA keys contain their suite. If the suite requires a PIN, the PIN is not in the file; set it later with tokenUpdate (suitePin).",
    },
  } as const,
});

const TokenImportModel = builder.enumType("TokenImportModel", {
  description: "Models of tokens whose secrets a vendor delivers.",
  values: {
    PROTECTIMUS_TWO: { description: MODELS.PROTECTIMUS_TWO.description },
    PROTECTIMUS_SHARK: { description: MODELS.PROTECTIMUS_SHARK.description },
    PROTECTIMUS_ULTRA: {
      description: `${MODELS.PROTECTIMUS_ULTRA.description} From CSV, its suite is ${ULTRA_SUITE}; from PSKC, it is the one of the key. OATH_CSV is for other models.`,
    },
    UNIVERSAL: { description: MODELS.UNIVERSAL.description },
  } as const,
});

mutation(tokenImport, {
  description:
    "Creates tokens from a file: all of them or none. Their names are their serial numbers; they are ACTIVE at once, and belong to no user yet. Problems are reported with the line of their row.",
  input: (t) => ({
    format: t.field({ type: TokenImportFormat, required: true, description: "The format of the file." }),
    ...fileFields(t),
    model: t.field({
      type: TokenImportModel,
      description:
        "The model of all tokens. CSV requires it; for the other formats, the default is UNIVERSAL.",
    }),
    periodSeconds: t.int({
      description:
        "How long a TOTP code is valid, in seconds: 30 or 60; for universal tokens 10 to 86,400. In CSV, it is the period of all tokens, and PROTECTIMUS_TWO and PROTECTIMUS_SHARK need it. In the other formats, it is the period of TOTP rows, and of keys in PSKC, that have no period of their own. By default 30.",
    }),
    hash: t.field({
      type: HashAlgorithm,
      description:
        "For universal tokens: the hash function of rows, and of keys in PSKC, that do not name one; by default SHA1. If neither is given, a secret of 32 or 64 bytes is refused, because SHA256 and SHA512 use such secrets.",
    }),
    acceptShortSecrets: t.boolean({
      defaultValue: false,
      description:
        "Accept secrets of 10 to 15 bytes, which many older devices have. They are weaker than RFC 4226 requires (16 bytes), and the event of each such token says so. Shorter ones are always refused.",
    }),
    secretEncoding: t.field({
      type: SecretEncoding,
      defaultValue: "HEX",
      description: "The encoding of the secrets in CSV and OATH_CSV.",
    }),
    pskcKey: t.string({
      description:
        "For encrypted PSKC: the key that was shared beforehand, in hexadecimal. If it is given, a file without encryption is refused.",
    }),
    pskcPassphrase: t.string({
      description:
        "For encrypted PSKC: the pass phrase that the key is derived from. If it is given, a file without encryption is refused.",
    }),
  }),
  payload: (t: PayloadBuilder<Imported>) => ({
    ...jobFields(t),
    tokens: t.field({
      type: ["Token"],
      description:
        "The first 100 tokens that were created, in the order of the file; `tokens` lists them all.",
      complexity: { field: 1, multiplier: MAX_REPORTED },
      resolve: async ({ payload }, _args, context) => {
        const { firstIds } = await loadReturned(jobLoader(context), payload.jobId);
        const tokens = await Promise.all(firstIds.map((id) => tokenLoader(context).load(id)));
        // Those that were deleted later are left out.
        return tokens.filter((token) => token !== null);
      },
    }),
  }),
});
