// What a change of an attribute means for its resource, said beside the attribute.
import { sameValue, Unknown, type Value } from "../plugin/cty/value.js";

/** What a plan says about one attribute, on the wire's terms. */
export interface PlannedAttribute {
  /** In the state before; null when the resource is new. */
  readonly prior: Value;
  /** Null when the configuration is silent. */
  readonly config: Value;
  /** What is planned so far. */
  readonly planned: Value;
  /** Whether the resource exists already. */
  readonly exists: boolean;
}

/** What a modifier makes of it. */
export interface Modified {
  /** Another value, which a core takes only for what the configuration leaves open. */
  readonly planned?: Value;
  /** Whether a new resource comes in place of the old one. */
  readonly replace?: boolean;
}

/** Changes the plan of one attribute. Must come to the same again with the same input. */
export type PlanModifier = (attribute: PlannedAttribute) => Modified;

/** The provider's value stays as it is when other attributes change: an id, a time of creation. */
export function useStateForUnknown(): PlanModifier {
  return (attribute) =>
    isLeftOpen(attribute) && attribute.prior !== null ? { planned: attribute.prior } : {};
}

/** The same for what may stay empty for ever: also nothing stays as it is. */
export function useStateForUnknownEvenNull(): PlanModifier {
  return (attribute) => (isLeftOpen(attribute) ? { planned: attribute.prior } : {});
}

/** Whether the provider fills it in: what is configured and not known yet may become anything. */
function isLeftOpen({ planned, config, exists }: PlannedAttribute): boolean {
  return exists && planned instanceof Unknown && !(config instanceof Unknown);
}

/** A change makes a new resource in place of the old one. */
export function requiresReplace(): PlanModifier {
  return ({ prior, planned, exists }) => ({ replace: exists && !sameValue(prior, planned) });
}

/** A change makes a new resource in place of the old one, when the configuration says the new value. */
export function requiresReplaceIfConfigured(): PlanModifier {
  return ({ prior, planned, config, exists }) => ({
    replace: exists && config !== null && !sameValue(prior, planned),
  });
}

/** A change makes a new resource in place of the old one, when a condition holds. */
export function requiresReplaceIf(condition: (attribute: PlannedAttribute) => boolean): PlanModifier {
  return (attribute) => ({
    replace: attribute.exists && !sameValue(attribute.prior, attribute.planned) && condition(attribute),
  });
}
