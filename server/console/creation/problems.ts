import { chatId } from "@tokenplane/rules/channel";
import { counter } from "@tokenplane/rules/counter";
import { MODELS, settingRefusals, type ModelName } from "@tokenplane/rules/models";
import { suite } from "@tokenplane/rules/ocra-suite";
import { pin } from "@tokenplane/rules/pin";
import type { Rule } from "@tokenplane/rules/rule";
import {
  LEAST_SECRET_BYTES,
  LEAST_SHORT_SECRET_BYTES,
  secret,
  type SecretEncoding,
} from "@tokenplane/rules/secret";
import { email, name, phoneNumber } from "@tokenplane/rules/text";
import { getAlgorithm, CHECKED, getFields, type FieldName, type Values } from "./field-names.js";

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

/** A field that may be left empty. */
function optional(rule: Rule<string>): Rule<string> {
  return (value) => (value === "" ? null : rule(value));
}

function getRule(field: FieldName, model: ModelName, values: Values): Rule<string> | undefined {
  const sets = (setting: "digits" | "periodSeconds"): Rule<string> => {
    return (value) => {
      const given = { algorithm: getAlgorithm(values), [setting]: value === "" ? Number.NaN : Number(value) };
      for (const refusal of settingRefusals(MODELS[model], given)) return refusal.sentence;
      return null;
    };
  };
  const rules: Partial<Record<FieldName, Rule<string>>> = {
    // Without a name, a token is called by its serial number.
    name: values.serialNumber === "" ? name("Name") : optional(name("Name")),
    serialNumber: model === "UNIVERSAL" ? optional(name("Serial number")) : name("Serial number"),
    secret: secretRule(values),
    digits: sets("digits"),
    periodSeconds: sets("periodSeconds"),
    counter: (value) => counter(/^\d+$/.test(value) ? Number(value) : Number.NaN),
    suite,
    suitePin: pin,
    issuer: optional(name("Issuer")),
    phoneNumber,
    address: email,
    channel: (value) => (value === "" ? "Choose the channel of the bot." : null),
    chatId: optional(chatId),
  };
  return rules[field];
}

/** The problems for which the server would refuse the values, by the same rules and in the server's words. */
export function getProblems(model: ModelName, values: Values): Problems {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const field of getFields(model, values)) {
    const sentence = getRule(field, model, values)?.(values[field]);
    if (sentence != null) problems[field] = sentence;
  }
  return problems;
}
