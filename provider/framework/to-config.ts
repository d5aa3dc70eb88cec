// What a configuration says of something that exists: the least that means it.
import { decodeValue, encodeValue } from "../plugin/cty/msgpack.js";
import { sameValue, type Value } from "../plugin/cty/value.js";
import type { Attribute, Attributes, Presence } from "./attributes.js";
import { isNested, readStored } from "./block.js";
import type { AnyResource } from "./resource.js";
import type { Fields } from "./session.js";

/** What says how a type's configurations look. */
type Described = Pick<AnyResource<never>, "attributes" | "unsaid">;

/**
 * Every attribute by its name, in the order of the schema; null for what is not said.
 * @param state as a core has it, with sets in their canonical order.
 */
export function toConfig({ attributes, unsaid }: Described, state: Fields): Fields {
  const without: readonly string[] = unsaid?.(readStored<Attributes>(attributes, state)) ?? [];
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const value = state[name] ?? null;
    return [name, without.includes(name) || !isConfigured(attribute, value) ? null : value] as const;
  });
  return Object.fromEntries(entries);
}

/** Whether a configuration says it: what a provider fills in it cannot, and a default it need not. */
function isConfigured(
  { presence, type, default: fixed }: Attribute<unknown, Presence>,
  value: Value,
): boolean {
  if (presence === "required" || presence === "optional") return true;
  if (presence === "optionalComputed") return !isNested(type);
  if (presence !== "default" || fixed === undefined) return false;
  return !sameValue(value, decodeValue(encodeValue(type.write(fixed), type.cty), type.cty));
}
