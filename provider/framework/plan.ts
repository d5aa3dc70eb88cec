// What becomes of a resource when a configuration is applied, as far as its schema says it.
import { isRecord, sameValue, Unknown, UNKNOWN, type Value } from "../plugin/cty/value.js";
import { isNested, type Attribute, type Attributes, type Presence } from "./attributes.js";
import type { Path } from "./path.js";

type Fields = Readonly<Record<string, Value>>;

/** A planned state, and what in it makes a new resource. */
export interface Plan {
  readonly planned: Fields;
  readonly replace: readonly Path[];
}

/**
 * Plans a change by the schema: defaults where the configuration is silent, nothing of what is write-only, and, as soon
 * as anything changes, everything that the provider fills in is unknown unless a plan modifier knows better.
 * @param prior null when the resource is new.
 * @param proposed the core's merger of both.
 */
export function planBySchema(
  attributes: Attributes,
  prior: Fields | null,
  proposed: Fields,
  config: Fields,
): Plan {
  let planned = withDefaults(attributes, proposed, config);
  if (prior === null || !sameValue(planned, prior)) planned = withUnknown(attributes, planned, config);

  const replace: Path[] = [];
  const modified: Record<string, Value> = { ...planned };
  for (const [name, { options }] of Object.entries(attributes)) {
    for (const modify of options.planModifiers ?? []) {
      const result = modify({
        prior: prior?.[name] ?? null,
        config: config[name] ?? null,
        planned: modified[name] ?? null,
        exists: prior !== null,
      });
      if (result.planned !== undefined) modified[name] = result.planned;
      if (result.replace === true) replace.push([name]);
    }
  }
  return { planned: modified, replace };
}

/** What the provider fills in. */
const FILLED_IN: ReadonlySet<Presence> = new Set<Presence>(["identifier", "computed", "optionalComputed"]);

function withDefaults(attributes: Attributes, proposed: Fields, config: Fields): Fields {
  return each(
    attributes,
    proposed,
    config,
    withDefaults,
    ({ type, presence, default: fixed }, value, configured) => {
      if (presence === "writeOnly") return null;
      if (presence === "default" && configured === null && fixed !== undefined) return type.write(fixed);
      return value;
    },
  );
}

function withUnknown(attributes: Attributes, planned: Fields, config: Fields): Fields {
  return each(attributes, planned, config, withUnknown, ({ presence }, value, configured) =>
    configured === null && FILLED_IN.has(presence) ? UNKNOWN : value,
  );
}

/** Changes every attribute, also of the objects that a configuration nests. */
function each(
  attributes: Attributes,
  planned: Fields,
  config: Fields,
  within: (attributes: Attributes, planned: Fields, config: Fields) => Fields,
  change: (attribute: Attribute<unknown, Presence>, planned: Value, config: Value) => Value,
): Fields {
  const entries = Object.entries(attributes).map(([name, attribute]) => {
    const configured = config[name] ?? null;
    const value = change(attribute, planned[name] ?? null, configured);
    const { type } = attribute;
    if (!isNested(type) || configured === null || configured instanceof Unknown)
      return [name, value] as const;
    const nested = type.nested;
    const object = (inPlan: Value | undefined, inConfig: Value | undefined): Value =>
      isRecord(inConfig ?? null) && isRecord(inPlan ?? null)
        ? within(nested.attributes, inPlan as Fields, inConfig as Fields)
        : (inPlan ?? null);
    return [name, nestedValue(nested.nesting, value, configured, object)] as const;
  });
  return Object.fromEntries(entries);
}

function nestedValue(
  nesting: "single" | "list" | "set" | "map",
  planned: Value,
  config: Value,
  object: (planned: Value | undefined, config: Value | undefined) => Value,
): Value {
  if (nesting === "single") return object(planned, config);
  if (nesting === "map") {
    if (!isRecord(config)) return planned;
    const before = isRecord(planned) ? planned : {};
    return Object.fromEntries(Object.entries(config).map(([key, of]) => [key, object(before[key], of)]));
  }
  if (!Array.isArray(config)) return planned;
  const before: readonly Value[] = Array.isArray(planned) ? planned : [];
  // The elements of a set have no places: what is configured is planned, and nothing is taken over from the state.
  return config.map((of: Value, index) => object(nesting === "set" ? of : before[index], of));
}
