import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";

export function addOperatorKeyCommand(program: Command): void {
  program
    .command("operator-key")
    .description(
      "Make an OPERATOR key, which manages accounts and their plans. Printed once. Takes the settings of start.",
    )
    .option("--name <name>", "what the key is for", "Operator")
    .action(async ({ name }: { name: string }) => {
      const config = readConfig(process.env);
      demandDatabase(config);
      const { makeOperatorKey } = await import("../accounts/operator.js");
      const { openInstallation } = await import("../installation.js");
      const { createLog } = await import("../log.js");
      const installation = await openInstallation(config, systemClock, createLog(config, 2));
      try {
        console.log(await makeOperatorKey(installation.services, name));
      } finally {
        await installation.close();
      }
    });
}
