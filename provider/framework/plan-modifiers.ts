// The effects of a change of an attribute on its resource. They are defined with the attribute.
import { sameValue, Unknown, type Value } from "../plugin/cty/value.js";

/** One attribute in a plan, with values as on the wire. */
export interface PlannedAttribute {
  /** The value in the previous state; null when the resource is new. */
  readonly prior: Value;
  /** The configured value; null when it is not set. */
  readonly config: Value;
  /** The planned value so far. */
  readonly planned: Value;
  /** Whether the resource exists already. */
  readonly exists: boolean;
}

/** The result of a modifier. */
export interface Modified {
  /** Another planned value. A core accepts one only if the configuration does not set the attribute. */
  readonly planned?: Value;
  /** Whether a new resource replaces the old one. */
  readonly replace?: boolean;
}

/** Changes the plan of one attribute. It must return the same for the same input. */
export type PlanModifier = (attribute: PlannedAttribute) => Modified;

/** The provider's value stays when other attributes change: for an id, or a time of creation. */
export function useStateForUnknown(): PlanModifier {
  return (attribute) =>
    isLeftOpen(attribute) && attribute.prior !== null ? { planned: attribute.prior } : {};
}

/** The same for a value that may stay null: null stays, too. */
export function useStateForUnknownEvenNull(): PlanModifier {
  return (attribute) => (isLeftOpen(attribute) ? { planned: attribute.prior } : {});
}

/** Whether the provider fills the attribute in. A configured value that is not known yet may become anything. */
function isLeftOpen({ planned, config, exists }: PlannedAttribute): boolean {
  return exists && planned instanceof Unknown && !(config instanceof Unknown);
}

/** A change replaces the resource. */
export function requiresReplace(): PlanModifier {
  return ({ prior, planned, exists }) => ({ replace: exists && !sameValue(prior, planned) });
}

/** A change replaces the resource, if the configuration sets the new value. */
export function requiresReplaceIfConfigured(): PlanModifier {
  return ({ prior, planned, config, exists }) => ({
    replace: exists && config !== null && !sameValue(prior, planned),
  });
}

/** A change replaces the resource, if a condition is true. */
export function requiresReplaceIf(condition: (attribute: PlannedAttribute) => boolean): PlanModifier {
  return (attribute) => ({
    replace: attribute.exists && !sameValue(attribute.prior, attribute.planned) && condition(attribute),
  });
}
