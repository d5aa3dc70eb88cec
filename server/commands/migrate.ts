import type { Command } from "commander";
import { existsSync } from "node:fs";
import { systemClock } from "../clock.js";
import { type Config, readConfig } from "../config.js";
import type { Database } from "../database/database.js";
import { getDatabaseFolder } from "../database/embedded-folder.js";
import type { Rehearsal } from "../database/migrate.js";
import { build } from "../version.js";
import { AS_JSON, printJson } from "./options.js";

/** Rehearses on the database of the settings, which need not have a key; null where there is no database, and none is created. */
async function rehearseOn(config: Config): Promise<Rehearsal | null> {
  const { rehearse } = await import("../database/migrate.js");
  const on = async (database: Database) => {
    try {
      return await rehearse(database.background);
    } finally {
      await database.close();
    }
  };
  const { databaseUrl: url, dataDir, poolSize, databaseSeconds: seconds, databaseLongSeconds } = config;
  if (url !== undefined) {
    const { openPostgres } = await import("../database/postgres.js");
    return on(await openPostgres({ url, poolSize, seconds, longSeconds: databaseLongSeconds }));
  }
  const folder = getDatabaseFolder(dataDir);
  if (!existsSync(folder)) return null;
  const { holdFolder } = await import("../database/folder-lock.js");
  const lock = await holdFolder(dataDir);
  try {
    const { openEmbedded } = await import("../database/embedded.js");
    return await on(await openEmbedded(folder));
  } finally {
    await lock.release();
  }
}

/** How long something takes, about, in words. */
function about(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 120) return `${whole} second${whole === 1 ? "" : "s"}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

async function check(config: Config, place: string, json: true | undefined): Promise<void> {
  const found = await rehearseOn(config);
  if (found === null && json !== true)
    return console.log(`There is no database in ${place} yet: nothing would be migrated.`);
  const { missing, from, seconds } = found ?? { missing: [], from: null, seconds: 0 };
  if (json === true) return printJson({ wouldApply: missing, from, to: build(), seconds });
  if (missing.length === 0) return console.log(`The database in ${place} is up to date.`);
  console.log(
    `Tokenplane ${build()} would migrate the database in ${place}${from === null ? "" : `, which Tokenplane ${from} migrated last`}. This takes about ${about(seconds)}. It would apply: ${missing.join(", ")}. Nothing was changed.`,
  );
}

export function addMigrateCommand(program: Command): void {
  program
    .command("migrate")
    .description(
      "Migrate the database to this version's data model, without starting the server. All of it is done, or nothing. It reads the same settings as start.",
    )
    .option(
      "--check",
      "change nothing: say what would be done, how long it takes, and what would be refused. On PostgreSQL, requests may wait meanwhile",
    )
    .option(...AS_JSON)
    .action(async ({ check: isCheck, json }: { check?: true; json?: true }) => {
      const config = readConfig(process.env);
      const place = config.databaseUrl === undefined ? config.dataDir : "PostgreSQL";
      if (isCheck === true) return check(config, place, json);
      const { openInstallation } = await import("../installation.js");
      const { createLog } = await import("../log.js");
      const installation = await openInstallation(config, systemClock, createLog(config, 2));
      await installation.close();
      const { migrated } = installation;
      if (json === true) printJson({ applied: migrated });
      else
        console.log(
          migrated.length === 0
            ? `The database in ${place} is up to date.`
            : `Applied to the database in ${place}: ${migrated.join(", ")}.`,
        );
    });
}
