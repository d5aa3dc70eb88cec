import type { Argument, Command, Option } from "commander";

/** A word that may come next, and what it means. */
export interface Suggestion {
  readonly word: string;
  readonly description: string;
}

/** The value that may follow a word: some values, or the name of a file. */
export type Value =
  | { readonly kind: "file" }
  | { readonly kind: "text" }
  | { readonly kind: "values"; readonly values: readonly string[] };

/** An option as it is typed. */
export interface TypedOption extends Suggestion {
  /** The value after the word; null when there is none. */
  readonly value: Value | null;
}

/** A command, and what may come after its words. */
export interface Entry {
  /** Its words, without the program's: `api-key list`. */
  readonly path: string;
  readonly commands: readonly Suggestion[];
  readonly options: readonly TypedOption[];
  readonly argument: Value | null;
}

/** The first sentence of a description. */
function firstSentence(description: string): string {
  return /^.*?[.:](?= )/.exec(description)?.[0].replace(/[.:]$/, "") ?? description.replace(/\.$/, "");
}

function valueOf(choices: readonly string[] | undefined, name: string): Value {
  if (choices !== undefined) return { kind: "values", values: choices };
  return { kind: name === "file" ? "file" : "text" };
}

function typedOption({ long, flags, description, required, optional, argChoices }: Option): TypedOption {
  const name = /<(.+)>/.exec(flags)?.[1] ?? "";
  return {
    word: long ?? flags,
    description: firstSentence(description),
    value: required || optional ? valueOf(argChoices, name) : null,
  };
}

function getArgument([first]: readonly Argument[]): Value | null {
  return first === undefined ? null : valueOf(first.argChoices, first.name());
}

/** Every command of a program, as `--help` knows them. */
export function completionTable(command: Command, path = ""): Entry[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const entry: Entry = {
    path,
    commands: commands.map((one) => ({ word: one.name(), description: firstSentence(one.description()) })),
    options: help.visibleOptions(command).map(typedOption),
    argument: getArgument(command.registeredArguments),
  };
  const below = command.commands.flatMap((one) => completionTable(one, `${path} ${one.name()}`.trim()));
  return [entry, ...below];
}
