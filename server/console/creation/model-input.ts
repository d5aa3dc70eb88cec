import { type Field, fieldsIn, type InputType } from "@tokenplane/rules/model-fields";
import { getModel, inputAt, type ModelName } from "@tokenplane/rules/models";
import type { TokenModelInput } from "../generated/documents.js";
import { CHECKED, type FieldName, getFields, oathInputType, type Values } from "./field-names.js";

/** A typed value as the API takes it; undefined for one that is left out. */
function getValue(value: string, { type }: Field): unknown {
  if (type === "number" || type === "counter") return Number(value);
  if (type === "flag") return value === CHECKED ? true : undefined;
  if (value === "") return undefined;
  return type === "channel" ? { id: value } : value;
}

/** The values of the fields that the form asks for. */
function getInput(input: InputType, asked: readonly FieldName[], values: Values) {
  const fields = fieldsIn(input).filter(([name]) => asked.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, getValue(values[name], field)]));
}

/** The token that a filled form describes, as the API takes it. */
export function modelInput(model: ModelName, values: Values): TokenModelInput {
  const declared = getModel(model);
  const asked = getFields(model, values);
  const oath = oathInputType(declared, values);
  const given = {
    ...getInput(declared.input, asked, values),
    ...(oath === undefined ? {} : { oath: { [oath.way]: getInput(oath.input, asked, values) } }),
  };
  // The API's input is made of the same declarations.
  return inputAt(declared, given) as TokenModelInput;
}
