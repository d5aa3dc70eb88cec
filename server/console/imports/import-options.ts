import { MODELS, period, type ModelName } from "@tokenplane/rules/models";
import type {
  HashAlgorithm,
  SecretEncoding,
  TokenImportFormat,
  TokenImportInput,
  TokenImportModel,
} from "../generated/documents.js";

/** What is given with a file of tokens. */
export interface TokenFileOptions {
  readonly format: TokenImportFormat;
  readonly model: TokenImportModel;
  readonly periodSeconds: string;
  readonly secretEncoding: SecretEncoding;
  /** Empty: by the secret. */
  readonly hash: HashAlgorithm | "";
  readonly acceptShortSecrets: boolean;
  readonly protection: "NONE" | "KEY" | "PASSPHRASE";
  /** The key or the pass phrase of an encrypted file. */
  readonly key: string;
}

export const FIRST_OPTIONS: TokenFileOptions = {
  format: "CSV",
  model: "PROTECTIMUS_TWO",
  periodSeconds: "30",
  secretEncoding: "HEX",
  hash: "",
  acceptShortSecrets: false,
  protection: "NONE",
  key: "",
};

export type OptionName = keyof TokenFileOptions;

/** The options of a format, in order. */
export function optionsOf({ format, model, protection }: TokenFileOptions): readonly OptionName[] {
  const hash = model === "UNIVERSAL" ? (["hash"] as const) : [];
  switch (format) {
    case "CSV":
      return ["model", "periodSeconds", "secretEncoding", ...hash, "acceptShortSecrets"];
    case "OATH_CSV":
      return ["periodSeconds", "secretEncoding", "hash", "acceptShortSecrets"];
    case "PSKC":
      return [
        "periodSeconds",
        "hash",
        "protection",
        ...(protection === "NONE" ? [] : (["key"] as const)),
        "acceptShortSecrets",
      ];
  }
}

/** The model of the tokens in a file. */
export function modelOf({ format, model }: TokenFileOptions): ModelName {
  return format === "CSV" ? model : "UNIVERSAL";
}

/** What is wrong with the period, in the server's words. */
export function periodProblem(options: TokenFileOptions): string | undefined {
  const { periodSeconds } = options;
  return (
    period(MODELS[modelOf(options)])(periodSeconds === "" ? Number.NaN : Number(periodSeconds)) ?? undefined
  );
}

/** The options as the API takes them. */
export function importInput(options: TokenFileOptions): TokenImportInput {
  const { format, model, secretEncoding, hash, acceptShortSecrets, protection, key } = options;
  const shown = optionsOf(options);
  return {
    format,
    periodSeconds: Number(options.periodSeconds),
    ...(shown.includes("model") ? { model } : {}),
    ...(shown.includes("secretEncoding") ? { secretEncoding } : {}),
    ...(shown.includes("hash") && hash !== "" ? { hash } : {}),
    ...(acceptShortSecrets ? { acceptShortSecrets } : {}),
    ...(protection === "KEY" && shown.includes("key") ? { pskcKey: key } : {}),
    ...(protection === "PASSPHRASE" && shown.includes("key") ? { pskcPassphrase: key } : {}),
  };
}
