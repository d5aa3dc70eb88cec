// The same, written otherwise.
import { isWhollyKnown, sameValue } from "../plugin/cty/value.js";
import type { Attributes } from "./attributes.js";
import type { Fields } from "./nested.js";

/**
 * Keeps what means the same as it was written before: in a plan as the state has it, so that nothing is to be changed; in
 * a state as the plan or the state before had it, to which cores hold a provider.
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
