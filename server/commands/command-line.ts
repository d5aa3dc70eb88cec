import { Command } from "commander";
import { build } from "../version.js";
import { addAdministratorCommands } from "./administrator.js";
import { addApiKeyCommands } from "./api-key.js";
import { addBackupCommands } from "./backup.js";
import { addChannelCommands } from "./channel.js";
import { addCompletionCommand } from "./completion.js";
import { addEventCommands } from "./events.js";
import { EXIT } from "./exit.js";
import { HELP } from "./help.js";
import { addImportCommands } from "./import.js";
import { addMasterKeyCommands } from "./master-key.js";
import { addMessageCommands } from "./messages.js";
import { addMigrateCommand } from "./migrate.js";
import { addOperatorKeyCommand } from "./operator-key.js";
import { addSchemaCommand } from "./schema.js";
import { addStartCommand } from "./start.js";

/** The error in the command line, in one line. @param text what Commander says of it. */
function usageSentence(text: string): string {
  const [first = "", ...guesses] = text
    .replace(/^error: /, "")
    .trimEnd()
    .split("\n");
  const sentence = `${first.slice(0, 1).toUpperCase()}${first.slice(1).replace(/\.$/, "")}.`;
  return [
    sentence,
    ...guesses.map((guess) => guess.slice(1, -1)),
    "Run it with --help to see its arguments.",
  ].join(" ");
}

/**
 * The command line. A command loads the server when it runs and has read its settings: most are clients, and help needs
 * nothing at all. What is not written as it must be ends the process with exit code 2.
 */
export function commandLine(): Command {
  const program = new Command("tokenplane")
    .description("Tokenplane: multi-factor authentication as a service.")
    .option("-V, --version", "print which version and commit this is")
    .on("option:version", () => {
      process.stdout.write(`${build()}\n`);
      process.exit(EXIT.done);
    })
    .configureHelp(HELP)
    .configureOutput({ outputError: (text, write) => write(`${usageSentence(text)}\n`) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.done : EXIT.usage))
    .addHelpText(
      "after",
      `
On the host, directly on the database:  start, migrate, master-key rotate, operator-key,
                                        administrator invite, restore
On the host, server running or stopped: backup
With a running server, over its API:    api-key, channel, messages, outbox, events, tokens, users, assignments
                                        TOKENPLANE_ENDPOINT  its address (http://127.0.0.1:4000)
                                        TOKENPLANE_API_KEY   your key
Without server and database:            schema, master-key new, completion

Exit codes:  0 done   1 refused   2 wrong use (command, option, setting)   3 server or database not reachable
NO_COLOR=1 in the environment turns colours off. Output that does not go to a terminal has no colours.
`,
    );

  addStartCommand(program);
  addMigrateCommand(program);
  addMasterKeyCommands(program);
  addOperatorKeyCommand(program);
  addAdministratorCommands(program);
  addBackupCommands(program);
  addApiKeyCommands(program);
  addChannelCommands(program);
  addMessageCommands(program);
  addEventCommands(program);
  addImportCommands(program);
  addSchemaCommand(program);
  addCompletionCommand(program);

  return program;
}
