import { MODELS } from "@tokenplane/rules/models";
import type { Refusal } from "../data/refusal.js";
import { refusalAt } from "../data/refusal.js";
import { CheckField } from "../fields/check-field.js";
import { PasswordField } from "../fields/password-field.js";
import { SelectField } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { MODEL_NAMES } from "../tokens/model-names.js";
import { SECRET_ENCODINGS, SHORT_SECRETS } from "../tokens/secret-encodings.js";
import {
  getFirstModel,
  getModels,
  getOptions,
  periodProblem,
  type OptionName,
  type TokenFileOptions,
} from "./import-options.js";

const FORMATS = [
  { value: "CSV", label: "CSV: serialNumber,secret" },
  { value: "OATH_CSV", label: "CSV with the OATH settings of each token" },
  { value: "PSKC", label: "PSKC (RFC 6030)" },
] as const;
const HASHES = [
  { value: "", label: "By the secret" },
  { value: "SHA1", label: "SHA-1" },
  { value: "SHA256", label: "SHA-256" },
  { value: "SHA512", label: "SHA-512" },
] as const;
const PROTECTIONS = [
  { value: "NONE", label: "The file is not encrypted" },
  { value: "KEY", label: "Encrypted with a key" },
  { value: "PASSPHRASE", label: "Encrypted with a pass phrase" },
] as const;

/** A field whose value is one of those that it offers. */
function choose<Value extends string>(
  options: readonly { readonly value: Value }[],
  onChange: (value: Value) => void,
): (text: string) => void {
  return (text) => {
    const chosen = options.find(({ value }) => value === text);
    if (chosen !== undefined) onChange(chosen.value);
  };
}

/** The options of a file of tokens: only those that its format needs. */
export function TokenOptions({
  options,
  refusal,
  onChange,
}: {
  readonly options: TokenFileOptions;
  readonly refusal: Refusal | undefined;
  readonly onChange: (options: TokenFileOptions) => void;
}) {
  const change = (part: Partial<TokenFileOptions>) => onChange({ ...options, ...part });
  const shown: readonly OptionName[] = getOptions(options);
  const models = getModels(options.format).map((value) => ({ value, label: MODEL_NAMES[value] }));
  const { periods } = MODELS[options.model];
  const periodHint = options.format === "CSV" ? undefined : "For TOTP tokens without a period in the file.";
  const keyProblem = refusalAt(refusal, "pskcKey") ?? refusalAt(refusal, "pskcPassphrase");
  return (
    <>
      <SelectField
        id="format"
        label="Format"
        value={options.format}
        options={FORMATS}
        onChange={choose(FORMATS, (format) =>
          change({ format, model: getFirstModel(format), periodSeconds: "30" }),
        )}
      />
      <SelectField
        id="model"
        label="Model"
        value={options.model}
        options={models}
        onChange={choose(models, (model) => change({ model, periodSeconds: "30" }))}
      />
      {!shown.includes("periodSeconds") ? null : periods === "ANY" ? (
        <TextField
          id="period"
          label="OTP period (seconds)"
          hint={periodHint}
          value={options.periodSeconds}
          problem={periodProblem(options) ?? refusalAt(refusal, "periodSeconds")}
          onChange={(periodSeconds) => change({ periodSeconds })}
        />
      ) : (
        <SelectField
          id="period"
          label="OTP period (seconds)"
          hint={periodHint}
          value={options.periodSeconds}
          problem={refusalAt(refusal, "periodSeconds")}
          options={periods.map((seconds) => ({ value: String(seconds), label: `${seconds} seconds` }))}
          onChange={(periodSeconds) => change({ periodSeconds })}
        />
      )}
      {shown.includes("secretEncoding") ? (
        <SelectField
          id="encoding"
          label="The secrets are written in"
          value={options.secretEncoding}
          options={SECRET_ENCODINGS}
          onChange={choose(SECRET_ENCODINGS, (secretEncoding) => change({ secretEncoding }))}
        />
      ) : null}
      {shown.includes("hash") ? (
        <SelectField
          id="hash"
          label="Hash algorithm"
          hint="For tokens without a hash algorithm in the file. Without a choice, SHA-1 is used. Secrets of 32 or 64 bytes need a choice."
          value={options.hash}
          options={HASHES}
          problem={refusalAt(refusal, "hash")}
          onChange={choose(HASHES, (hash) => change({ hash }))}
        />
      ) : null}
      {shown.includes("protection") ? (
        <SelectField
          id="protection"
          label="Encryption"
          value={options.protection}
          options={PROTECTIONS}
          onChange={choose(PROTECTIONS, (protection) => change({ protection, key: "" }))}
        />
      ) : null}
      {shown.includes("key") ? (
        <PasswordField
          id="key"
          label={options.protection === "KEY" ? "Key" : "Pass phrase"}
          hint={options.protection === "KEY" ? "In hexadecimal digits." : undefined}
          value={options.key}
          problem={keyProblem}
          autoComplete="new-password"
          onChange={(key) => change({ key })}
        />
      ) : null}
      <CheckField
        id="short"
        label="Accept short secrets"
        description={SHORT_SECRETS}
        isChecked={options.acceptShortSecrets}
        onChange={(acceptShortSecrets) => change({ acceptShortSecrets })}
      />
    </>
  );
}
