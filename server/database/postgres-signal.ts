import type pg from "pg";
import type { Log } from "../log.js";
import type { Signal } from "./database.js";
import { PostgresClient, ReadOnlyError } from "./postgres-client.js";
import { IS_READ_ONLY, type PostgresHosts } from "./postgres-hosts.js";
import { prepareConnection, type OnConnect } from "./postgres-pool.js";

const CHANNEL = "tokenplane_events";

/** The wait before the next attempt to listen, in milliseconds. */
const AGAIN_AFTER = 2_000;

/** How often the connection is checked, in milliseconds: nothing else is sent on it. */
const ASK_EVERY = 15_000;

/** How many seconds making the connection, or an answer, may take. */
const LIMITS = { seconds: 5, connectSeconds: 5 };

/**
 * LISTEN and NOTIFY, on a separate connection. It is opened again when it breaks or does not answer. Like every
 * new connection, it is checked before it is used: so even an idle server notices a fail-over.
 */
export function openSignal(
  pool: pg.Pool,
  hosts: PostgresHosts,
  onConnect: OnConnect,
  heard: () => void,
  log: Log,
): Signal {
  let client: PostgresClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const again = (broken: PostgresClient) => {
    // A connection that was never made reports its error twice.
    if (isOver || client !== broken) return;
    client = undefined;
    clearInterval(timer);
    timer = setTimeout(listen, AGAIN_AFTER).unref();
  };
  const listen = () => {
    const mine = new PostgresClient(
      { ...hosts.config, application_name: "tokenplane listen" },
      LIMITS,
      hosts.several,
    );
    client = mine;
    mine.on("notification", heard);
    mine.once("end", () => again(mine));
    // A primary may have become a standby, which sends no notifications.
    const ask = async () => {
      const { rows } = await mine.query<{ isReadOnly: boolean }>(`SELECT ${IS_READ_ONLY} AS "isReadOnly"`);
      if (rows[0]?.isReadOnly !== false) throw new ReadOnlyError();
    };
    const begin = async () => {
      await prepareConnection(mine, LIMITS.seconds);
      await onConnect(mine);
      await mine.query(`LISTEN ${CHANNEL}`);
    };
    const orLeave = (asked: Promise<unknown>) => asked.catch(() => mine.abandon());
    mine.connect().then(
      () => {
        timer = setInterval(() => void orLeave(ask()), ASK_EVERY).unref();
        return orLeave(begin());
      },
      () => again(mine),
    );
  };
  listen();
  const failed = (error: unknown) =>
    log.debug({ err: error }, "other servers were not notified of new events");
  return {
    async notify() {
      await pool.query(`NOTIFY ${CHANNEL}`).catch(failed);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
      client?.abandon();
    },
  };
}
