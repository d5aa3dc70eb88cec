import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import pino from "pino";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { makeOperatorKey } from "../../server/accounts/operator.js";
import { readConfig } from "../../server/config.js";
import type { Database } from "../../server/database/database.js";
import { logOptions } from "../../server/log.js";
import { startServer, type RunningServer } from "../../server/main.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import type { ServerServices } from "../../server/services.js";
import { Api } from "./api.js";
import { getDatabaseTime, manualClock, type ManualClock } from "./clock.js";
import { prepareFolder } from "./prepared.js";
import { Seed } from "./seed.js";
import { withFewServerKeys } from "./server-keys.js";
import { byTier } from "./tier.js";
import { waited } from "./waits.js";
import { endWorldsOfFile, worldOfFile, worldOfWorker } from "./worlds-of-file.js";

export type Store = "PGlite" | "PostgreSQL";

/** A running server with its own database and a clock that is stopped. */
export interface World {
  readonly store: Store;
  readonly url: string;
  readonly clock: ManualClock;
  readonly database: Database;
  readonly services: ServerServices;
  /** The first account's administrator. */
  readonly admin: Api;
  readonly operator: Api;
  /** The link that the first start printed, which makes the first administrator. */
  readonly setupLink: string;
  /** Where metrics are read; null without TOKENPLANE_METRICS_PORT. */
  readonly metricsUrl: string | null;
  /** Everything that was logged, as one text. */
  readonly logged: () => string;
  /** A client of the same server with another key. */
  as(key: string): Api;
  /** A new account, ready to be filled. */
  seed(): Promise<Seed>;
  /** The accounts that were made so far, by the file that asks. */
  readonly seeds: readonly Seed[];
  /** Leaves what was so far out of `seeds` and `logged`: it is of another file. */
  forget(): void;
  /** Stops the server and starts it again on the same database. @param changed settings that are others from now on. */
  restart(changed?: Readonly<Record<string, string>>): Promise<void>;
  /** Starts another server on the same PostgreSQL, with the same clock. @returns its address. */
  replica(): Promise<string>;
  end(): Promise<void>;
}

let databases = 0;

/** Runs a statement on the run's PostgreSQL. */
async function onPostgres(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject("postgresUrl")}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A name that no other database of the run has. */
function newDatabaseName(): string {
  databases += 1;
  return `tokenplane_${process.pid}_${databases}`;
}

/** Makes an empty database on the run's PostgreSQL. @returns its address. */
export async function makeDatabase(): Promise<string> {
  const url = inject("postgresUrl");
  if (url === undefined) throw new Error("there is no PostgreSQL");
  const name = newDatabaseName();
  await onPostgres(`CREATE DATABASE ${name}`);
  return `${url}/${name}`;
}

/** Makes a database that is migrated, and has no installation yet. @returns its address. */
export async function makeMigratedDatabase(): Promise<string> {
  return `${inject("postgresUrl")}/${await copyMigratedDatabase()}`;
}

/** Makes a database that is migrated: PostgreSQL copies the files of one, which is quicker than to migrate. @returns its name. */
async function copyMigratedDatabase(): Promise<string> {
  const name = newDatabaseName();
  await onPostgres(`CREATE DATABASE ${name} TEMPLATE ${inject("migratedDatabase")} STRATEGY FILE_COPY`);
  return name;
}

/** The same database by the server's socket, which takes a third less of the processor than TCP for each statement. */
const bySocket = (url: string): string => `${url}?host=${encodeURIComponent(inject("postgresSockets"))}`;

/** The store of tests that are about something else: PostgreSQL, which is quicker to open and to ask, where there is one. */
export function storeHere(): Store {
  return inject("postgresUrl") === undefined ? "PGlite" : "PostgreSQL";
}

/** The stores of tests that start processes on each of them: in the default tier only PostgreSQL. */
export function storesOfTier(): readonly Store[] {
  if (inject("postgresUrl") === undefined) return ["PGlite"];
  return byTier<readonly Store[]>(["PostgreSQL"], ["PGlite", "PostgreSQL"]);
}

