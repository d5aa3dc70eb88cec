// The part of a page about a function.
import type { Type } from "../plugin/cty/type.js";
import type { Sent } from "../plugin/protobuf.js";
import type { FunctionSchema } from "../plugin/tfplugin6.js";
import { typeName, getType } from "./attributes.js";

type Described = Sent<typeof FunctionSchema>;
type Parameter = NonNullable<Described["variadic_parameter"]>;

function argument({ name = "", type, description = "", allow_null_value: nullable }: Parameter): string {
  return `\`${name}\` (${typeName(getType(type))}${nullable === true ? ", Nullable" : ""}) ${description}`;
}

function words(type: Type): string {
  return typeName(type).toLowerCase();
}

/** The attributes of a result that is an object, or a list of objects. */
function resultLines(type: Type): string[] {
  if (typeof type === "string") return [];
  if (type[0] === "list") return resultLines(type[1]);
  if (type[0] !== "object") return [];
  return Object.entries(type[1]).map(([name, of]) => `- \`${name}\` (${typeName(of)})`);
}

/** The parts of a page that say how a function is called. */
export function functionParts(name: string, described: Described): string[] {
  const { parameters = [], variadic_parameter: rest, return: returned } = described;
  const result = getType(returned?.type);
  const all = [
    ...parameters.map((one) => `${one.name ?? ""} ${words(getType(one.type))}`),
    ...(rest === undefined ? [] : [`${rest.name ?? ""} ${words(getType(rest.type))}...`]),
  ];
  const lines = resultLines(result);
  return [
    "## Signature",
    `\`\`\`text\n${name}(${all.join(", ")}) ${words(result)}\n\`\`\``,
    "## Arguments",
    [
      ...parameters.map((one, index) => `${index + 1}. ${argument(one)}`),
      ...(rest === undefined ? [] : [`${parameters.length + 1}. (Variadic) ${argument(rest)}`]),
    ].join("\n"),
    ...(lines.length === 0 ? [] : ["## Result", `${typeName(result)}:`, lines.join("\n")]),
  ];
}
