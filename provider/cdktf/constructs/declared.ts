// What a stack declares already: two constructs must not say the same thing twice.
import { TerraformStack, type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import { beSurveyed } from "./survey.js";

/** What must not be there twice in an account, or is looked for by others. */
export type Kind = "person" | "resource" | "serial" | "assignment" | "account-policy" | "bypass" | "provider";

const declared = new WeakMap<TerraformStack, Map<string, IConstruct[]>>();

function under(
  construct: IConstruct,
  kind: Kind,
  key: readonly string[],
  provider: TerraformProvider | undefined,
) {
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
 * Notes what a construct declares in its stack.
 * @param key what tells it from others of its kind. @param provider whose account it is in.
 * @returns those that declare the same, in their order; more may come.
 */
export function declare(
  construct: IConstruct,
  kind: Kind,
  key: readonly string[],
  provider: TerraformProvider | undefined,
): readonly IConstruct[] {
  const constructs = under(construct, kind, key, provider);
  constructs.push(construct);
  return constructs;
}

/** What the stack of a construct declares under a key, in its order. */
export function declaredAt(
  construct: IConstruct,
  kind: Kind,
  key: readonly string[],
  provider: TerraformProvider | undefined,
): readonly IConstruct[] {
  return under(construct, kind, key, provider);
}

/**
 * Refuses a construct at synth.
 * @param refusals sentences that say what is wrong and what to do; none when nothing is.
 */
export function refuse(construct: IConstruct, refusals: () => Iterable<string>): void {
  beSurveyed(construct);
  construct.node.addValidation({ validate: () => [...refusals()] });
}
