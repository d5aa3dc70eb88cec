import type pg from "pg";
import { isTooSlow } from "./unreachable.js";

/** "tokenplane" in ASCII: the advisory lock that one process at a time holds. */
export const LOCK = 0x746f_6b65;

/** "seal": the advisory lock of the process that seals events. */
const SEALING = 0x7365_616c;

/** Releases the lock and the connection. A connection that fails to do so is closed, which ends its lock. */
async function giveBack(holder: pg.PoolClient, lock: number): Promise<void> {
  const isGiven = await holder.query("SELECT pg_advisory_unlock($1)", [lock]).then(
    () => true,
    () => false,
  );
  holder.release(!isGiven);
}

/** Waits for the installation's lock, by statements that each have the limit of their connection. @param seconds in all. */
async function takeLock(holder: pg.PoolClient, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    try {
      await holder.query("SELECT pg_advisory_lock($1)", [LOCK]);
      return;
    } catch (error) {
      // Another process holds it for long. A connection that fell silent is another error.
      if (!isTooSlow(error) || performance.now() >= end) throw error;
    }
  }
}

/**
 * Runs work while its own connection holds the installation's lock. If that connection breaks meanwhile,
 * PostgreSQL gives the lock to the next process; therefore constraints protect the work, too.
 * @param seconds how long to wait for the lock.
 */
export async function exclusively<T>(pool: pg.Pool, seconds: number, work: () => Promise<T>): Promise<T> {
  const holder = await pool.connect();
  try {
    await takeLock(holder, seconds);
    return await work();
  } finally {
    await giveBack(holder, LOCK);
  }
}

/**
 * Runs work while its own connection holds the lock for sealing; does nothing when another connection has it.
 * @returns whether it was done.
 */
export async function sealing(pool: pg.Pool, work: () => Promise<void>): Promise<boolean> {
  const holder = await pool.connect();
  let isHeld = false;
  try {
    const { rows } = await holder.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [
      SEALING,
    ]);
    isHeld = rows[0]?.held === true;
    if (isHeld) await work();
    return isHeld;
  } finally {
    if (isHeld) await giveBack(holder, SEALING);
    else holder.release();
  }
}
