// Values that mean the same but are written differently.
import { isWhollyKnown, sameValue, type Value } from "../plugin/cty/value.js";
import type { Attribute, Attributes, Presence } from "./attributes.js";
import type { Fields } from "./nested.js";

/** Whether two values are not equal, but mean the same. A value that is unknown in part has no meaning yet. */
function isRespelled(
  name: string,
  { sameMeaning, type }: Attribute<unknown, Presence>,
  was: Value,
  is: Value,
): boolean {
  if (sameMeaning === undefined || was === null || is === null || sameValue(was, is)) return false;
  if (!isWhollyKnown(was) || !isWhollyKnown(is)) return false;
  return sameMeaning(type.read(was, [name]), type.read(is, [name]));
}

/** The names of attributes that are only written differently. */
export function respelled(attributes: Attributes, before: Fields, after: Fields): readonly string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    isRespelled(name, attribute, before[name] ?? null, after[name] ?? null) ? [name] : [],
  );
}

/** Values with those of some names from other values. */
function takeOver(names: readonly string[], from: Fields, into: Fields): Fields {
  return { ...into, ...Object.fromEntries(names.map((name) => [name, from[name] ?? null])) };
}

/** Whether only the spelling of values changes: a provider has nothing to do then. */
export function isOnlyRespelled(attributes: Attributes, prior: Fields, planned: Fields): boolean {
  return sameValue(keepWriting(attributes, prior, planned), prior);
}

/** Keeps the spelling of a plan, or of the earlier state, for a state: cores require that. */
export function keepWriting(attributes: Attributes, before: Fields, after: Fields): Fields {
  return takeOver(respelled(attributes, before, after), before, after);
}

/**
 * Keeps the state's spelling in a plan, so that there is no change. A list, a set or a map that is configured has the
 * configuration's spelling in a plan, and the apply only writes it to the state. One of its elements may be known only at
 * the apply. The plan that is made then must have the elements that the first plan had, and only then it is known whether
 * the whole means the same.
 */
export function keepWritingInPlan(
  attributes: Attributes,
  prior: Fields,
  planned: Fields,
  config: Fields,
): Fields {
  const kept = respelled(attributes, prior, planned).filter(
    (name) => (config[name] ?? null) === null || typeof attributes[name]?.type.cty === "string",
  );
  return takeOver(kept, prior, planned);
}
