// Values that mean the same but are written differently.
import { isWhollyKnown, sameValue } from "../plugin/cty/value.js";
import type { Attributes } from "./attributes.js";
import type { Fields } from "./nested.js";

/**
 * Keeps the earlier spelling of a value that means the same. A plan keeps the state's spelling, so that there is no
 * change. A state keeps the spelling of the plan or of the earlier state, because cores require that.
 */
export function keepWriting(attributes: Attributes, before: Fields, after: Fields): Fields {
  const kept = Object.entries(attributes).flatMap(([name, attribute]) => {
    const was = before[name] ?? null;
    const is = after[name] ?? null;
    if (attribute.sameMeaning === undefined || was === null || is === null || sameValue(was, is)) return [];
    if (!isWhollyKnown(was) || !isWhollyKnown(is)) return [];
    const { type } = attribute;
    return attribute.sameMeaning(type.read(was, [name]), type.read(is, [name])) ? [[name, was] as const] : [];
  });
  return { ...after, ...Object.fromEntries(kept) };
}
