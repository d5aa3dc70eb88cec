// Values whose form the server would refuse are refused at synth, by the same rules and with the same sentences.
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { ListRule, Rule } from "../rules/rule.js";
import { refuse } from "./declared.js";
import { getParts } from "./expression-parts.js";

/** Rules, by the names of their values. */
type Rules = Readonly<Record<string, Rule<string> | Rule<number> | ListRule<string>>>;

/** The values of the rules; a construct may leave them out. */
type Values<R extends Rules> = {
  readonly [K in keyof R]?: R[K] extends Rule<infer T>
    ? T | undefined
    : R[K] extends ListRule<infer T>
      ? readonly T[] | undefined
      : never;
};

/** A text as Terraform reads it; undefined if only Terraform can know it. */
function knownText(value: string): string | undefined {
  if (Token.isUnresolved(value)) return undefined;
  const parts = getParts(value);
  return parts.every(({ kind }) => kind === "text") ? parts.map((part) => part.value).join("") : undefined;
}

/** The sentence of a rule about a value that is known when the program runs. */
function getSentence<T>(rule: Rule<T>, value: T): string | null {
  if (Token.isUnresolved(value)) return null;
  if (typeof value !== "string") return rule(value);
  const known = knownText(value);
  // A known text is still a text.
  return known === undefined ? null : rule(known as T & string);
}

function* listSentences({ all, each }: ListRule<string>, values: readonly string[]): Iterable<string> {
  if (Token.isUnresolved(values)) return;
  const whole = all(values);
  if (whole !== null) yield whole;
  for (const value of values) {
    const sentence = getSentence(each, value);
    if (sentence !== null) yield `This is ${JSON.stringify(knownText(value))}. ${sentence}`;
  }
}

/**
 * Refuses at synth what the rules refuse. References, and texts that contain references, are checked at apply.
 */
export function refuseForms<R extends Rules>(construct: IConstruct, rules: R, values: Values<R>): void {
  refuse(construct, function* refusals() {
    for (const [name, rule] of Object.entries(rules)) {
      // A value has the type that its rule requires; TypeScript cannot follow that through a union of both.
      const value = values[name] as never;
      if (value === undefined) continue;
      if (typeof rule === "object") yield* listSentences(rule, value);
      else {
        const sentence = getSentence<never>(rule, value);
        if (sentence !== null) yield sentence;
      }
    }
  });
}
