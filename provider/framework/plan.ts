// Plans a resource from its schema.
import { decodeValue, encodeValue } from "../plugin/cty/msgpack.js";
import { UNKNOWN, type Value } from "../plugin/cty/value.js";
import type { Attributes, Presence } from "./attributes.js";
import { isOnlyRespelled, keepWritingInPlan, respelled } from "./meaning.js";
import { changeEach, type Fields } from "./nested.js";
import type { Path } from "./path.js";

/** A planned state, and the paths of attributes that require a replacement. */
export interface Plan {
  readonly planned: Fields;
  readonly replace: readonly Path[];
}

/**
 * Plans a change from the schema. An attribute that the configuration does not set gets its default. Write-only
 * attributes are left out. As soon as anything changes, everything that the provider fills in is unknown, unless a plan
 * modifier sets it. Another spelling of the same value is no such change.
 * @param prior null when the resource is new. @param proposed the core's merge of state and configuration.
 */
export function planBySchema(
  attributes: Attributes,
  prior: Fields | null,
  proposed: Fields,
  config: Fields,
): Plan {
  let planned = withDefaults(attributes, withPrior(attributes, prior, proposed, config), config);
  if (prior !== null) planned = keepWritingInPlan(attributes, prior, planned, config);
  if (prior === null || !isOnlyRespelled(attributes, prior, planned)) {
    planned = withUnknown(attributes, planned, config);
  }

  const replace: Path[] = [];
  const same = new Set(prior === null ? [] : respelled(attributes, prior, planned));
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
      if (result.replace === true && !same.has(name)) replace.push([name]);
    }
  }
  return { planned: modified, replace };
}

/** The attributes that the provider fills in. */
const FILLED_IN: ReadonlySet<Presence> = new Set<Presence>(["identifier", "computed", "optionalComputed"]);

/**
 * Keeps values that the provider has filled in. For an object with attributes that only a configuration can set, a core
 * proposes none of them; it would then plan a change every time.
 */
function withPrior(attributes: Attributes, prior: Fields | null, proposed: Fields, config: Fields): Fields {
  if (prior === null) return proposed;
  const kept = Object.keys(attributes).filter((name) => {
    const presence = attributes[name]?.presence;
    return presence !== undefined && FILLED_IN.has(presence) && (config[name] ?? null) === null;
  });
  return { ...proposed, ...Object.fromEntries(kept.map((name) => [name, prior[name] ?? null])) };
}

function withDefaults(attributes: Attributes, proposed: Fields, config: Fields): Fields {
  return changeEach(attributes, proposed, config, ({ type, presence, default: fixed }, value, configured) => {
    if (presence === "writeOnly") return null;
    if (presence !== "default" || configured !== null || fixed === undefined) return value;
    // In the form after decoding: otherwise a set in another order would be a change in every plan.
    return decodeValue(encodeValue(type.write(fixed), type.cty), type.cty);
  });
}

function withUnknown(attributes: Attributes, planned: Fields, config: Fields): Fields {
  return changeEach(attributes, planned, config, ({ presence }, value, configured) =>
    configured === null && FILLED_IN.has(presence) ? UNKNOWN : value,
  );
}
