import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";
import { EXPIRES } from "./options.js";

export function addOperatorKeyCommand(program: Command): void {
  program
    .command("operator-key")
    .description(
      "Make an OPERATOR key, which manages accounts and their plans. Printed once. With it, api-key list and api-key revoke show and revoke the keys of all operators. Takes the settings of start.",
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
        console.log(await makeOperatorKey(installation.services, name, expiresAt));
      } finally {
        await installation.close();
      }
    });
}
