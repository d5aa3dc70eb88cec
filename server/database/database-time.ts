import type { Sql } from "./database.js";
import { Prisma } from "./generated/client.js";

/**
 * The present moment by the clock of the database, as a timestamptz in SQL: what servers agree on by time is decided by this one
 * clock, because those of their machines may differ. Tests pass one that follows their own clock.
 */
export type DatabaseTime = () => Sql;

/** PostgreSQL's own. That of an embedded database is the clock of its process. */
export const databaseTime: DatabaseTime = () => Prisma.sql`now()`;

/**
 * By how many seconds the clock of a process is ahead of the database's, as a row of `Gauge`.
 * @param now milliseconds since 1970 UTC, by the clock of the process. @param at now, by the database's clock.
 */
export function clockGauge(now: number, at: Sql): Sql {
  return Prisma.sql`SELECT 'clock_ahead' AS what, '' AS label, extract(epoch FROM ${new Date(now)}::timestamptz - ${at})::float8 AS value`;
}
