import type { TestProject } from "vitest/node";
import { postgresBinaries, startPostgres } from "./postgres.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the real PostgreSQL, without a database; undefined when there is none to be had. */
    postgresUrl: string | undefined;
    /** The folder with its socket. */
    postgresSockets: string;
  }
}

/** Starts one PostgreSQL for the run, and stops it afterwards. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (postgresBinaries() === undefined) {
    console.warn("SKIPPED: no PostgreSQL could be found or installed; the tests that need it are skipped.");
    project.provide("postgresUrl", undefined);
    return undefined;
  }
  // Tests kill processes and cut no power: what was written needs to reach no disk.
  const server = await startPostgres("fsync=off");
  project.provide("postgresUrl", server.url.replace(/\/postgres$/, ""));
  project.provide("postgresSockets", server.sockets);
  return async () => {
    // A server that ended by itself fails every test after that; this line says why.
    if (!server.isRunning()) console.error("The PostgreSQL of this run ended before the run did.");
    await server.stop();
  };
}
