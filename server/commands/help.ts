import type { Argument, Option } from "commander";

/** The text after the meaning of an option or argument: whether it is required, its values and its default. */
function withFacts(
  { description, argChoices, defaultValue }: Pick<Option, "description" | "argChoices" | "defaultValue">,
  isRequired: boolean,
): string {
  const facts = [
    ...(isRequired ? ["required"] : []),
    ...(argChoices === undefined ? [] : [`values: ${argChoices.join(", ")}`]),
    ...(defaultValue === undefined ? [] : [`default: ${String(defaultValue)}`]),
  ];
  return facts.length === 0 ? description : `${description} (${facts.join("; ")})`;
}

/** How `--help` describes options and arguments. Commander itself does not say which options are required. */
export const HELP = {
  optionDescription: (option: Option) => withFacts(option, option.mandatory),
  // That an argument is required is in its usage: <file>.
  argumentDescription: (argument: Argument) => withFacts(argument, false),
};
