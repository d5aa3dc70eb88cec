// The shortest configuration of an existing object.
import { decodeValue, encodeValue } from "../plugin/cty/msgpack.js";
import { sameValue, type Value } from "../plugin/cty/value.js";
import type { Attribute, Attributes, Presence } from "./attributes.js";
import { isNested, readStored } from "./block.js";
import type { AnyResource } from "./resource.js";
import type { Fields } from "./session.js";

/** The parts of a type that decide how its configurations look. */
type Described = Pick<AnyResource<never>, "attributes" | "unsaid">;

/**
 * Every attribute by its name, in the order of the schema; null for those that the configuration leaves out.
 * @param state as a core stores it, with sets in their canonical order.
 */
export function toConfig({ attributes, unsaid }: Described, state: Fields): Fields {
  const without: readonly string[] = unsaid?.(readStored<Attributes>(attributes, state)) ?? [];
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const value = state[name] ?? null;
    return [name, without.includes(name) || !isConfigured(attribute, value) ? null : value] as const;
  });
  return Object.fromEntries(entries);
}

/** Whether a configuration sets the attribute. It cannot set what the provider fills in, and need not set a default. */
function isConfigured(
  { presence, type, default: fixed }: Attribute<unknown, Presence>,
  value: Value,
): boolean {
  if (presence === "required" || presence === "optional") return true;
  if (presence === "optionalComputed") return !isNested(type);
  if (presence !== "default" || fixed === undefined) return false;
  return !sameValue(value, decodeValue(encodeValue(type.write(fixed), type.cty), type.cty));
}
