// Attributes as the registries' pages show them: in groups; nested ones have their own parts below, with links.
import { parseType, type Type } from "../plugin/cty/type.js";
import type { Sent } from "../plugin/protobuf.js";
import { ObjectNesting, type Schema, type SchemaAttribute } from "../plugin/tfplugin6.js";

const WRITE_ONLY =
  "[Write-only](https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments)";

const NESTED = new Map<number, string>([
  [ObjectNesting.SINGLE, "Attributes"],
  [ObjectNesting.LIST, "Attributes List"],
  [ObjectNesting.SET, "Attributes Set"],
  [ObjectNesting.MAP, "Attributes Map"],
]);

const PRIMITIVES = { string: "String", number: "Number", bool: "Boolean", dynamic: "Dynamic" } as const;
const COLLECTIONS = { list: "List", set: "Set", map: "Map" } as const;

/** A type in words, such as `List of String`. */
export function typeName(type: Type): string {
  if (typeof type === "string") return PRIMITIVES[type];
  switch (type[0]) {
    case "list":
    case "set":
    case "map":
      return `${COLLECTIONS[type[0]]} of ${typeName(type[1])}`;
    case "object":
      return "Object";
    case "tuple":
      return "Tuple";
  }
}

/** The type from its bytes on the wire. */
export function getType(bytes: Uint8Array | undefined): Type {
  return parseType(Buffer.from(bytes ?? []).toString("utf8"));
}

/**
 * An attribute in one line.
 * @param anchor of the part about its nested attributes.
 */
function line(attribute: SchemaAttribute, anchor: string): string {
  const { name = "", description = "", nested_type: nested, type } = attribute;
  const flags = [
    nested === undefined ? typeName(getType(type)) : (NESTED.get(nested.nesting ?? 0) ?? "Attributes"),
    ...(attribute.sensitive === true ? ["Sensitive"] : []),
    ...(attribute.deprecated === true ? ["Deprecated"] : []),
    ...(attribute.write_only === true ? [WRITE_ONLY] : []),
  ];
  const below = nested === undefined ? "" : ` (see [below for nested schema](#${anchor}))`;
  return `- \`${name}\` (${flags.join(", ")}) ${description}${below}`;
}

/**
 * The group of an attribute. One that may be written is not read-only, although the provider may fill it in.
 */
function getGroup({ required, optional }: SchemaAttribute): "Required" | "Optional" | "Read-Only" {
  if (required === true) return "Required";
  return optional === true ? "Optional" : "Read-Only";
}

function groups(
  attributes: readonly SchemaAttribute[],
  path: readonly string[],
  heading: (group: string) => string,
): string[] {
  return (["Required", "Optional", "Read-Only"] as const).flatMap((group) => {
    const members = attributes.filter((attribute) => getGroup(attribute) === group);
    if (members.length === 0) return [];
    const lines = members.map((attribute) => line(attribute, getAnchor([...path, attribute.name ?? ""])));
    return [heading(group), ...(members.some(isWriteOnly) ? [WRITE_ONLY_NOTE] : []), lines.join("\n")];
  });
}

const WRITE_ONLY_NOTE =
  "> **NOTE**: [Write-only arguments](https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments) need Terraform 1.11 or OpenTofu 1.11.";

function isWriteOnly({ write_only }: SchemaAttribute): boolean {
  return write_only === true;
}

function getAnchor(path: readonly string[]): string {
  return `nestedatt--${path.join("--")}`;
}

/** The parts about nested attributes, each followed by those that are nested in it. */
function nestedParts(attributes: readonly SchemaAttribute[], path: readonly string[]): string[] {
  return attributes.flatMap((attribute) => {
    if (attribute.nested_type === undefined) return [];
    const own = [...path, attribute.name ?? ""];
    const inner = attribute.nested_type.attributes ?? [];
    return [
      `<a id="${getAnchor(own)}"></a>\n\n### Nested Schema for \`${own.join(".")}\``,
      ...groups(inner, own, (group) => `${group}:`),
      ...nestedParts(inner, own),
    ];
  });
}

/** The part of a page about a schema. */
export function schemaPart({ block }: Sent<typeof Schema>): string {
  const attributes = block?.attributes ?? [];
  return [
    "## Schema",
    ...groups(attributes, [], (group) => `### ${group}`),
    ...nestedParts(attributes, []),
  ].join("\n\n");
}
