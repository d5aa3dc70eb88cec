// What a stack declares already: two constructs must not say the same thing twice.
import { TerraformStack, type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import { beSurveyed } from "./survey.js";

/** What must not be there twice in an account, or is looked for by others. */
export type Kind = "person" | "resource" | "serial" | "assignment" | "account-policy" | "bypass" | "provider";

const declared = new WeakMap<TerraformStack, Map<string, IConstruct[]>>();

/** What the stack of a construct declares under a key, in its order; more may come. @param provider whose account it is in. */
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
  // A configuration of the provider is an account.
  const whole = JSON.stringify([kind, provider?.alias ?? "", ...key]);
  let constructs = all.get(whole);
  if (constructs === undefined) {
    constructs = [];
    all.set(whole, constructs);
  }
  return constructs;
}

/**
 * Refuses a construct at synth.
 * @param refusals sentences that say what is wrong and what to do; none when nothing is.
 */
export function refuse(construct: IConstruct, refusals: () => Iterable<string>): void {
  beSurveyed(construct);
  construct.node.addValidation({ validate: () => [...refusals()] });
}

/**
 * Declares something for a construct, and refuses it where another one declared the same before.
 * @param key what tells it from others of its kind.
 * @param sentence what is wrong then and what to do, given the first one and all of them; undefined when nothing is.
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
