// What the server would refuse for its form is refused at synth, by the same rules and in the same words.
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ListRule, Rule } from "../rules/rule.js";
import { refuse } from "./declared.js";
import { partsOf } from "./expression-parts.js";

/** Rules by the names of what they are about. */
type Rules = Readonly<Record<string, Rule<string> | Rule<number> | ListRule<string>>>;

/** What a rule is about; a construct may leave it out. */
type Values<R extends Rules> = {
  readonly [K in keyof R]?: R[K] extends Rule<infer T>
    ? T | undefined
    : R[K] extends ListRule<infer T>
      ? readonly T[] | undefined
      : never;
};

/** A text as Terraform will read it; undefined where only Terraform can know it. */
function knownText(value: string): string | undefined {
  if (Token.isUnresolved(value)) return undefined;
  const parts = partsOf(value);
  return parts.every(({ kind }) => kind === "text") ? parts.map((part) => part.value).join("") : undefined;
}

/** What a rule says of a value that is known when the program runs. */
function sentenceOf<T>(rule: Rule<T>, value: T): string | null {
  if (Token.isUnresolved(value)) return null;
  if (typeof value !== "string") return rule(value);
  const known = knownText(value);
  // A text stays one.
  return known === undefined ? null : rule(known as T & string);
}

function* listSentences({ all, each }: ListRule<string>, values: readonly string[]): Iterable<string> {
  if (Token.isUnresolved(values)) return;
  const whole = all(values);
  if (whole !== null) yield whole;
  for (const value of values) {
    const sentence = sentenceOf(each, value);
    if (sentence !== null) yield `This is ${JSON.stringify(knownText(value))}. ${sentence}`;
  }
}

/** Refuses at synth what the rules refuse. References, and texts with references in them, are checked when they are applied. */
export function refuseForms<R extends Rules>(construct: IConstruct, rules: R, values: Values<R>): void {
  refuse(construct, function* refusals() {
    for (const [name, rule] of Object.entries(rules)) {
      // A value is of the type that its rule asks for, which TypeScript does not follow through a union of both.
      const value = values[name] as never;
      if (value === undefined) continue;
      if (typeof rule === "object") yield* listSentences(rule, value);
      else {
        const sentence = sentenceOf<never>(rule, value);
        if (sentence !== null) yield sentence;
      }
    }
  });
}
