import type pg from "pg";
import { UsageError } from "../start-error.js";

/** How often the test for a shared backend is repeated. */
const ROUNDS = 3;

/**
 * The PostgreSQL process that answers on a connection. Process ids are reused, so its start time is included.
 */
async function getBackend(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ backend: string }>(
    "SELECT pid || ' ' || backend_start AS backend FROM pg_stat_activity WHERE pid = pg_backend_pid()",
  );
  return rows[0]?.backend ?? "";
}

/**
 * Refuses a pooler that gives each transaction another connection, as PgBouncer does in transaction mode. Then
 * prepared statements, advisory locks and notifications of one server reach the connections of another. A pooler
 * does not say how it works, so a test shows it: a real connection always has the same PostgreSQL process,
 * whatever transactions other connections have open, and no process serves two connections.
 * @throws UsageError
 */
export async function refuseTransactionPooling(pool: pg.Pool): Promise<void> {
  const one = await pool.connect();
  try {
    const other = await pool.connect();
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = await getBackend(one);
        await other.query("BEGIN");
        const isShared = (await getBackend(other)) === first || (await getBackend(one)) !== first;
        await other.query("ROLLBACK");
        if (!isShared) continue;
        throw new UsageError(
          "DATABASE_URL leads to a pooler that shares connections between transactions. Set the pooler to session mode " +
            "(PgBouncer: pool_mode = session), or use the address of PostgreSQL itself.",
        );
      }
    } finally {
      other.release(true);
    }
  } finally {
    one.release(true);
  }
}
