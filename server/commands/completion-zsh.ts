import type { Entry, Suggestion, Value } from "./completion-table.js";

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Words with their descriptions, as `_describe` takes them. */
function described(words: readonly Suggestion[]): string {
  return words
    .map(({ word, description }) => quoted(`${word.replaceAll(":", "\\:")}:${description}`))
    .join(" ");
}

function action(value: Value): string {
  if (value.kind === "file") return "_files";
  return value.kind === "text" ? "_message value" : `compadd -- ${value.values.join(" ")}`;
}

function getValues({ path, options }: Entry): string[] {
  return options.flatMap(({ word, value }) =>
    value === null ? [] : [`    ('${path}:${word}') ${action(value)}; return ;;`],
  );
}

function getWords({ path, commands, options, argument }: Entry): string {
  const own = argument === null ? "" : ` [[ $PREFIX == -* ]] || ${action(argument)};`;
  return `    ('${path}') commands=(${described(commands)}); options=(${described(options)});${own} ;;`;
}

/** A script that completes commands in zsh. */
export function zshCompletion(table: readonly Entry[]): string {
  const steps = table
    .filter(({ path }) => path !== "")
    .map(({ path }) => {
      const words = path.split(" ");
      return `      ('${words.slice(0, -1).join(" ")} ${words.at(-1)}') place='${path}' ;;`;
    });
  return `#compdef tokenplane
# Completion of tokenplane for zsh. Load it in ~/.zshrc, after compinit: source <(tokenplane completion zsh)
_tokenplane() {
  local place='' index
  local -a commands options
  for ((index = 2; index < CURRENT; index++)); do
    case "$place \${words[index]}" in
${steps.join("\n")}
    esac
  done
  case "$place:\${words[CURRENT - 1]}" in
${table.flatMap(getValues).join("\n")}
  esac
  case "$place" in
${table.map(getWords).join("\n")}
  esac
  (( \${#commands} )) && _describe command commands
  _describe -o option options
}

# As a file of $fpath it is the function's body; read by source, it only tells zsh of the function.
if [[ \${funcstack[1]} == _tokenplane ]]; then
  _tokenplane "$@"
else
  compdef _tokenplane tokenplane
fi
`;
}
