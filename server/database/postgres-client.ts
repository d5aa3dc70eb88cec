import pg from "pg";

/**
 * A connection to PostgreSQL that may break at any moment: while it is idle, while it is held, and while it waits for a
 * lock. The driver reports a broken connection as an event "error", which ends the process when nobody listens, and its
 * pool listens to idle connections only. So each connection listens to its own; the statement at hand fails with the
 * reason, and the pool replaces the connection.
 */
export class PostgresClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on("error", () => {});
  }

  /** Breaks the connection, whatever it is doing: the statement at hand fails, and the pool replaces it. */
  abandon(): void {
    this.connection.stream.destroy();
  }
}
