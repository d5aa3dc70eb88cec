// The values of a block's attributes between the wire and TypeScript.
import type { Type } from "../plugin/cty/type.js";
import { isRecord, type Value } from "../plugin/cty/value.js";
import type { Attributes, NestedType, StateOf, StoredOf } from "./attributes.js";
import type { ValueType } from "./types.js";

/** Whether a type's values are objects with described attributes, or lists, sets or maps of such. */
export function isNested<T>(type: ValueType<T> | NestedType<T>): type is NestedType<T> {
  return "nested" in type;
}

/** The type of all attributes together, on the wire. */
export function objectType(attributes: Attributes): Type {
  return [
    "object",
    Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type.cty])),
  ];
}

/**
 * A stored state as TypeScript has it.
 * @throws {DiagnosticError} that names the attribute that does not fit.
 */
export function readStored<A extends Attributes>(attributes: A, value: Value): StoredOf<A> {
  const stored = isRecord(value) ? value : {};
  const state: Record<string, unknown> = {};
  for (const [name, { type, presence }] of Object.entries(attributes)) {
    if (presence === "writeOnly") continue;
    const given = stored[name] ?? null;
    const mustBeThere = presence === "required" || presence === "identifier";
    state[name] = given === null && !mustBeThere ? null : type.read(given, [name]);
  }
  return state as StoredOf<A>;
}

/** A state on the wire. Write-only attributes are null there. */
export function writeState<A extends Attributes>(
  attributes: A,
  state: StateOf<A>,
): Readonly<Record<string, Value>> {
  return writeAttributes(attributes, state);
}

/** The values of attributes on the wire. Write-only and missing ones are null. */
export function writeAttributes(
  attributes: Attributes,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Value>> {
  const entries = Object.entries(attributes).map(([name, { type, presence }]) => {
    const value = given[name];
    if (presence === "writeOnly" || value === null || value === undefined) return [name, null] as const;
    const of: ValueType<unknown> = type;
    return [name, of.write(value)] as const;
  });
  return Object.fromEntries(entries);
}
