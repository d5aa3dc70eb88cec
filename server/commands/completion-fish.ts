import type { Entry, Suggestion, TypedOption } from "./completion-table.js";

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function getWords(path: string, words: readonly Suggestion[]): string[] {
  return words.map(
    ({ word, description }) =>
      `complete -c tokenplane -n ${quoted(`__tokenplane_at ${quoted(path)}`)} -a ${word} -d ${quoted(description)}`,
  );
}

/** The part of a completion that describes an option's value: that there is one, and which. */
function valueOf({ value }: TypedOption): string {
  if (value === null) return "";
  if (value.kind === "file") return " -r -F";
  return value.kind === "text" ? " -x" : ` -x -a ${quoted(value.values.join(" "))}`;
}

function getOptions(path: string, options: readonly TypedOption[]): string[] {
  return options.map(
    (option) =>
      `complete -c tokenplane -n ${quoted(`__tokenplane_at ${quoted(path)}`)} -l ${option.word.replace(/^--/, "")}${valueOf(option)} -d ${quoted(option.description)}`,
  );
}

function getArgument({ path, argument }: Entry): string[] {
  if (argument === null || argument.kind === "text") return [];
  const value = argument.kind === "file" ? "-F" : `-a ${quoted(argument.values.join(" "))}`;
  return [`complete -c tokenplane -n ${quoted(`__tokenplane_at ${quoted(path)}`)} ${value}`];
}

/** A script that completes commands in fish. */
export function fishCompletion(table: readonly Entry[]): string {
  const paths = table.filter(({ path }) => path !== "").map(({ path }) => quoted(path));
  const lines = table.flatMap((entry) => [
    ...getWords(entry.path, entry.commands),
    ...getOptions(entry.path, entry.options),
    ...getArgument(entry),
  ]);
  return `# Completion of tokenplane for fish. Load it: tokenplane completion fish | source
function __tokenplane_at
    set -l place
    for word in (commandline -opc)[2..]
        set -l longer (string trim -- "$place $word")
        contains -- $longer ${paths.join(" ")}; and set place $longer
    end
    test "$place" = "$argv[1]"
end

complete -c tokenplane -f
${lines.join("\n")}
`;
}
