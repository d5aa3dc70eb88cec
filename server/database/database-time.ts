import type { Sql } from "./database.js";
import { Prisma } from "./generated/client.js";

/**
 * The present moment by the clock of the database, as a timestamptz in SQL: what servers agree on by time is decided by this one
 * clock, because those of their machines may differ. Tests pass one that follows their own clock.
 */
export type DatabaseTime = () => Sql;

/** PostgreSQL's own. That of an embedded database is the clock of its process. */
export const databaseTime: DatabaseTime = () => Prisma.sql`now()`;
