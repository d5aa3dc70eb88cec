import type { Entry, Value } from "./completion-table.js";

/** The action of `compgen` for a value. Without one, bash completes names of files. */
function action(value: Value): string {
  if (value.kind === "file") return "return";
  if (value.kind === "text") return "_tokenplane_no_files; return";
  return `_tokenplane_suggest ${value.values.join(" ")}; return`;
}

function getValues({ path, options }: Entry): string[] {
  return options.flatMap(({ word, value }) =>
    value === null ? [] : [`    '${path}:${word}') ${action(value)} ;;`],
  );
}

function getWords({ path, commands, options, argument }: Entry): string {
  const words = [...commands, ...options].map(({ word }) => word);
  const given = argument?.kind === "values" ? argument.values : [];
  // The name of a file is completed by bash itself, where no option has begun.
  const file = argument?.kind === "file" ? "[[ $current == -* ]] || return; " : "";
  return `    '${path}') ${file}_tokenplane_suggest ${[...given, ...words].join(" ")} ;;`;
}

/** A script that completes commands in bash 3.2 and newer. */
export function bashCompletion(table: readonly Entry[]): string {
  const steps = table
    .filter(({ path }) => path !== "")
    .map(({ path }) => {
      const words = path.split(" ");
      return `      '${words.slice(0, -1).join(" ")} ${words.at(-1)}') path='${path}' ;;`;
    });
  return `# Completion of tokenplane for bash. Load it in ~/.bashrc: source <(tokenplane completion bash)
_tokenplane_no_files() {
  compopt +o default 2>/dev/null
}

_tokenplane_suggest() {
  _tokenplane_no_files
  local word
  for word in "$@"; do
    [[ $word == "$current"* ]] && COMPREPLY+=("$word")
  done
}

_tokenplane() {
  COMPREPLY=()
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} path='' index
  # bash cuts --option=value into three words.
  if [[ $current == = ]]; then
    current=''
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
${steps.join("\n")}
    esac
  done
  case "$path:$previous" in
${table.flatMap(getValues).join("\n")}
  esac
  case "$path" in
${table.map(getWords).join("\n")}
  esac
}

complete -o default -F _tokenplane tokenplane
`;
}
