import { Prisma } from "./generated/client.js";
import type { Session } from "./session.js";

/**
 * The identity of a PostgreSQL cluster and its history. All copies of a cluster keep its system identifier; each
 * promotion of a standby begins a new timeline. Both are null where the role may not read them.
 */
export interface Lineage {
  readonly systemIdentifier: string | null;
  readonly timeline: number | null;
}

/** The situation of a database, as a connection shows it. */
export interface Situation extends Lineage {
  /** Whether the database is a standby, which accepts no writes. */
  readonly isStandby: boolean;
}

/** A function that does not exist, may not be called, or is not offered by this service. */
const NOT_ALLOWED = new Set(["42501", "42883", "0A000"]);

const IDENTIFIER = Prisma.sql`(SELECT system_identifier::text FROM pg_control_system())`;

// The timeline of current writes. The timeline of the last checkpoint is out of date after a promotion.
const TIMELINE = Prisma.sql`CASE WHEN NOT pg_is_in_recovery() THEN
  ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer END`;

const UNKNOWN = Prisma.sql`NULL::text`;

/** From the most detailed query to the least. By default, every role may run the first one. */
const QUESTIONS = [
  [IDENTIFIER, TIMELINE],
  [UNKNOWN, TIMELINE],
  [UNKNOWN, Prisma.sql`NULL::integer`],
] as const;

/** Reads, outside a transaction, what a connection is connected to. */
export async function readSituation(session: Pick<Session, "query">): Promise<Situation> {
  let refused: unknown;
  for (const [identifier, timeline] of QUESTIONS) {
    try {
      const [situation] = await session.query<Situation>(
        Prisma.sql`SELECT pg_is_in_recovery() AS "isStandby", ${identifier} AS "systemIdentifier", ${timeline} AS timeline`,
      );
      if (situation !== undefined) return situation;
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
      if (typeof code !== "string" || !NOT_ALLOWED.has(code)) throw error;
      refused = error;
    }
  }
  throw refused;
}

/** The first known property in which two differ; null when there is none. */
export function differenceBetween(a: Lineage, b: Lineage): "systemIdentifier" | "timeline" | null {
  const differ = (field: "systemIdentifier" | "timeline") =>
    a[field] !== null && b[field] !== null && a[field] !== b[field];
  if (differ("systemIdentifier")) return "systemIdentifier";
  return differ("timeline") ? "timeline" : null;
}
