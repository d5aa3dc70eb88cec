import { isCopied } from "./embedded-copy.js";
import { Prisma } from "./generated/client.js";
import type { Session } from "./session.js";

/** Rows that may be dead in any table, and the further share of its living rows: what autovacuum waits for (PostgreSQL, 19.10). */
const DEAD_ROWS = 50;
const DEAD_SHARE = 0.2;

/** Number of transactions after which a table is vacuumed in any case (autovacuum_freeze_max_age): their ids begin again after two billion. */
const MAX_AGE = 200_000_000;

/**
 * Vacuums the table of an embedded database that needs it most, if one does. The embedded database has no autovacuum: without
 * this, the space of rows that were deleted or changed is never used again, and its folder grows for ever. Everything else waits
 * meanwhile, so it is one table at a time. Pages in which nothing changed are not read. A backup that copies the files is not
 * disturbed.
 */
export async function vacuumOne(database: Session): Promise<void> {
  if (isCopied(database)) return;
  const [most] = await database.query<{ name: string }>(Prisma.sql`
    SELECT format('%I.%I', counted.schemaname, counted.relname) AS name
    FROM pg_stat_all_tables AS counted JOIN pg_class AS known ON known.oid = counted.relid
    WHERE known.relkind IN ('r', 'm') AND (
      counted.n_dead_tup > ${DEAD_ROWS}::int + ${DEAD_SHARE}::float8 * counted.n_live_tup
      OR age(known.relfrozenxid) > ${MAX_AGE}::int)
    ORDER BY age(known.relfrozenxid) > ${MAX_AGE}::int DESC, counted.n_dead_tup DESC LIMIT 1`);
  if (most !== undefined) await database.script(`VACUUM ${most.name}`);
}