/** Opens a world. @param settings beside those that the store needs. */
export async function openWorld(store: Store, settings: Record<string, string> = {}): Promise<World> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-test-"));
  const name = store === "PostgreSQL" ? await copyMigratedDatabase() : null;
  const clock = manualClock();
  const lines: string[] = [];
  const log = pino(logOptions("debug"), { write: (line: string) => lines.push(line) });
  const given = {
    PORT: "0",
    // A sealer that runs in the middle of a test would look like an effect of the test.
    TOKENPLANE_SEAL_SECONDS: "3600",
    // On a busy machine, the usual ten seconds are too few for requests that wait for each other.
    TOKENPLANE_DATABASE_SECONDS: "120",
    ...(store === "PGlite"
      ? { TOKENPLANE_DATA_DIR: prepareFolder(path.join(folder, "data")) }
      : {
          DATABASE_URL: bySocket(`${inject("postgresUrl")}/${name}`),
          TOKENPLANE_MASTER_KEY: newMasterKey(),
        }),
    ...settings,
  };
  const getConfig = (all: Record<string, string>) => {
    const { TOKENPLANE_PUBLIC_URL: _address, ...rest } = all;
    // Tests read messages from memory, also where the server has an address for others.
    return { ...readConfig(all), keepsMessages: readConfig(rest).keepsMessages };
  };
  let config = getConfig(given);
  const start = async () => {
    const started = await waited(
      "servers in the test's process",
      startServer(config, clock.clock, log, undefined, getDatabaseTime(clock.clock)),
    );
    withFewServerKeys(started.services);
    return started;
  };
  let server: RunningServer = await start();
  if (server.firstAdminKey === null) throw new Error("the database was not new");
  // The same is true of housekeeping, which would run after a minute: tests do it themselves.
  await server.services.database.script(
    "INSERT INTO jobs (name, due_at) VALUES ('housekeeping', 'infinity')",
  );
  const adminKey = server.firstAdminKey;
  const operatorKey = await makeOperatorKey(server.services, "test");
  const replicas: RunningServer[] = [];
  const seeds: Seed[] = [];
  return {
    store,
    clock,
    get url() {
      return server.url;
    },
    get database() {
      return server.services.database;
    },
    get services() {
      return server.services;
    },
    get admin() {
      return new Api(server.url, adminKey);
    },
    get operator() {
      return new Api(server.url, operatorKey);
    },
    get setupLink() {
      if (server.setupLink === null) throw new Error("there is an administrator already");
      return server.setupLink;
    },
    get metricsUrl() {
      return server.metricsUrl;
    },
    logged: () => lines.join(""),
    as: (key) => new Api(server.url, key),
    async seed() {
      const made = await Seed.account(new Api(server.url, operatorKey), clock);
      seeds.push(made);
      return made;
    },
    seeds,
    forget() {
      seeds.length = 0;
      lines.length = 0;
    },
    async restart(changed = {}) {
      await server.stop();
      config = getConfig({ ...given, ...changed });
      server = await start();
    },
    async replica() {
      const started = await start();
      replicas.push(started);
      return started.url;
    },
    async end() {
      for (const one of [server, ...replicas]) await one.stop();
      rmSync(folder, { recursive: true, force: true });
      if (name !== null) await onPostgres(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/**
 * Tests of the API that hold on any store: on PostgreSQL in both tiers, and on the embedded database where there is none. To open a world
 * takes as long as some tests do: all tests of a worker that ask for no settings share one, and so do all tests of a file that ask for
 * the same settings. Tests that need a clean account ask it for a seed; its clock only runs on.
 */
export function onOneStore(
  name: string,
  tests: (world: () => World) => void,
  settings: Record<string, string> = {},
): void {
  onStore(storeHere(), [], name, tests, settings);
}

/**
 * The same for tests that ask nothing of the world but accounts of their own: all files of a worker share one. They do not read the log,
 * the database or other accounts, and do not restart the server. Its clock only goes on.
 */
export function onSharedStore(name: string, tests: (world: () => World) => void): void {
  onStore(storeHere(), [], name, tests, {}, "worker");
}

/** The same for tests that make the first administrator, or look at all accounts: their world is shared with no others. */
export function onOneNewStore(name: string, tests: (world: () => World) => void): void {
  onStore(storeHere(), [], name, tests, {}, name);
}

/**
 * Tests of what the embedded database does in its own way: its catalogue, partitions, statements, and what a restart finds. The default
 * tier runs them only on PostgreSQL, the deep one on both stores.
 */
export function onEveryStore(
  name: string,
  tests: (world: () => World) => void,
  settings: Record<string, string> = {},
): void {
  if (inject("postgresUrl") !== undefined) onStore("PGlite", ["deep"], name, tests, settings);
  onStore(storeHere(), [], name, tests, settings);
}

/** The same on both stores in both tiers: the contract that every store keeps. */
export function onBothStores(
  name: string,
  tests: (world: () => World) => void,
  settings: Record<string, string> = {},
): void {
  onStore("PGlite", [], name, tests, settings);
  if (inject("postgresUrl") !== undefined) onStore("PostgreSQL", [], name, tests, settings);
}

/** Only on PostgreSQL: what its connections do at the same time. The embedded database does one thing after the other. */
export function onPostgresAlone(
  name: string,
  tests: (world: () => World) => void,
  settings: Record<string, string> = {},
): void {
  if (inject("postgresUrl") !== undefined) onStore("PostgreSQL", [], name, tests, settings);
}

/** @param sharers by what name tests of the file share their world; `worker`: all files of the worker do. */
function onStore(
  store: Store,
  tags: string[],
  name: string,
  tests: (world: () => World) => void,
  settings: Record<string, string>,
  sharers = "all",
): void {
  afterAll(endWorldsOfFile);
  describe(`${name} [${store}]`, { tags }, () => {
    let world: World | undefined;
    beforeAll(async () => {
      const open = () => openWorld(store, settings);
      world = await (sharers === "worker"
        ? worldOfWorker(open)
        : worldOfFile(JSON.stringify([store, settings, sharers]), open));
    });
    tests(() => {
      if (world === undefined) throw new Error("the world is not open");
      return world;
    });
  });
}
