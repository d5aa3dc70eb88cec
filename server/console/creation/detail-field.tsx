import { fieldInfo } from "@tokenplane/rules/model-fields";
import { MODELS, type ModelName } from "@tokenplane/rules/models";
import { useMemo } from "react";
import { CheckField } from "../fields/check-field.js";
import { PasswordField } from "../fields/password-field.js";
import { SelectField, type Option } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { SECRET_ENCODINGS, SHORT_SECRETS } from "../tokens/secret-encodings.js";
import { ChannelField } from "./channel-field.js";
import { CHECKED, isOptional, type FieldName, type Values } from "./field-names.js";

export interface DetailFieldProps {
  readonly name: FieldName;
  readonly model: ModelName;
  readonly values: Values;
  readonly problem: string | undefined;
  readonly onChange: (name: FieldName, value: string) => void;
}

const ALGORITHM_LABELS = {
  TOTP: "TOTP: codes from the time",
  HOTP: "HOTP: codes from a counter",
  OCRA: "OCRA: answers to questions",
} as const;

/** The values to choose from; undefined for a field that is typed. */
function getOptions(name: FieldName, model: ModelName): readonly Option[] | undefined {
  const { algorithms, digits, hashes, periods } = MODELS[model];
  const hashOptions = hashes.map((hash) => ({ value: hash, label: hash.replace("SHA", "SHA-") }));
  if (name === "secretEncoding") return SECRET_ENCODINGS;
  if (name === "algorithm") {
    return algorithms.map((algorithm) => ({ value: algorithm, label: ALGORITHM_LABELS[algorithm] }));
  }
  if (name === "digits")
    return digits.map((length) => ({ value: String(length), label: `${length} digits` }));
  if (name === "hash") {
    return model === "UNIVERSAL" ? [{ value: "", label: "By the secret" }, ...hashOptions] : hashOptions;
  }
  if (name !== "periodSeconds" || periods === "ANY") return undefined;
  return periods.map((seconds) => ({ value: String(seconds), label: `${seconds} seconds` }));
}

function getHint(name: FieldName, model: ModelName): string | undefined {
  if (name === "name") {
    const hasSerial = "serialNumber" in MODELS[model].input.fields;
    return hasSerial ? "Without a name, the token is called by its serial number." : undefined;
  }
  if (name === "hash" && model === "UNIVERSAL") {
    return "Without a choice, SHA-1 is used. A secret of 32 or 64 bytes needs a choice.";
  }
  return fieldInfo(name).hint;
}

/** One field of a form of a model. */
export function DetailField(props: DetailFieldProps) {
  const { name, model, values, problem, onChange } = props;
  const info = name === "name" ? undefined : fieldInfo(name);
  const options = useMemo(() => getOptions(name, model), [name, model]);
  const field = {
    id: `token-${name}`,
    label: info?.label ?? "Name",
    value: values[name],
    onChange: (value: string) => onChange(name, value),
    hint: getHint(name, model),
    problem,
    isRequired: !isOptional(name, model, values),
  };
  if (name === "channel") return <ChannelField {...field} />;
  if (name === "acceptShortSecrets") {
    return (
      <CheckField
        id={field.id}
        label={field.label}
        description={SHORT_SECRETS}
        isChecked={field.value === CHECKED}
        onChange={(isChecked) => onChange(name, isChecked ? CHECKED : "")}
      />
    );
  }
  if (options !== undefined) return <SelectField {...field} options={options} />;
  if (info?.typed === "password") return <PasswordField {...field} autoComplete="new-password" />;
  return <TextField {...field} type={info?.typed ?? "text"} />;
}
