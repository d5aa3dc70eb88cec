// Walks over the attributes of a block and of the objects that are nested in it.
import { canonicalSet } from "../plugin/cty/msgpack.js";
import { isRecord, own, sameValue, Unknown, type Value } from "../plugin/cty/value.js";
import type { Attribute, Attributes, NestedType, Presence } from "./attributes.js";
import { isNested, objectType } from "./block.js";

export type Fields = Readonly<Record<string, Value>>;

/** Changes one attribute, given its planned and its configured value. */
export type AttributeChange = (
  attribute: Attribute<unknown, Presence>,
  planned: Value,
  config: Value,
) => Value;

/** Changes every attribute, including those of nested objects. */
export function changeEach(
  attributes: Attributes,
  planned: Fields,
  config: Fields,
  change: AttributeChange,
): Fields {
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const configured = config[name] ?? null;
    const value = change(attribute, planned[name] ?? null, configured);
    const { type } = attribute;
    if (!isNested(type) || configured === null || configured instanceof Unknown)
      return [name, value] as const;
    return [name, changeNested(type, value, configured, change)] as const;
  });
  return Object.fromEntries(entries);
}

function changeNested(
  { nested }: NestedType<unknown>,
  planned: Value,
  config: Value,
  change: AttributeChange,
): Value {
  const { nesting, attributes } = nested;
  const object = (inPlan: Value | undefined, inConfig: Value): Value => {
    const before = inPlan ?? null;
    return isRecord(inConfig) && isRecord(before) ? changeEach(attributes, before, inConfig, change) : before;
  };
  if (nesting === "single") return object(planned, config);
  if (nesting === "map") {
    if (!isRecord(config)) return planned;
    const before = isRecord(planned) ? planned : {};
    return Object.fromEntries(Object.entries(config).map(([key, of]) => [key, object(own(before, key), of)]));
  }
  if (!Array.isArray(config)) return planned;
  const configured: readonly Value[] = config;
  const before: readonly Value[] = Array.isArray(planned) ? planned : [];
  if (nesting === "list") return configured.map((of, index) => object(before[index], of));
  // The elements of a set have no positions: an element is recognized by its configured values.
  const rest = [...before];
  const elements = configured.map((of) => {
    const at = rest.findIndex((candidate) => isMadeOf(attributes, candidate, of));
    return object(at === -1 ? of : rest.splice(at, 1)[0], of);
  });
  return canonicalSet(elements, objectType(attributes));
}

const FREE_IF_SILENT: ReadonlySet<Presence> = new Set<Presence>([
  "default",
  "identifier",
  "computed",
  "optionalComputed",
]);

/**
 * Whether a planned object may belong to a configured one: it has all configured values, and otherwise only values of
 * the provider.
 */
function isMadeOf(attributes: Attributes, planned: Value, config: Value): boolean {
  if (!isRecord(planned) || !isRecord(config)) return sameValue(planned, config);
  return Object.entries(attributes).every(([name, { type, presence }]) => {
    const configured = config[name] ?? null;
    const value = planned[name] ?? null;
    if (configured === null) return value === null || FREE_IF_SILENT.has(presence);
    return isNested(type) ? isNestedMadeOf(type, value, configured) : sameValue(value, configured);
  });
}

function isNestedMadeOf({ nested }: NestedType<unknown>, planned: Value, config: Value): boolean {
  const { nesting, attributes } = nested;
  if (nesting === "single") return isMadeOf(attributes, planned, config);
  if (nesting === "map" && isRecord(planned) && isRecord(config)) {
    const keys = Object.keys(config);
    return (
      keys.length === Object.keys(planned).length &&
      keys.every(
        (key) =>
          Object.hasOwn(planned, key) && isMadeOf(attributes, planned[key] ?? null, config[key] ?? null),
      )
    );
  }
  if (!Array.isArray(planned) || !Array.isArray(config)) return sameValue(planned, config);
  const values: readonly Value[] = planned;
  const configured: readonly Value[] = config;
  if (values.length !== configured.length) return false;
  if (nesting === "list")
    return configured.every((of, index) => isMadeOf(attributes, values[index] ?? null, of));
  return configured.every((of) => values.some((value) => isMadeOf(attributes, value, of)));
}
