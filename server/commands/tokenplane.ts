#!/usr/bin/env node
import { Command } from "commander";
import { isUnreachable } from "../database/unreachable.js";
import { StartError } from "../start-error.js";
import { VERSION } from "../version.js";
import { addApiKeyCommands } from "./api-key.js";
import { addBackupCommands } from "./backup.js";
import { addEventCommands } from "./events.js";
import { addImportCommands } from "./import.js";
import { addMasterKeyCommands } from "./master-key.js";
import { addMigrateCommand } from "./migrate.js";
import { addOperatorKeyCommand } from "./operator-key.js";
import { addSchemaCommand } from "./schema.js";
import { addStartCommand } from "./start.js";

// A command loads the server when it runs and has read its settings: most are clients, and help needs nothing at all.
const program = new Command("tokenplane")
  .description("Tokenplane: multi-factor authentication as a service.")
  .version(VERSION)
  .showHelpAfterError("(tokenplane --help lists what there is)")
  .addHelpText(
    "after",
    `
On the host, with the database itself:  start, migrate, master-key rotate, operator-key, restore
On the host, whether it runs or not:    backup
With a running server, over its API:    api-key, events, tokens, users, assignments
                                        TOKENPLANE_ENDPOINT  its address (http://127.0.0.1:4000)
                                        TOKENPLANE_API_KEY   your key
`,
  );

addStartCommand(program);
addMigrateCommand(program);
addMasterKeyCommands(program);
addOperatorKeyCommand(program);
addBackupCommands(program);
addApiKeyCommands(program);
addEventCommands(program);
addImportCommands(program);
addSchemaCommand(program);

const LOST =
  "The database was lost while it worked, or cannot be reached any more. What was begun is done whole or not at all. Run this again when it is there.";

program.parseAsync().catch((error: unknown) => {
  // A StartError is a sentence for people; anything else is a fault of ours, and its stack helps to mend it.
  if (error instanceof StartError) console.error(error.message);
  else if (isUnreachable(error)) console.error(LOST);
  else console.error("An unexpected failure:", error);
  process.exit(1);
});
