import { Argument, type Command } from "commander";
import { chosen } from "./options.js";
import { bashCompletion } from "./completion-bash.js";
import { fishCompletion } from "./completion-fish.js";
import { completionTable, type Entry } from "./completion-table.js";
import { zshCompletion } from "./completion-zsh.js";

const SHELLS: Readonly<Record<string, (table: readonly Entry[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

const NAMES = Object.keys(SHELLS);

export function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("Print a script with which a shell completes the commands and options of tokenplane.")
    .addArgument(
      new Argument("<shell>", "the shell that reads it")
        .choices(NAMES)
        .argParser((typed: string) => chosen("<shell>", typed, NAMES)),
    )
    .addHelpText(
      "after",
      `
To load it:
  bash   source <(tokenplane completion bash)   in ~/.bashrc
  zsh    source <(tokenplane completion zsh)    in ~/.zshrc, after compinit
  fish   tokenplane completion fish | source    in ~/.config/fish/config.fish
`,
    )
    .action((shell: string) => {
      process.stdout.write(SHELLS[shell]?.(completionTable(program)) ?? "");
    });
}
