import type pg from "pg";

/** "tokenplane" in ASCII: the advisory lock that one process at a time holds. */
export const LOCK = 0x746f_6b65;

/** "seal": the one that whoever seals events holds. */
const SEALING = 0x7365_616c;

/** Gives the lock and the connection back. A connection that cannot do that is closed, and its lock ends with it. */
async function giveBack(holder: pg.PoolClient, lock: number): Promise<void> {
  const isGiven = await holder.query("SELECT pg_advisory_unlock($1)", [lock]).then(
    () => true,
    () => false,
  );
  holder.release(!isGiven);
}

/**
 * Runs work while a connection of its own holds the installation's lock. When that connection breaks meanwhile, PostgreSQL
 * gives the lock to whoever waits for it: what the work does is guarded by constraints too.
 */
export async function exclusively<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const holder = await pool.connect();
  try {
    await holder.query("SELECT pg_advisory_lock($1)", [LOCK]);
    return await work();
  } finally {
    await giveBack(holder, LOCK);
  }
}

/** Runs work while a connection of its own holds the lock of those who seal; when another one has it, nothing is done. */
export async function sealing(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const holder = await pool.connect();
  let isHeld = false;
  try {
    const { rows } = await holder.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [
      SEALING,
    ]);
    isHeld = rows[0]?.held === true;
    if (isHeld) await work();
  } finally {
    if (isHeld) await giveBack(holder, SEALING);
    else holder.release();
  }
}
