// Secrets and PINs never stand in what is synthesised: only where they come from does.
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";

/** Something that nobody but its owner may know. */
export interface Confidential {
  /** What it is, as in "The PIN". */
  readonly what: string;
  /** Whether a text could be one, so that it must not stand inside an expression either. */
  readonly couldBe: (text: string) => boolean;
}

/** A token's secret: Base32 or hexadecimal, of 80 bits and more. */
export const SECRET: Confidential = {
  what: "The secret",
  couldBe: (text) => /^(?:[A-Z2-7]{16,}=*|[0-9A-F]{20,})$/i.test(text.replaceAll(/[\s-]/g, "")),
};

/** A PIN. */
export const PIN: Confidential = { what: "The PIN", couldBe: (text) => /^\d{4,12}$/.test(text) };

/** A key of the API. */
export const API_KEY: Confidential = { what: "The API key", couldBe: (text) => text.startsWith("tp_") };

const WHERE_FROM =
  "Give a TerraformVariable with sensitive = true, or another reference, so that it stands in no file";

function resolved(construct: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope: construct,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as unknown;
}

/** The texts that stand in quotation marks in an expression. */
function textsIn(expression: string): string[] {
  return [...expression.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
}

/** What an expression takes from variables and locals of its stack, as far as it stands in the program. */
function* written(construct: IConstruct, expression: string): Iterable<{ where: string; value: unknown }> {
  const names = new Set([...expression.matchAll(/\b(?:var|local)\.([\w-]+)/g)].map(([, name]) => name));
  for (const element of names.size === 0 ? [] : TerraformStack.of(construct).node.findAll()) {
    if (element instanceof TerraformVariable && names.has(element.friendlyUniqueId)) {
      yield { where: `the default of the variable ${element.node.path}`, value: element.default };
    } else if (element instanceof TerraformLocal && names.has(element.friendlyUniqueId)) {
      yield { where: `the local ${element.node.path}`, value: element.expression };
    }
  }
}

function* textsOf(value: unknown): Iterable<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null)
    for (const one of Object.values(value)) yield* textsOf(one);
}

/**
 * Why something confidential would stand in what is synthesised, and what to do; nothing when it is a reference.
 * @param value as the program gives it; undefined for none.
 */
export function* inClear(
  construct: IConstruct,
  { what, couldBe }: Confidential,
  value: string | undefined,
): Iterable<string> {
  if (value === undefined) return;
  const expression = resolved(construct, value);
  if (
    typeof expression !== "string" ||
    !/^\$\{.*\}$/s.test(expression) ||
    /^\$\{.*\}.*\$\{/s.test(expression)
  ) {
    yield `${what} is written in clear. ${WHERE_FROM}.`;
    return;
  }
  if (textsIn(expression).some(couldBe)) {
    yield `${what} is written in clear within an expression. ${WHERE_FROM}.`;
    return;
  }
  for (const { where, value: given } of written(construct, expression)) {
    const texts = [...textsOf(resolved(construct, given))];
    if (texts.some((text) => couldBe(text) || textsIn(text).some(couldBe))) {
      yield `${what} is written in clear, as ${where}. Remove it there, and give it when Terraform runs.`;
    }
  }
}
