// The rules that a core enforces on a provider, and those that it should enforce.
import type { Type } from "../../../provider/plugin/cty/type.js";
import {
  Dynamic,
  isRecord,
  isWhollyKnown,
  own,
  sameValue,
  Unknown,
  type Value,
} from "../../../provider/plugin/cty/value.js";
import { BrokenRule } from "./broken-rule.js";
import { objectsIn, type Fields } from "./proposed.js";
import type { CoreAttribute, CoreAttributes } from "./schema.js";

/** An answer must contain no write-only value. */
export function nothingWriteOnly(attributes: CoreAttributes, value: Value, at: string): void {
  if (!isRecord(value)) return;
  for (const [name, { writeOnly, nested }] of attributes) {
    const of = value[name] ?? null;
    if (writeOnly && of !== null) throw new BrokenRule(`${at}.${name} is write-only, and is not null.`);
    if (nested === undefined) continue;
    for (const object of objectsIn(of, nested.nesting)) {
      nothingWriteOnly(nested.attributes, object, `${at}.${name}`);
    }
  }
}

/** A value must be wholly known. */
export function whollyKnown(value: Value, at: string): void {
  if (isRecord(value)) {
    for (const [name, of] of Object.entries(value)) whollyKnown(of, `${at}.${name}`);
  } else if (!isWhollyKnown(value)) throw new BrokenRule(`${at} is unknown, where everything is known.`);
}

/** In a plan, every attribute must have its configured value, or a value that a provider may fill in. */
export function plannedAsConfigured(
  attributes: CoreAttributes,
  prior: Fields | null,
  config: Fields,
  planned: Fields,
  at: string,
): void {
  for (const [name, attribute] of attributes) {
    if (attribute.writeOnly) continue;
    const values = [prior?.[name] ?? null, config[name] ?? null, planned[name] ?? null] as const;
    plannedValue(attribute, ...values, `${at}.${name}`);
  }
}

function plannedValue(
  attribute: CoreAttribute,
  prior: Value,
  config: Value,
  planned: Value,
  at: string,
): void {
  const { computed, nested } = attribute;
  if (sameValue(planned, config)) return;
  // The provider may keep another spelling of the same value.
  if (config !== null && prior !== null && sameValue(planned, prior)) return;
  if (config === null) {
    if (computed) return;
    throw new BrokenRule(`${at} is planned, is not configured, and is not computed.`);
  }
  if (nested !== undefined && !(config instanceof Unknown)) {
    plannedNested(nested, prior, config, planned, at);
    return;
  }
  throw new BrokenRule(`${at} is planned otherwise than it is configured.`);
}

function plannedNested(
  { nesting, attributes }: NonNullable<CoreAttribute["nested"]>,
  prior: Value,
  config: Value,
  planned: Value,
  at: string,
): void {
  if (planned === null || planned instanceof Unknown) {
    throw new BrokenRule(`${at} is configured, and planned as null or unknown.`);
  }
  const object = (before: Value, configured: Value, of: Value, path: string) => {
    if (isRecord(configured) && isRecord(of)) {
      plannedAsConfigured(attributes, isRecord(before) ? before : null, configured, of, path);
    } else if (!sameValue(configured, of)) {
      throw new BrokenRule(`${path} is planned otherwise than it is configured.`);
    }
  };
  if (nesting === "single") {
    object(prior, config, planned, at);
  } else if (Array.isArray(config) && Array.isArray(planned)) {
    const [configured, values]: (readonly Value[])[] = [config, planned];
    if (configured?.length !== values?.length) {
      throw new BrokenRule(`${at} is planned with another number of elements than it is configured with.`);
    }
    // The elements of a set have no positions, and are not compared.
    if (nesting === "set") return;
    const before: readonly Value[] = Array.isArray(prior) ? prior : [];
    configured?.forEach((of, index) =>
      object(before[index] ?? null, of, values?.[index] ?? null, `${at}[${index}]`),
    );
  } else if (isRecord(config) && isRecord(planned)) {
    const keys = Object.keys(config).toSorted();
    if (!sameValue(keys, Object.keys(planned).toSorted())) {
      throw new BrokenRule(`${at} is planned with other keys than it is configured with.`);
    }
    const before = isRecord(prior) ? prior : {};
    for (const key of keys) {
      object(
        own(before, key) ?? null,
        config[key] ?? null,
        planned[key] ?? null,
        `${at}[${JSON.stringify(key)}]`,
      );
    }
  }
}

