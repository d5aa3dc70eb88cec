// A schema as a core reads it from the wire, with a core's checks.
import type { Received } from "../../../provider/plugin/protobuf.js";
import { parseType, type Type } from "../../../provider/plugin/cty/type.js";
import { ObjectNesting, type Schema, type SchemaAttribute } from "../../../provider/plugin/tfplugin6.js";
import { BrokenRule } from "./broken-rule.js";

export type Nesting = "single" | "list" | "set" | "map";

/** An attribute as a core knows it. */
export interface CoreAttribute {
  readonly type: Type;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly writeOnly: boolean;
  readonly nested?: { readonly nesting: Nesting; readonly attributes: CoreAttributes };
}

/** Attributes by their names. */
export type CoreAttributes = ReadonlyMap<string, CoreAttribute>;

const NESTINGS = new Map<number, Nesting>([
  [ObjectNesting.SINGLE, "single"],
  [ObjectNesting.LIST, "list"],
  [ObjectNesting.SET, "set"],
  [ObjectNesting.MAP, "map"],
]);

/** Reads a schema. @throws {BrokenRule} for something that a core refuses, or crashes with. */
export function readSchema(name: string, schema: Received<typeof Schema> | undefined): CoreAttributes {
  if (schema?.block === undefined) throw new BrokenRule(`The schema of ${name} has no block.`);
  return readAttributes(name, schema.block.attributes ?? [], false);
}

function readAttributes(at: string, attributes: readonly SchemaAttribute[], inSet: boolean): CoreAttributes {
  const read = new Map<string, CoreAttribute>();
  for (const attribute of attributes) {
    const name = attribute.name ?? "";
    const path = `${at}.${name}`;
    if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new BrokenRule(`${path} is no name of an attribute.`);
    if (read.has(name)) throw new BrokenRule(`${path} is there twice.`);
    read.set(name, readAttribute(path, attribute, inSet));
  }
  return read;
}

function readAttribute(path: string, attribute: SchemaAttribute, inSet: boolean): CoreAttribute {
  const {
    required = false,
    optional = false,
    computed = false,
    write_only: writeOnly = false,
    type,
    nested_type: nested,
    deprecated = false,
  } = attribute;
  if (!required && !optional && !computed) {
    throw new BrokenRule(`${path} is neither required nor optional nor computed.`);
  }
  if (required && (optional || computed)) throw new BrokenRule(`${path} is required and something else.`);
  if (writeOnly && (computed || inSet)) {
    throw new BrokenRule(`${path} is write-only where nothing can be: computed, or in a set.`);
  }
  if (!deprecated && (attribute.deprecation_message ?? "") !== "") {
    throw new BrokenRule(`${path} says why it is deprecated, and that it is not.`);
  }
  const flags = { required, optional, computed, writeOnly };
  if (nested === undefined) {
    try {
      return { ...flags, type: parseType(Buffer.from(type ?? []).toString("utf8")) };
    } catch {
      throw new BrokenRule(`${path} has no type that a core can read: it would crash.`);
    }
  }
  if (type !== undefined && type.length > 0) throw new BrokenRule(`${path} has two types.`);
  const nesting = NESTINGS.get(nested.nesting ?? 0);
  if (nesting === undefined) throw new BrokenRule(`${path} has a nesting that there is not.`);
  const attributes = readAttributes(path, nested.attributes ?? [], inSet || nesting === "set");
  const object = getObjectType(attributes);
  return {
    ...flags,
    type: nesting === "single" ? object : [nesting, object],
    nested: { nesting, attributes },
  };
}

/** The type of a block. */
export function getObjectType(attributes: CoreAttributes): Type {
  return ["object", Object.fromEntries([...attributes].map(([name, { type }]) => [name, type]))];
}
