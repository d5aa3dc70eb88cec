import pg from "pg";
import type { PostgresHosts } from "./postgres-hosts.js";

/** Until the operating system asks whether the other side of a silent connection is still there, in milliseconds. */
const KEEP_ALIVE_AFTER = 10_000;

/** After the limit that PostgreSQL keeps itself, in milliseconds: it has so long to say so. */
const GRACE = 2_000;

/** How long things may take on a connection. */
export interface Limits {
  /** Seconds that PostgreSQL works on a statement at most. */
  readonly seconds: number;
  /** Seconds until a connection is made. */
  readonly connectSeconds: number;
}

/** The database did not answer in time. Whether it did what it was asked, nobody knows. */
export class UnansweredError extends Error {
  override name = "UnansweredError";
  readonly code = "ETIMEDOUT";

  constructor(seconds: number) {
    super(`PostgreSQL did not answer within ${seconds} seconds`);
  }
}

/** The database takes no writes: it is a standby, or became one. */
export class ReadOnlyError extends Error {
  override name = "ReadOnlyError";
  // read_only_sql_transaction
  readonly code = "25006";

  constructor() {
    super("it is a standby, or lets nobody write");
  }
}

/**
 * A connection to PostgreSQL that may break, or fall silent, at any moment: while it is idle, while it is held, and while
 * it waits for a lock.
 *
 * The driver reports a broken connection as an event "error", which ends the process when nobody listens, and its pool
 * listens to idle connections only. So each connection listens to its own. One that does not answer in time is closed: the
 * statement at hand fails, and nobody gets that connection again. The server is not asked to cancel what it was doing: a
 * commit that waits for a standby would then become visible here without being safe there.
 */
export class PostgresClient extends pg.Client {
  readonly #limit: number;
  #deadline: NodeJS.Timeout | undefined;
  #isReadOnly = false;

  /** @param hosts where to look for one that takes writes; undefined for the one of the configuration. */
  constructor(
    config: pg.ClientConfig | undefined,
    { seconds, connectSeconds }: Limits,
    hosts?: PostgresHosts,
  ) {
    super({
      application_name: "tokenplane",
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER,
      connectionTimeoutMillis: connectSeconds * 1_000,
      ...config,
    });
    this.#limit = seconds * 1_000 + GRACE;
    this.on("error", () => this.#answered());
    this.on("drain", () => this.#answered());
    this.on("end", () => this.#answered());
    this.connection.on("errorMessage", (message: unknown) => {
      if (typeof message !== "object" || message === null || Reflect.get(message, "code") !== "25006") return;
      this.#isReadOnly = true;
      hosts?.forget();
    });
    this.query = new Proxy(this.query, {
      apply: (_send, _self, sent: readonly unknown[]): unknown => {
        this.#asked();
        return Reflect.apply(pg.Client.prototype.query, this, sent);
      },
    });
    if (hosts !== undefined) this.connect = new Proxy(this.connect, { apply: this.#connectTo(hosts) });
  }

  /** Whether it was refused a write: it is a standby's, or that of a primary that was demoted. */
  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  /** Closes the connection at once: it does not wait for an answer, as the driver's `end` does. */
  abandon(): void {
    this.connection.stream.destroy();
  }

  /** Connects as ever, but first looks at which host. The pool calls back, others wait for a promise. */
  #connectTo(hosts: PostgresHosts) {
    return (connect: pg.Client["connect"], _self: unknown, [told]: readonly unknown[]): unknown => {
      const found = hosts.find().then((host) => {
        // Who waited gave up meanwhile: a connection that is made now would belong to nobody.
        if (this.connection.stream.destroyed) throw new UnansweredError(this.#limit / 1_000);
        return Object.assign(this, host);
      });
      if (typeof told !== "function") return found.then((): unknown => Reflect.apply(connect, this, []));
      void found.then(
        (): unknown => Reflect.apply(connect, this, [told]),
        (error: unknown): unknown => Reflect.apply(told, undefined, [error]),
      );
      return undefined;
    };
  }

  #asked(): void {
    if (this.#deadline === undefined) this.#deadline = setTimeout(() => this.#cut(), this.#limit).unref();
    else this.#deadline.refresh();
  }

  #answered(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  #cut(): void {
    this.connection.stream.destroy(new UnansweredError(this.#limit / 1_000));
  }
}
