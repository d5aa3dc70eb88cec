// The new state that a core proposes to a provider: the configuration, and from the state what the provider had filled
// in. It does the same as Terraform and OpenTofu, see
// https://github.com/hashicorp/terraform/blob/main/docs/resource-instance-change-lifecycle.md
import { canonicalSet } from "../../../provider/plugin/cty/msgpack.js";
import { isRecord, own, sameValue, Unknown, type Value } from "../../../provider/plugin/cty/value.js";
import { getObjectType, type CoreAttribute, type CoreAttributes } from "./schema.js";

export type Fields = Readonly<Record<string, Value>>;

/** The proposed new state. @param prior null for something new. */
export function proposedState(attributes: CoreAttributes, prior: Fields | null, config: Fields): Fields {
  const entries = [...attributes].map(([name, attribute]) => {
    return [name, proposedValue(attribute, prior?.[name] ?? null, config[name] ?? null)] as const;
  });
  return Object.fromEntries(entries);
}

function proposedValue(attribute: CoreAttribute, prior: Value, config: Value): Value {
  if (attribute.computed && config === null) return wasConfigured(attribute, prior) ? null : prior;
  return attribute.nested === undefined ? config : proposedNested(attribute.nested, prior, config);
}

/** Whether a nested value contains something that no provider can have filled in. */
function wasConfigured({ optional, nested }: CoreAttribute, prior: Value): boolean {
  if (!optional || nested === undefined) return false;
  const inside = (attributes: CoreAttributes, object: Value): boolean =>
    isRecord(object) &&
    [...attributes].some(([name, of]) => {
      const value = object[name] ?? null;
      if (value === null) return false;
      if (!of.computed) return true;
      const { nested: deeper } = of;
      return (
        deeper !== undefined && objectsIn(value, deeper.nesting).some((one) => inside(deeper.attributes, one))
      );
    });
  return objectsIn(prior, nested.nesting).some((one) => inside(nested.attributes, one));
}

/** The objects in a nested value. */
export function objectsIn(value: Value, nesting: string): readonly Value[] {
  if (value === null || value instanceof Unknown) return [];
  if (nesting === "single") return [value];
  return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
}

function proposedNested(
  { nesting, attributes }: NonNullable<CoreAttribute["nested"]>,
  prior: Value,
  config: Value,
): Value {
  if (config === null || config instanceof Unknown) return config;
  const object = (before: Value | undefined, configured: Value): Value => {
    if (!isRecord(configured)) return configured;
    return proposedState(attributes, isRecord(before ?? null) ? (before as Fields) : null, configured);
  };
  if (nesting === "single") return object(prior, config);
  if (nesting === "map") {
    if (!isRecord(config)) return config;
    const before = isRecord(prior) ? prior : {};
    return Object.fromEntries(Object.entries(config).map(([key, of]) => [key, object(own(before, key), of)]));
  }
  if (!Array.isArray(config)) return config;
  const configured: readonly Value[] = config;
  const rest: Value[] = Array.isArray(prior) ? [...(prior as readonly Value[])] : [];
  if (nesting === "list") return configured.map((of, index) => object(rest[index], of));
  const elements = configured.map((of) => {
    const at = rest.findIndex((before) => mayBeFrom(attributes, before, of));
    return object(at === -1 ? undefined : rest.splice(at, 1)[0], of);
  });
  return canonicalSet(elements, getObjectType(attributes));
}

/** Whether an object in a state may belong to a configured one. */
function mayBeFrom(attributes: CoreAttributes, prior: Value, config: Value): boolean {
  if (sameValue(prior, config)) return true;
  if (!isRecord(prior) || !isRecord(config)) return false;
  return [...attributes].every(([name, { computed, nested }]) => {
    const before = prior[name] ?? null;
    const configured = config[name] ?? null;
    if (sameValue(before, configured) || (configured === null && computed)) return true;
    // Real cores do not look into sets here. It was tried with Terraform 1.15 and OpenTofu 1.12.
    if (nested === undefined || nested.nesting === "set") return false;
    const olds = objectsIn(before, nested.nesting);
    const news = objectsIn(configured, nested.nesting);
    return (
      olds.length === news.length &&
      olds.length > 0 &&
      olds.every((old, index) => mayBeFrom(nested.attributes, old, news[index] ?? null))
    );
  });
}
