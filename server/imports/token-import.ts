import { builder } from "../graphql/builder.js";
import { Refusal } from "../graphql/errors.js";
import { mutationField, type PayloadBuilder } from "../graphql/mutation.js";
import { checkForm } from "../graphql/validation.js";
import type { Hash } from "../otp/hotp.js";
import { SecretEncoding } from "../tokens/model-input.js";
import { HashAlgorithm } from "../tokens/token-type.js";
import { MODELS, period } from "@tokenplane/rules/models";
import { tokenLoader } from "../tokens/store.js";
import { loadTold } from "../graphql/loader.js";
import type { RowReader } from "./importer.js";
import { jobLoader } from "./job-store.js";
import { fileFields, importFile, jobFields, type Imported } from "./mutation.js";
import { csvRows, pskcRows } from "./rows.js";
import { CSV_LAYOUT, oathOf, OATH_LAYOUT } from "./token-layout.js";
import { importedToken, type FileSettings, type ImportModel } from "./token-row.js";
import { tokenImporter, tokenRow } from "./tokens.js";

const TokenImportFormat = builder.enumType("TokenImportFormat", {
  description: "How a file of tokens is written.",
  values: {
    CSV: {
      description:
        "Columns serialNumber,secret. All tokens have the same model, period and hash, which are given with the file. Tokens of the model UNIVERSAL compute TOTP codes of 6 digits.",
    },
    OATH_CSV: {
      description:
        "Columns serialNumber,secret,type,digits,period or counter,hash. The type is TOTP or HOTP. An empty or absent cell means: type TOTP, 6 digits, period 30, counter 0, and the hash in `hash`, or SHA1.",
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
    UNIVERSAL: { description: MODELS.UNIVERSAL.description },
  } as const,
});

function refuse(field: string, message: string): never {
  throw new Refusal("VALIDATION_FAILED", message, ["input", field]);
}

interface Input {
  readonly format: "CSV" | "OATH_CSV" | "PSKC";
  readonly model?: ImportModel | null | undefined;
  readonly periodSeconds?: number | null | undefined;
  readonly secretEncoding?: "HEX" | "BASE32" | "BASE64" | null | undefined;
  readonly hash?: Hash | null | undefined;
  readonly acceptShortSecrets?: boolean | null | undefined;
  readonly pskcKey?: string | null | undefined;
  readonly pskcPassphrase?: string | null | undefined;
}

/** The key that an input gives in hexadecimal. @throws Refusal */
function keyOf({ format, pskcKey, pskcPassphrase }: Input): Buffer | null {
  if (format !== "PSKC" && (pskcKey ?? pskcPassphrase) != null) {
    refuse(pskcKey == null ? "pskcPassphrase" : "pskcKey", "Only PSKC files are encrypted; leave it out.");
  }
  if (pskcKey == null) return null;
  if (pskcPassphrase != null) refuse("pskcPassphrase", "Give the key or the pass phrase, not both.");
  if (!/^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i.test(pskcKey)) {
    refuse("pskcKey", "The key is 16, 24 or 32 bytes in hexadecimal.");
  }
  return Buffer.from(pskcKey, "hex");
}

/** The settings for all tokens of the file. @throws Refusal */
function settingsOf({ format, model, periodSeconds, hash, acceptShortSecrets }: Input): FileSettings {
  if (format !== "CSV" && periodSeconds != null)
    refuse("periodSeconds", "The file says the period of each token; leave it out.");
  if (format === "PSKC" && hash != null)
    refuse("hash", "The file says the hash of each token; leave it out.");
  if (format === "CSV" && model == null) {
    refuse(
      "model",
      "CSV does not say which model the tokens have: give PROTECTIMUS_TWO, PROTECTIMUS_SHARK or UNIVERSAL, or use OATH_CSV.",
    );
  }
  const settings = {
    model: model ?? "UNIVERSAL",
    periodSeconds: periodSeconds ?? null,
    hash: hash ?? null,
    acceptShortSecrets: acceptShortSecrets === true,
  };
  if (settings.model === "UNIVERSAL") {
    if (periodSeconds != null) checkForm(periodSeconds, period(MODELS.UNIVERSAL), ["input", "periodSeconds"]);
    return settings;
  }
  if (hash != null) refuse("hash", `The hash of ${settings.model} is always the same; leave it out.`);
  if (format === "CSV") {
    if (periodSeconds == null) refuse("periodSeconds", "Give the period of the tokens: 30 or 60.");
    checkForm(periodSeconds, period(MODELS[settings.model]), ["input", "periodSeconds"]);
  }
  return settings;
}

/** Checks the input. @returns a function that creates the reader of the rows. @throws Refusal */
function readerOf(input: Input): () => RowReader {
  const { format } = input;
  const key = keyOf(input);
  const settings = settingsOf(input);
  const secretEncoding = input.secretEncoding ?? "HEX";
  if (format === "PSKC") return () => pskcRows(settings, { key, passphrase: input.pskcPassphrase ?? null });
  const isLong = format === "OATH_CSV";
  return () =>
    csvRows(isLong ? OATH_LAYOUT : CSV_LAYOUT, (line, cells) => {
      const { serialNumber = "", secret = "" } = cells;
      const given = { serialNumber, secret, secretEncoding, oath: isLong ? oathOf(cells) : null };
      return tokenRow(line, importedToken(given, settings), 0);
    });
}

mutationField(
  "tokenImport",
  {
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
          "For CSV: how long a code is valid, in seconds: 30 or 60; for universal tokens 10 to 86,400, with 30 as default. The other formats contain it.",
      }),
      hash: t.field({
        type: HashAlgorithm,
        description:
          "For universal tokens in CSV and OATH_CSV: the hash function of rows that do not name one; by default SHA1. If neither is given, a secret of 32 or 64 bytes is refused, because SHA256 and SHA512 use such secrets.",
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
    errors: [],
    payload: (t: PayloadBuilder<Imported>) => ({
      ...jobFields(t),
      tokens: t.field({
        type: ["Token"],
        description:
          "The first 100 tokens that were created, in the order of the file; `tokens` lists them all.",
        resolve: async ({ payload }, _args, context) => {
          const { firstIds } = await loadTold(jobLoader(context), payload.jobId);
          const tokens = await Promise.all(firstIds.map((id) => tokenLoader(context).load(id)));
          // Those that were deleted later are left out.
          return tokens.filter((token) => token !== null);
        },
      }),
    }),
  },
  async (input, context) => importFile("tokenImport", tokenImporter, input, context, readerOf(input)),
);
