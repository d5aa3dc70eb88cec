import type { TestProject } from "vitest/node";
import { migrate } from "../../server/database/migrate.js";
import { openPostgres } from "../../server/database/postgres.js";
import { postgresBinaries, type PostgresServer, startPostgres } from "./postgres.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the real PostgreSQL, without a database; undefined when there is none to be had. */
    postgresUrl: string | undefined;
    /** The folder with its socket. */
    postgresSockets: string;
    /** The name of a database that is migrated and otherwise empty, of which tests take copies. */
    migratedDatabase: string;
  }
}

/** Makes the database of which tests take copies. @param url of the server, without a database. @returns its name. */
async function makeMigrated(url: string, { run }: Pick<PostgresServer, "run">): Promise<string> {
  const name = "tokenplane_migrated";
  await run(`CREATE DATABASE ${name}`);
  const database = await openPostgres({ url: `${url}/${name}`, poolSize: 2, seconds: 60, longSeconds: 60 });
  await migrate(database);
  await database.close();
  return name;
}

/** Starts one PostgreSQL for the run, and stops it afterwards. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (postgresBinaries() === undefined) {
    console.warn("SKIPPED: no PostgreSQL could be found or installed; the tests that need it are skipped.");
    project.provide("postgresUrl", undefined);
    return undefined;
  }
  // Tests kill processes and cut no power: what was written needs to reach no disk. With hundreds of databases, autovacuum
  // would always be in one of them; in the deep tier it is.
  const settings = project.config.provide.tier === "deep" ? [] : ["autovacuum=off"];
  // Fewer buffers: PostgreSQL goes through all of them whenever a database is copied or dropped.
  const server = await startPostgres("fsync=off", "full_page_writes=off", "shared_buffers=32MB", ...settings);
  const url = server.url.replace(/\/postgres$/, "");
  project.provide("postgresUrl", url);
  project.provide("migratedDatabase", await makeMigrated(url, server));
  project.provide("postgresSockets", server.sockets);
  return async () => {
    // A server that ended by itself fails every test after that; this line says why.
    if (!server.isRunning()) console.error("The PostgreSQL of this run ended before the run did.");
    await server.stop();
  };
}
