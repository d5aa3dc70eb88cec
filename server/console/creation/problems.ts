import { fieldInfo } from "@tokenplane/rules/model-fields";
import { MODELS, settingRefusals, type ModelName } from "@tokenplane/rules/models";
import type { Rule } from "@tokenplane/rules/rule";
import {
  LEAST_SECRET_BYTES,
  LEAST_SHORT_SECRET_BYTES,
  secret,
  type SecretEncoding,
} from "@tokenplane/rules/secret";
import { name } from "@tokenplane/rules/text";
import { getAlgorithm, CHECKED, getFields, isOptional, type FieldName, type Values } from "./field-names.js";

/** The problems of fields, each in one sentence. */
export type Problems = Partial<Readonly<Record<FieldName, string>>>;

/** How a secret is written. */
export function getEncoding({ secretEncoding }: Pick<Values, "secretEncoding">): SecretEncoding {
  return (["BASE32", "BASE64"] as const).find((one) => one === secretEncoding) ?? "HEX";
}

function secretRule(values: Values): Rule<string> {
  const least = values.acceptShortSecrets === CHECKED ? LEAST_SHORT_SECRET_BYTES : LEAST_SECRET_BYTES;
  return secret(getEncoding(values), least);
}

/** A setting that its model bounds. */
function settingRule(setting: "digits" | "periodSeconds", model: ModelName, values: Values): Rule<string> {
  return (value) => {
    const given = { algorithm: getAlgorithm(values), [setting]: value === "" ? Number.NaN : Number(value) };
    for (const refusal of settingRefusals(MODELS[model], given)) return refusal.sentence;
    return null;
  };
}

function getRule(field: FieldName, model: ModelName, values: Values): Rule<string> | undefined {
  if (field === "name") return name("Name");
  if (field === "secret") return secretRule(values);
  if (field === "digits" || field === "periodSeconds") return settingRule(field, model, values);
  if (field === "channel") return (value) => (value === "" ? "Choose the channel of the bot." : null);
  return fieldInfo(field).rule;
}

/** The problems for which the server would refuse the values, by the same rules and in the server's words. */
export function getProblems(model: ModelName, values: Values): Problems {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const field of getFields(model, values)) {
    if (values[field] === "" && isOptional(field, model, values)) continue;
    const sentence = getRule(field, model, values)?.(values[field]);
    if (sentence != null) problems[field] = sentence;
  }
  return problems;
}
