import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";
import { newMasterKey } from "../secrets/master-key.js";

export function addMasterKeyCommands(program: Command): void {
  const masterKey = program
    .command("master-key")
    .description("Make or rotate the key that token secrets are encrypted with.");
  masterKey
    .command("new")
    .description("Print a new master key.")
    .action(() => {
      console.log(newMasterKey());
    });
  masterKey
    .command("rotate")
    .description(
      'Encrypt all secrets with the first of the given master keys. Start all servers with "OLD,NEW", then all with "NEW,OLD", then run this with the same setting, then remove OLD. On PostgreSQL the servers keep running. Takes the settings of start.',
    )
    .action(async () => {
      const config = readConfig(process.env);
      demandDatabase(config);
      const { openInstallation } = await import("../installation.js");
      const { createLog } = await import("../log.js");
      const { rotate } = await import("../rotation.js");
      const installation = await openInstallation(config, systemClock, createLog(config, 2));
      try {
        const count = await rotate(installation.services, (soFar) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${soFar} secrets`);
        });
        if (process.stderr.isTTY) process.stderr.write("\r");
        console.log(`${count} secrets were encrypted with the first master key.`);
      } finally {
        await installation.close();
      }
    });
}
