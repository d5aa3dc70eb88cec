import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { AS_JSON, printJson } from "./options.js";

export function addMigrateCommand(program: Command): void {
  program
    .command("migrate")
    .description(
      "Migrate the database to this version's data model, without starting the server. It reads the same settings as start.",
    )
    .option(...AS_JSON)
    .action(async ({ json }: { json?: true }) => {
      const config = readConfig(process.env);
      const { openInstallation } = await import("../installation.js");
      const { createLog } = await import("../log.js");
      const installation = await openInstallation(config, systemClock, createLog(config, 2));
      await installation.close();
      const { migrated } = installation;
      const place = config.databaseUrl === undefined ? config.dataDir : "PostgreSQL";
      if (json === true) printJson({ applied: migrated });
      else
        console.log(
          migrated.length === 0
            ? `The database in ${place} is up to date.`
            : `Applied to the database in ${place}: ${migrated.join(", ")}.`,
        );
    });
}
