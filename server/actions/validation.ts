import { called, type ListRule, range, type Rule } from "@tokenplane/rules/rule";
import { name } from "@tokenplane/rules/text";
import { Refusal } from "@tokenplane/rules/refusal";

type Path = readonly string[];

/** A value that a rule accepts. @throws Refusal VALIDATION_FAILED with the sentence of the rule. */
export function checkForm<T>(value: T, rule: Rule<T>, path: Path): T {
  const sentence = rule(value);
  if (sentence !== null) throw new Refusal("VALIDATION_FAILED", sentence, path);
  return value;
}

/** The same for a list: of an element, the path ends with its index. @throws Refusal VALIDATION_FAILED */
export function checkForms<T>(values: readonly T[], { all, each }: ListRule<T>, path: Path): readonly T[] {
  checkForm(values, all, path);
  for (const [index, value] of values.entries()) checkForm(value, each, [...path, String(index)]);
  return values;
}

/** The name of a value in messages: the last step of its path, in words. */
function calledAt(path: Path): string {
  return called(path.at(-1) ?? "value");
}

/** A name or serial number: 1 to 50 characters, without a space at either end. @throws Refusal */
export function checkName(text: string, path: Path): string {
  return checkForm(text, name(calledAt(path)), path);
}

/** @throws Refusal unless it is from least to most. */
export function checkRange(number: number, least: number, most: number, path: Path): number {
  return checkForm(number, range(calledAt(path), least, most), path);
}
