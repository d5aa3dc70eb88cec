import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";
import { newMasterKey } from "../secrets/master-key.js";
import { untilStopped } from "./signals.js";

export function addMasterKeyCommands(program: Command): void {
  const masterKey = program
    .command("master-key")
    .description("Create or rotate the key that encrypts token secrets.");
  masterKey
    .command("new")
    .description("Print a new master key.")
    .action(() => {
      console.log(newMasterKey());
    });
  masterKey
    .command("rotate")
    .description(
      'Encrypt all secrets with the first of the given master keys. Start all servers with "OLD,NEW", then start all servers with "NEW,OLD", then run this command with "NEW,OLD", then remove OLD. With PostgreSQL, the servers keep running. It reads the same settings as start.',
    )
    .action(async () => {
      const config = readConfig(process.env);
      demandDatabase(config);
      const { openInstallation } = await import("../installation.js");
      const { createLog } = await import("../log.js");
      const { rotate } = await import("../rotation.js");
      // Before the database is opened: an embedded one must be closed.
      const stop = untilStopped();
      const installation = await openInstallation(config, systemClock, createLog(config, 2));
      try {
        const progress = (soFar: number) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${soFar} secrets`);
        };
        const count = await rotate(installation.services, progress, stop);
        if (process.stderr.isTTY) process.stderr.write("\r");
        console.log(`${count} secrets were encrypted with the first master key.`);
      } finally {
        await installation.close();
      }
    });
}
