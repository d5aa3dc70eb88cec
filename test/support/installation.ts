import pino from "pino";
import { makeOperatorKey } from "../../server/accounts/operator.js";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { Prisma } from "../../server/database/generated/client.js";
import { openSession } from "../../server/database/session.js";
import { openInstallation } from "../../server/installation.js";
import { startServer } from "../../server/main.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import type { ServerServices } from "../../server/services.js";
import { Api } from "./api.js";
import { getDatabaseTime, type ManualClock } from "./clock.js";
import { prepareFolder } from "./prepared.js";
import { withFewServerKeys } from "./server-keys.js";
import { makeDatabase, storeHere } from "./world.js";

/** The settings of an installation's place. */
export type Place = Readonly<Record<string, string>>;

/** A server in this process; commands use its installation from outside. */
export interface Opened {
  readonly url: string;
  readonly metricsUrl: string | null;
  readonly services: ServerServices;
  /** The first administrator's key; null when the installation is not new. */
  readonly firstAdminKey: string | null;
  /** A client with a new OPERATOR key. */
  operator(): Promise<Api>;
  stop(): Promise<void>;
}

const open = new Set<Opened>();

/**
 * Starts a server in this process, where its own process is not what a test is about: that takes less than half as long.
 * @param manual the clock; the machine's, and that of its database, if no other is given.
 */
export async function openHere(place: Place, manual?: Pick<ManualClock, "clock">): Promise<Opened> {
  const config = readConfig({ PORT: "0", ...place });
  const server = await startServer(
    config,
    manual?.clock ?? systemClock,
    pino({ level: "silent" }),
    undefined,
    manual && getDatabaseTime(manual.clock),
  );
  withFewServerKeys(server.services);
  const opened: Opened = {
    url: server.url,
    metricsUrl: server.metricsUrl,
    services: server.services,
    firstAdminKey: server.firstAdminKey,
    operator: async () => new Api(server.url, await makeOperatorKey(server.services, "test")),
    async stop() {
      open.delete(opened);
      await server.stop();
    },
  };
  open.add(opened);
  return opened;
}

/** A new place on the store of the tier, for what is about something else. @param folder makes a path where nothing is. */
export async function newPlace(folder: () => string): Promise<Place> {
  return storeHere() === "PGlite"
    ? { TOKENPLANE_DATA_DIR: prepareFolder(folder()) }
    : { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
}

/** A new OPERATOR key, as `tokenplane operator-key` makes it: no other process may hold the place's folder. */
export async function newOperatorKey(place: Place): Promise<string> {
  const config = readConfig(place);
  const installation = await openInstallation(config, systemClock, pino({ level: "silent" }));
  try {
    return await makeOperatorKey(installation.services, "test");
  } finally {
    await installation.close();
  }
}

/** Stops the servers that tests left. */
export async function stopAll(): Promise<void> {
  for (const one of open) await one.stop();
}

/** Runs SQL on the database of an installation that is stopped. @returns the rows of the last statement. */
export async function sqlOn<Row = unknown>(
  { DATABASE_URL, TOKENPLANE_DATA_DIR }: Place,
  ...statements: readonly string[]
): Promise<Row[]> {
  const session =
    DATABASE_URL === undefined
      ? await openEmbedded(`${TOKENPLANE_DATA_DIR}/database`)
      : await openSession(DATABASE_URL, 60);
  try {
    for (const sql of statements.slice(0, -1)) await session.script(sql);
    return await session.query<Row>(Prisma.sql`${Prisma.raw(statements.at(-1) ?? "")}`);
  } finally {
    await session.close();
  }
}

/** Values that a restore changes on purpose. */
const MOVED: Readonly<Record<string, string>> = {
  installation: "epoch,system_identifier,timeline,challenges_since",
  tokens: "last_step",
  enrolments: "last_step",
};

/**
 * Rows that a restore adds on purpose: an event, and so the number of its place in the feed. And those that a start adds: a
 * link for the first administrator, while there is none.
 */
const ADDED: Readonly<Record<string, string>> = {
  events: "WHERE type <> 'INSTALLATION_RESTORED'",
  invitations: "WHERE purpose <> 'SETUP'",
};

/**
 * Everything in a database, according to its own catalogue: rows after the names of their tables, and the sequences.
 * Rows that a restore changes or adds on purpose are left out.
 */
export async function everythingIn(place: Place): Promise<string[]> {
  const tables = await sqlOn<{ name: string }>(
    place,
    `SELECT relname::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition
      AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const all = tables.map(
    ({ name }) =>
      `SELECT '${name} ' || (to_jsonb(one) - '{${MOVED[name] ?? ""}}'::text[])::text AS line FROM "${name}" AS one ${ADDED[name] ?? ""}`,
  );
  const sequences = `SELECT sequencename || ' ' || last_value FROM pg_sequences
    WHERE schemaname = 'public' AND sequencename <> 'events_position_seq'`;
  const rows = await sqlOn<{ line: string }>(
    place,
    "SET TimeZone = 'UTC'",
    `${[...all, sequences].join(" UNION ALL ")} ORDER BY 1`,
  );
  return rows.map(({ line }) => line).toSorted();
}
