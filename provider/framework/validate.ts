// Checks of a configuration before anything is planned. Unknown values are checked later, when they are known.
import { isRecord, isWhollyKnown, Unknown, UNKNOWN, type Value } from "../plugin/cty/value.js";
import type {
  Attribute,
  Attributes,
  ConfigOf,
  KnownConfigOf,
  Nesting,
  PlanOf,
  Presence,
} from "./attributes.js";
import { isNested } from "./block.js";
import { DiagnosticError, error, warning, type Diagnostic } from "./diagnostic.js";
import type { Path } from "./path.js";

/**
 * A configuration or a plan in TypeScript: a value that is unknown in part is unknown. @throws {DiagnosticError}
 */
export function readConfig<A extends Attributes>(attributes: A, value: Value): ConfigOf<A> {
  const given = isRecord(value) ? value : {};
  const entries = Object.entries(attributes).map(([name, { type }]) => {
    const of = given[name] ?? null;
    if (of === null) return [name, null] as const;
    return [name, isWhollyKnown(of) ? type.read(of, [name]) : UNKNOWN] as const;
  });
  return Object.fromEntries(entries) as ConfigOf<A>;
}

/** A configuration at an apply, wholly known. @throws {DiagnosticError} */
export function readKnownConfig<A extends Attributes>(attributes: A, value: Value): KnownConfigOf<A> {
  const config: Readonly<Record<string, unknown>> = readConfig(attributes, value);
  const unknown = Object.keys(config).find((name) => config[name] instanceof Unknown);
  if (unknown === undefined) return config as KnownConfigOf<A>;
  throw new DiagnosticError(
    error([unknown], "Unknown value", `${unknown} must be known when it is applied.`),
  );
}

/** A plan at an apply, without write-only attributes. @throws {DiagnosticError} */
export function readPlan<A extends Attributes>(attributes: A, value: Value): PlanOf<A> {
  const plan = Object.entries(readConfig(attributes, value)).filter(
    ([name]) => attributes[name]?.presence !== "writeOnly",
  );
  return Object.fromEntries(plan) as PlanOf<A>;
}

/** The diagnostics of types and validators for a configuration. */
export function checkAttributes(attributes: Attributes, value: Value, path: Path = []): Diagnostic[] {
  if (!isRecord(value)) return [];
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    checkAttribute(attribute, value[name] ?? null, [...path, name]),
  );
}

/** Warnings for deprecated attributes that a configuration sets. */
export function deprecations(attributes: Attributes, value: Value, path: Path = []): Diagnostic[] {
  if (!isRecord(value)) return [];
  return Object.entries(attributes).flatMap(([name, { type, options }]) => {
    const given = value[name] ?? null;
    const at = [...path, name];
    if (given === null) return [];
    const own =
      options.deprecated === undefined ? [] : [warning(at, "Deprecated attribute", options.deprecated)];
    if (!isNested(type) || given instanceof Unknown) return own;
    const { attributes: within, nesting } = type.nested;
    return [
      ...own,
      ...getElements(nesting, given, at).flatMap(([of, where]) => deprecations(within, of, where)),
    ];
  });
}

function checkAttribute(attribute: Attribute<unknown, Presence>, value: Value, path: Path): Diagnostic[] {
  if (value instanceof Unknown) return [];
  const { type, presence } = attribute;
  if (value === null) {
    // A core itself looks only at whether it is written.
    if (presence !== "required" || type.mayBeNull === true) return [];
    return [error(path, "Something is missing", "This is null. Write a value.")];
  }
  if (presence === "identifier" || presence === "computed") {
    return [
      error(path, "Not set by configurations", "The provider sets this. Remove it from the configuration."),
    ];
  }
  const within = isNested(type)
    ? getElements(type.nested.nesting, value, path).flatMap(([element, at]) =>
        checkAttributes(type.nested.attributes, element, at),
      )
    : [];
  if (within.length > 0 || !isWhollyKnown(value)) return within;
  try {
    return attribute.check(type.read(value, path), path);
  } catch (thrown) {
    if (thrown instanceof DiagnosticError) return [...thrown.diagnostics];
    throw thrown;
  }
}

/** The objects in a nested attribute, with their paths. */
function getElements(nesting: Nesting, value: Value, path: Path): (readonly [Value, Path])[] {
  if (Array.isArray(value)) {
    // The elements of a set have no positions that a core could point at.
    return value.map(
      (element: Value, index) => [element, nesting === "set" ? path : [...path, index]] as const,
    );
  }
  if (nesting !== "map" || !isRecord(value)) return [[value, path]];
  return Object.entries(value).map(([key, element]) => [element, [...path, { key }]] as const);
}
