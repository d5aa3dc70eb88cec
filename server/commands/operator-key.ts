import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";
import { isUnreachable } from "../database/unreachable.js";
import { UnreachableError } from "../start-error.js";
import { EXPIRES } from "./options.js";

/** A key that is made is printed once: after a lost connection, it cannot be shown again. */
const UNKNOWN =
  "The connection to the database was lost, or the database cannot be reached. It is not known whether the key was created. When the database can be reached, run the command again. Then run `tokenplane api-key list` with the printed key. If it lists another new key, revoke that one by its prefix: nobody can use it, because it was not printed.";

export function addOperatorKeyCommand(program: Command): void {
  program
    .command("operator-key")
    .description(
      "Create an OPERATOR key, which manages accounts and their plans, and print it. It cannot be printed again. With it, api-key list and api-key revoke show and revoke the keys of all operators. It reads the same settings as start.",
    )
    .option("--name <name>", "what the key is for", "Operator")
    .option(...EXPIRES)
    .action(async ({ name, expires }: { readonly name: string; readonly expires?: string }) => {
      const config = readConfig(process.env);
      demandDatabase(config);
      const { makeOperatorKey } = await import("../accounts/operator.js");
      const { openInstallation } = await import("../installation.js");
      const { createLog } = await import("../log.js");
      const installation = await openInstallation(config, systemClock, createLog(config, 2));
      try {
        const expiresAt = expires === undefined ? null : new Date(expires);
        const key = await makeOperatorKey(installation.services, name, expiresAt).catch((error: unknown) => {
          throw isUnreachable(error) ? new UnreachableError(UNKNOWN) : error;
        });
        console.log(key);
      } finally {
        await installation.close();
      }
    });
}
