// The constructs that a stack declares already: two constructs must not declare the same thing.
import { TerraformStack, type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import { beSurveyed } from "./survey.js";

/** The kinds of objects that may be declared only once in an account, or that others look up. */
export type Kind =
  | "person"
  | "resource"
  | "channel"
  | "serial"
  | "assignment"
  | "account-policy"
  | "bypass"
  | "portal"
  | "portal-address"
  | "provider";

const declared = new WeakMap<TerraformStack, Map<string, IConstruct[]>>();

/**
 * The declarations of a construct's stack under a key, in order; further ones may follow.
 * @param provider the account's configuration.
 */
export function declaredAt(
  construct: IConstruct,
  kind: Kind,
  key: readonly string[],
  provider: TerraformProvider | undefined,
): IConstruct[] {
  const stack = TerraformStack.of(construct);
  let all = declared.get(stack);
  if (all === undefined) {
    all = new Map();
    declared.set(stack, all);
  }
  // Each configuration of the provider is for one account. Cores compose all texts (NFC), so both spellings are one.
  const whole = JSON.stringify([kind, provider?.alias ?? "", ...key]).normalize();
  let constructs = all.get(whole);
  if (constructs === undefined) {
    constructs = [];
    all.set(whole, constructs);
  }
  return constructs;
}

/**
 * Refuses a construct at synth.
 * @param refusals sentences that say what is wrong and what to do; empty when nothing is wrong.
 */
export function refuse(construct: IConstruct, refusals: () => Iterable<string>): void {
  beSurveyed(construct);
  construct.node.addValidation({ validate: () => [...refusals()] });
}

/**
 * Declares something for a construct, and refuses the construct if another one declared the same before.
 * @param key identifies it among others of its kind.
 * @param sentence gets the first one and all of them. It returns what is wrong and what to do; undefined when nothing
 * is wrong.
 */
export function declareOnce(
  construct: IConstruct,
  kind: Kind,
  key: readonly string[],
  provider: TerraformProvider | undefined,
  sentence: (first: IConstruct, all: readonly IConstruct[]) => string | undefined,
): void {
  const all = declaredAt(construct, kind, key, provider);
  all.push(construct);
  refuse(construct, () => {
    const [first = construct] = all;
    const problem = first === construct ? undefined : sentence(first, all);
    return problem === undefined ? [] : [problem];
  });
}
