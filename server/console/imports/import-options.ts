import { MODELS, period } from "@tokenplane/rules/models";
import type {
  HashAlgorithm,
  SecretEncoding,
  TokenImportFormat,
  TokenImportInput,
  TokenImportModel,
} from "../generated/documents.js";

/** The options of a file of tokens. */
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

/** The models that a format can have. The rows of OATH_CSV are for tokens that show codes, and not for answers to questions. */
export function getModels(format: TokenImportFormat): readonly TokenImportModel[] {
  const shown = ["PROTECTIMUS_TWO", "PROTECTIMUS_SHARK", "UNIVERSAL"] as const;
  return format === "OATH_CSV" ? shown : [...shown, "PROTECTIMUS_ULTRA"];
}

/** The model that is chosen first: the other formats contain more than the model says. */
export function getFirstModel(format: TokenImportFormat): TokenImportModel {
  return format === "CSV" ? FIRST_OPTIONS.model : "UNIVERSAL";
}

/** The options that a format and a model need, in order. */
export function getOptions({ format, model, protection }: TokenFileOptions): readonly OptionName[] {
  const isPskc = format === "PSKC";
  return [
    ...(model === "PROTECTIMUS_ULTRA" ? [] : (["periodSeconds"] as const)),
    ...(isPskc ? [] : (["secretEncoding"] as const)),
    ...(model === "UNIVERSAL" ? (["hash"] as const) : []),
    ...(isPskc ? (["protection"] as const) : []),
    ...(isPskc && protection !== "NONE" ? (["key"] as const) : []),
    "acceptShortSecrets",
  ];
}

/** The problem of the period, in the server's words. */
export function periodProblem(options: TokenFileOptions): string | undefined {
  const { model, periodSeconds } = options;
  if (!getOptions(options).includes("periodSeconds")) return undefined;
  return period(MODELS[model])(periodSeconds === "" ? Number.NaN : Number(periodSeconds)) ?? undefined;
}

/** The options as the API takes them. */
export function importInput(options: TokenFileOptions): TokenImportInput {
  const { format, model, periodSeconds, secretEncoding, hash, acceptShortSecrets, protection, key } = options;
  const shown = getOptions(options);
  return {
    format,
    model,
    ...(shown.includes("periodSeconds") ? { periodSeconds: Number(periodSeconds) } : {}),
    ...(shown.includes("secretEncoding") ? { secretEncoding } : {}),
    ...(shown.includes("hash") && hash !== "" ? { hash } : {}),
    ...(acceptShortSecrets ? { acceptShortSecrets } : {}),
    ...(protection === "KEY" && shown.includes("key") ? { pskcKey: key } : {}),
    ...(protection === "PASSPHRASE" && shown.includes("key") ? { pskcPassphrase: key } : {}),
  };
}
