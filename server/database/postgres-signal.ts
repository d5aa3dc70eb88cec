import type pg from "pg";
import type { Log } from "../log.js";
import type { Signal } from "./database.js";
import { PostgresClient } from "./postgres-client.js";
import type { OnConnect } from "./postgres-pool.js";

const CHANNEL = "tokenplane_events";

/** Between two tries to listen, in milliseconds. */
const AGAIN_AFTER = 2_000;

/**
 * LISTEN and NOTIFY: a connection of its own that listens, and is opened again when it breaks. Like every new connection it
 * is looked at before it is used: so a server that nobody asks anything notices a fail-over too.
 */
export function openSignal(
  pool: pg.Pool,
  url: string,
  onConnect: OnConnect,
  heard: () => void,
  log: Log,
): Signal {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const again = (broken: pg.Client) => {
    // A connection that was never made tells so twice.
    if (isOver || client !== broken) return;
    client = undefined;
    timer = setTimeout(listen, AGAIN_AFTER);
    timer.unref();
  };
  const listen = () => {
    const mine = new PostgresClient({
      connectionString: url,
      application_name: "tokenplane listen",
      keepAlive: true,
    });
    client = mine;
    mine.on("notification", heard);
    mine.once("end", () => again(mine));
    const begin = async () => {
      await onConnect(mine);
      await mine.query(`LISTEN ${CHANNEL}`);
    };
    mine.connect().then(
      () => begin().catch(() => mine.end()),
      () => again(mine),
    );
  };
  listen();
  const failed = (error: unknown) => log.debug({ err: error }, "other servers were not told of new events");
  return {
    async tell() {
      await pool.query(`NOTIFY ${CHANNEL}`).catch(failed);
    },
    async end() {
      isOver = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
