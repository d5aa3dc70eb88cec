import type pg from "pg";
import { StartError } from "../start-error.js";

/** How often it is tried whether two connections share a backend. */
const ROUNDS = 3;

/** The process of PostgreSQL that answers on a connection; process ids are used again, so with its start. */
async function backendOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ backend: string }>(
    "SELECT pid || ' ' || backend_start AS backend FROM pg_stat_activity WHERE pid = pg_backend_pid()",
  );
  return rows[0]?.backend ?? "";
}

/**
 * Refuses a pooler that gives each transaction another connection, as PgBouncer does in transaction mode. There, prepared
 * statements, advisory locks and notifications of one server reach the connections of another. A pooler does not say how it
 * works, so it is seen: one connection has one process of PostgreSQL, whatever transaction another one has open, and no
 * process serves two.
 * @throws StartError
 */
export async function refuseTransactionPooling(pool: pg.Pool): Promise<void> {
  const one = await pool.connect();
  try {
    const other = await pool.connect();
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = await backendOf(one);
        await other.query("BEGIN");
        const isShared = (await backendOf(other)) === first || (await backendOf(one)) !== first;
        await other.query("ROLLBACK");
        if (!isShared) continue;
        throw new StartError(
          "DATABASE_URL leads to a pooler that shares connections between transactions. Set it to session mode " +
            "(PgBouncer: pool_mode = session), or name PostgreSQL itself.",
        );
      }
    } finally {
      other.release(true);
    }
  } finally {
    one.release(true);
  }
}