/** A known value must stay the same; an unknown one may become any value that its refinements allow. */
export function keepsPromise(type: Type, planned: Value, actual: Value, at: string): void {
  if (planned instanceof Unknown) {
    if (actual === null && planned.refinement.notNull === true) {
      throw new BrokenRule(`${at} was promised not to be null, and is.`);
    }
    return;
  }
  if (planned === null || actual === null || actual instanceof Unknown) {
    if (sameValue(planned, actual)) return;
    throw new BrokenRule(`${at} is not what was planned.`);
  }
  if (planned instanceof Dynamic) {
    if (!(actual instanceof Dynamic)) throw new BrokenRule(`${at} is not what was planned.`);
    keepsPromise(planned.type, planned.value, actual.value, at);
    return;
  }
  if (typeof type === "string") {
    if (!sameValue(planned, actual)) throw new BrokenRule(`${at} is not what was planned.`);
    return;
  }
  if (type[0] === "map" || type[0] === "object") keepsEntries(type, planned, actual, at);
  else keepsElements(type, planned, actual, at);
}

function keepsEntries(
  type: Extract<Type, readonly ["map" | "object", unknown]>,
  planned: Value,
  actual: Value,
  at: string,
): void {
  if (!isRecord(planned) || !isRecord(actual)) throw new BrokenRule(`${at} is not what was planned.`);
  const keys = Object.keys(planned);
  if (!sameValue(keys.toSorted(), Object.keys(actual).toSorted())) {
    throw new BrokenRule(`${at} has other keys than was planned.`);
  }
  for (const key of keys) {
    const of = type[0] === "map" ? type[1] : (type[1][key] ?? "dynamic");
    keepsPromise(of, planned[key] ?? null, actual[key] ?? null, `${at}.${key}`);
  }
}

function keepsElements(
  type: Extract<Type, readonly ["list" | "set" | "tuple", unknown]>,
  planned: Value,
  actual: Value,
  at: string,
): void {
  if (!Array.isArray(planned) || !Array.isArray(actual))
    throw new BrokenRule(`${at} is not what was planned.`);
  const before: readonly Value[] = planned;
  const after: readonly Value[] = actual;
  if (type[0] === "set") {
    keepsSet(type[1], before, after, at);
    return;
  }
  if (before.length !== after.length) throw new BrokenRule(`${at} has another length than was planned.`);
  before.forEach((of, index) => {
    const inner = type[0] === "tuple" ? (type[1][index] ?? "dynamic") : type[1];
    keepsPromise(inner, of, after[index] ?? null, `${at}[${index}]`);
  });
}

function keepsSet(type: Type, planned: readonly Value[], actual: readonly Value[], at: string): void {
  // Unknown elements may have become equal, and then are one.
  const open = planned.some((of) => !isWhollyKnown(of));
  if (actual.length > planned.length || (!open && actual.length < planned.length)) {
    throw new BrokenRule(`${at} has another number of elements than was planned.`);
  }
  const keeps = (of: Value, candidate: Value) => {
    try {
      keepsPromise(type, of, candidate, at);
      return true;
    } catch {
      return false;
    }
  };
  if (!planned.every((of) => actual.some((candidate) => keeps(of, candidate)))) {
    throw new BrokenRule(`${at} lacks an element that was planned.`);
  }
  if (!actual.every((candidate) => planned.some((of) => keeps(of, candidate)))) {
    throw new BrokenRule(`${at} has an element that was not planned.`);
  }
}
