import pg from "pg";
import type { PostgresHosts } from "./postgres-hosts.js";

/**
 * After this time, the operating system checks whether the other side of a silent connection still exists, in
 * milliseconds.
 */
const KEEP_ALIVE_AFTER = 10_000;

/** How long after its own time limit PostgreSQL may take to report it, in milliseconds. */
const GRACE = 2_000;

/** The time limits of a connection. */
export interface Limits {
  /** How many seconds PostgreSQL works on a statement at most. */
  readonly seconds: number;
  /** Seconds until a connection is made. */
  readonly connectSeconds: number;
}

/** The database did not answer in time. It is not known whether it did what it was asked to do. */
export class UnansweredError extends Error {
  override name = "UnansweredError";
  readonly code = "ETIMEDOUT";

  constructor(seconds: number) {
    super(`PostgreSQL did not answer within ${seconds} seconds`);
  }
}

/** The database accepts no writes: it is a standby, or became one. */
export class ReadOnlyError extends Error {
  override name = "ReadOnlyError";
  // read_only_sql_transaction
  readonly code = "25006";

  constructor() {
    super("it is a standby, or it is read-only");
  }
}

/**
 * Adds the name of a violated constraint to an error, as PostgreSQL writes it in English. In other languages (`lc_messages`) its
 * sentence has other words and quotation marks, and only the sentence gets through Prisma.
 */
function nameConstraint(error: object): void {
  const constraint: unknown = Reflect.get(error, "constraint");
  const message: unknown = Reflect.get(error, "message");
  if (typeof constraint !== "string" || typeof message !== "string") return;
  const named = `constraint "${constraint}"`;
  if (!message.includes(named)) Reflect.set(error, "message", `${message} (${named})`);
}

/**
 * A connection to PostgreSQL. It may break, or stop answering, at any moment: while it is idle, in use, or
 * waiting for a lock.
 *
 * The driver reports a broken connection as an event "error"; without a listener, that ends the process, and the
 * driver's pool listens only on idle connections. So each connection listens on itself. A connection that does
 * not answer in time is closed: its statement fails, and that connection is not used again. The server is not
 * asked to cancel the statement: a commit that waits for a standby would then become visible here without being
 * safe there.
 */
export class PostgresClient extends pg.Client {
  #limit: number;
  #deadline: NodeJS.Timeout | undefined;
  #isReadOnly = false;

  /** @param hosts finds the host that accepts writes; undefined to use the host of the configuration. */
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
      if (typeof message !== "object" || message === null) return;
      nameConstraint(message);
      if (Reflect.get(message, "code") !== "25006") return;
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

  /** Whether a write was refused: the host is a standby, or a primary that was demoted. */
  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  /** Closes the connection, because an answer did not come in time. */
  giveUp(seconds: number): void {
    this.connection.stream.destroy(new UnansweredError(seconds));
  }

  /**
   * Lets work on this connection take longer than its limit: work that would have to begin again if it were cut off, while
   * PostgreSQL still does it.
   * @param seconds that a statement of it may take.
   */
  async unhurried<Result>(seconds: number, work: () => Promise<Result>): Promise<Result> {
    const usual = this.#limit;
    this.#limit = seconds * 1_000 + GRACE;
    try {
      return await work();
    } finally {
      this.#limit = usual;
    }
  }

  /** Says goodbye and closes the connection, at the latest after the time that an answer may be late. */
  async leave(): Promise<void> {
    const ended = this.end().catch(() => {});
    const late = setTimeout(() => this.abandon(), GRACE);
    await ended;
    clearTimeout(late);
  }

  /**
   * Closes the connection at once, without waiting for an answer as the driver's `end` does.
   * @param reason after which its pool does not give it out any more.
   */
  abandon(reason?: Error): void {
    this.connection.stream.destroy(reason);
  }

  /**
   * Connects as always, but chooses a host first. The pool passes a callback, other callers wait for a promise.
   */
  #connectTo(hosts: PostgresHosts) {
    return (connect: pg.Client["connect"], _self: unknown, [connected]: readonly unknown[]): unknown => {
      const found = hosts.find().then((host) => {
        // The caller gave up meanwhile: there would be no owner of a connection that is made now.
        if (this.connection.stream.destroyed) throw new UnansweredError(this.#limit / 1_000);
        return Object.assign(this, host);
      });
      if (typeof connected !== "function") return found.then((): unknown => Reflect.apply(connect, this, []));
      void found.then(
        (): unknown => Reflect.apply(connect, this, [connected]),
        (error: unknown): unknown => Reflect.apply(connected, undefined, [error]),
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
    this.giveUp(this.#limit / 1_000);
  }
}
