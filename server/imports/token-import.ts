import { CSV_LAYOUT, OATH_LAYOUT, getOath } from "@tokenplane/files/token-layout";
import { MODELS, period } from "@tokenplane/rules/models";
import { Refusal } from "@tokenplane/rules/refusal";
import { checkForm } from "../actions/validation.js";
import type { Hash } from "../otp/hotp.js";
import { type FileRequest, importUseCase } from "./import-file.js";
import type { RowReader } from "./importer.js";
import { csvRows, pskcRows } from "./rows.js";
import { type FileSettings, importedToken, type ImportModel } from "./token-row.js";
import { tokenImporter } from "./tokens.js";
import { tokenRow } from "./tokens.js";

function refuse(field: string, message: string): never {
  throw new Refusal("VALIDATION_FAILED", message, ["input", field]);
}

/** A file of tokens, and what it does not say itself. */
export interface TokenImportRequest extends FileRequest {
  readonly format: "CSV" | "OATH_CSV" | "PSKC";
  /** Of all tokens. CSV requires it; for the other formats, UNIVERSAL is the default. */
  readonly model?: ImportModel | null | undefined;
  /** For how many seconds a code is valid: of all tokens in CSV, and of TOTP tokens for which another file does not say it. */
  readonly periodSeconds?: number | null | undefined;
  /** How the secrets are written in CSV and OATH_CSV; HEX by default. */
  readonly secretEncoding?: "HEX" | "BASE32" | "BASE64" | null | undefined;
  /** For universal tokens: the hash function of the rows, or of the keys of PSKC, that name none. */
  readonly hash?: Hash | null | undefined;
  /** Whether secrets of 10 to 15 bytes are accepted; false by default. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** The key that encrypts the values of a PSKC file: 16, 24 or 32 bytes in hexadecimal. */
  readonly pskcKey?: string | null | undefined;
  /** The pass phrase from which the key of a PSKC file is derived, instead of `pskcKey`. */
  readonly pskcPassphrase?: string | null | undefined;
}

/** The key that an input gives in hexadecimal. @throws Refusal */
function getKey({ format, pskcKey, pskcPassphrase }: TokenImportRequest): Buffer | null {
  if (format !== "PSKC" && (pskcKey ?? pskcPassphrase) != null) {
    refuse(
      pskcKey == null ? "pskcPassphrase" : "pskcKey",
      "Only PSKC files are encrypted. Leave this field out.",
    );
  }
  if (pskcKey == null) return null;
  if (pskcPassphrase != null) refuse("pskcPassphrase", "Give the key or the pass phrase, not both.");
  if (!/^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i.test(pskcKey)) {
    refuse("pskcKey", "The key is 16, 24 or 32 bytes in hexadecimal.");
  }
  return Buffer.from(pskcKey, "hex");
}

/** @throws Refusal when a file of devices that answer challenges comes with what they do not have. */
function checkUltra(format: TokenImportRequest["format"], { periodSeconds, hash }: FileSettings): void {
  if (format === "OATH_CSV") {
    refuse("model", "OATH_CSV is for HOTP and TOTP tokens. Import PROTECTIMUS_ULTRA from CSV or PSKC.");
  }
  if (periodSeconds !== null) {
    refuse("periodSeconds", "A token of model PROTECTIMUS_ULTRA has no period; leave it out.");
  }
  if (hash !== null) refuse("hash", "The suite of PROTECTIMUS_ULTRA contains the hash; leave it out.");
}

/** The settings for all tokens of the file. @throws Refusal */
function getSettings({
  format,
  model,
  periodSeconds,
  hash,
  acceptShortSecrets,
}: TokenImportRequest): FileSettings {
  if (format === "CSV" && model == null) {
    refuse(
      "model",
      "CSV does not say which model the tokens have: give PROTECTIMUS_TWO, PROTECTIMUS_SHARK, PROTECTIMUS_ULTRA or UNIVERSAL, or use OATH_CSV.",
    );
  }
  const settings = {
    model: model ?? "UNIVERSAL",
    periodSeconds: periodSeconds ?? null,
    hash: hash ?? null,
    acceptShortSecrets: acceptShortSecrets === true,
  };
  if (settings.model === "PROTECTIMUS_ULTRA") {
    checkUltra(format, settings);
    return settings;
  }
  if (periodSeconds != null) {
    checkForm(periodSeconds, period(MODELS[settings.model]), ["input", "periodSeconds"]);
  }
  if (settings.model === "UNIVERSAL") return settings;
  if (hash != null) refuse("hash", `The hash of ${settings.model} is always the same; leave it out.`);
  if (format === "CSV" && periodSeconds == null) {
    refuse("periodSeconds", "Give the period of the tokens: 30 or 60.");
  }
  return settings;
}

/** Checks the input. @returns a function that creates the reader of the rows. @throws Refusal */
function getReader(input: TokenImportRequest): () => RowReader {
  const { format } = input;
  const key = getKey(input);
  const settings = getSettings(input);
  const secretEncoding = input.secretEncoding ?? "HEX";
  if (format === "PSKC") return () => pskcRows(settings, { key, passphrase: input.pskcPassphrase ?? null });
  const isLong = format === "OATH_CSV";
  return () =>
    csvRows(isLong ? OATH_LAYOUT : CSV_LAYOUT, (line, cells) => {
      const { serialNumber = "", secret = "" } = cells;
      const given = { serialNumber, secret, secretEncoding, oath: isLong ? getOath(cells) : null };
      return tokenRow(line, importedToken(given, settings), 0);
    });
}

/** Creates tokens from a file, all or none of them. */
export const tokenImport = importUseCase("tokenImport", tokenImporter, getReader);
