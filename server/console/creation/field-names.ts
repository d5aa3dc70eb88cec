import {
  fieldsIn,
  type Field,
  type FieldName as ModelField,
  type InputType,
  ofEachField,
  WAYS,
} from "@tokenplane/rules/model-fields";
import { ULTRA_SUITE } from "@tokenplane/rules/model-inputs";
import type { Algorithm } from "@tokenplane/rules/model-fields";
import { getModel, MODELS, type Model, type ModelName } from "@tokenplane/rules/models";
import { parseSuite, suite, type Suite } from "@tokenplane/rules/ocra-suite";

/** The fields by which tokens are described. Their names are those of the API, so that a refusal names one. */
export type FieldName = "name" | ModelField;

/** The values that a person typed or chose; a checkbox that is on has the value "yes". */
export type Values = Readonly<Record<FieldName, string>>;

export const CHECKED = "yes";

/** The first values of a model's form. */
export function firstValues(model: ModelName): Values {
  const { algorithms, hashes, digits } = MODELS[model];
  const [algorithm = ""] = algorithms;
  // The hash of a universal token is given by who knows it: a wrong one that is assumed makes every code wrong.
  const [hash = ""] = model === "UNIVERSAL" ? [] : hashes;
  return {
    ...ofEachField(() => ""),
    name: "",
    secretEncoding: "HEX",
    algorithm,
    digits: String(digits[0]),
    periodSeconds: "30",
    hash,
    counter: "0",
    suite: model === "PROTECTIMUS_ULTRA" ? ULTRA_SUITE : "",
  };
}

/** How codes are computed: one that was chosen, or the only one. */
export function getAlgorithm({ algorithm }: Values): Algorithm | undefined {
  return (["TOTP", "HOTP", "OCRA"] as const).find((one) => one === algorithm);
}

/** A suite that a person typed; undefined while it is none. */
function getSuite(text: string): Suite | undefined {
  return suite(text) === null ? parseSuite(text) : undefined;
}

/** The input for how codes are computed, in that of a model that leaves it open. */
export interface OathInputType {
  readonly way: string;
  readonly input: InputType;
}

/** The input for how codes are computed, by what was chosen; undefined where the model decides it. */
export function oathInputType({ input: { oath } }: Model, values: Values): OathInputType | undefined {
  const way = WAYS[getAlgorithm(values) ?? "TOTP"];
  return oath === undefined ? undefined : { way, input: oath[way] };
}

/** The fields of a model, in order; some depend on what was chosen in others. */
export function getFields(model: ModelName, values: Values): readonly FieldName[] {
  const declared = getModel(model);
  const algorithm = getAlgorithm(values);
  const oath = oathInputType(declared, values);
  const asked: FieldName[] = [
    "name",
    ...namesIn(declared.input),
    ...(oath === undefined ? [] : (["algorithm", ...namesIn(oath.input)] as const)),
  ];
  const typed = algorithm === "OCRA" ? getSuite(values.suite) : undefined;
  return asked.filter((name) => {
    if (name === "suitePin") return typed !== undefined && typed.pin !== null;
    if (name === "counter") return algorithm === "HOTP" || typed?.counter === true;
    return name !== "periodSeconds" || algorithm !== "HOTP";
  });
}

function namesIn(input: InputType): ModelField[] {
  return fieldsIn(input).map(([name]) => name);
}

/** Whether a field may be left empty. The PIN of a suite is asked for only where the suite needs it. */
export function isOptional(name: FieldName, model: ModelName, values: Values): boolean {
  // Without a name, a token is called by its serial number.
  if (name === "name") return values.serialNumber !== "";
  const field: Field | undefined = getModel(model).input.fields[name];
  const isText = field?.type === "text" && field.default === undefined;
  return isText && field.isRequired !== true && name !== "suitePin";
}
