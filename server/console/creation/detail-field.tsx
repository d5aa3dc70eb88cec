import { MODELS, type ModelName } from "@tokenplane/rules/models";
import { useMemo } from "react";
import { CheckField } from "../fields/check-field.js";
import { PasswordField } from "../fields/password-field.js";
import { SelectField, type Option } from "../fields/select-field.js";
import { TextField } from "../fields/text-field.js";
import { SECRET_ENCODINGS, SHORT_SECRETS } from "../tokens/secret-encodings.js";
import { ChannelField } from "./channel-field.js";
import { CHECKED, type FieldName, type Values } from "./field-names.js";

export interface DetailFieldProps {
  readonly name: FieldName;
  readonly model: ModelName;
  readonly values: Values;
  readonly problem: string | undefined;
  readonly onChange: (name: FieldName, value: string) => void;
}

const LABELS: Readonly<Record<FieldName, string>> = {
  name: "Name",
  serialNumber: "Serial number",
  secret: "Secret",
  secretEncoding: "The secret is written in",
  acceptShortSecrets: "Accept a short secret",
  algorithm: "Algorithm",
  digits: "OTP length",
  periodSeconds: "OTP period (seconds)",
  hash: "Hash algorithm",
  counter: "Counter of the next code",
  suite: "OCRA suite",
  suitePin: "PIN of the suite",
  issuer: "Issuer",
  phoneNumber: "Phone number",
  address: "E-mail address",
  channel: "Channel of the bot",
  chatId: "Chat ID",
};

const HINTS: Partial<Readonly<Record<FieldName, string>>> = {
  secret: "The seed that the vendor delivered.",
  suite: "The OCRA suite, which defines how answers are computed, as in OCRA-1:HOTP-SHA1-6:QN08.",
  suitePin: "The answers of this suite depend on it: 4 to 12 digits.",
  issuer: "What the app shows above the code. Without one, it shows the account's name.",
  phoneNumber: "A mobile number with its country code, as in +491701234567.",
  address: "Where the codes are sent.",
  chatId:
    "The chat to which the bot writes. Leave it empty for a Telegram bot: then you get a link with which the person opens the chat.",
};

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
  const { asksFor } = MODELS[model];
  if (name === "name" && asksFor.some((field) => field === "serialNumber")) {
    return "Without a name, the token is called by its serial number.";
  }
  if (name === "hash" && model === "UNIVERSAL") {
    return "Without a choice, SHA-1 is used. A secret of 32 or 64 bytes needs a choice.";
  }
  return HINTS[name];
}

/** Fields that may be left empty. */
function isOptional(name: FieldName, { model, values }: Pick<DetailFieldProps, "model" | "values">): boolean {
  if (name === "name") return values.serialNumber !== "";
  return name === "issuer" || name === "chatId" || (name === "serialNumber" && model === "UNIVERSAL");
}

/** One field of a form of a model. */
export function DetailField(props: DetailFieldProps) {
  const { name, model, values, problem, onChange } = props;
  const options = useMemo(() => getOptions(name, model), [name, model]);
  const field = {
    id: `token-${name}`,
    label: LABELS[name],
    value: values[name],
    onChange: (value: string) => onChange(name, value),
    hint: getHint(name, model),
    problem,
    isRequired: !isOptional(name, props),
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
  if (name === "secret" || name === "suitePin")
    return <PasswordField {...field} autoComplete="new-password" />;
  const type = name === "phoneNumber" ? "tel" : name === "address" ? "email" : "text";
  return <TextField {...field} type={type} />;
}
