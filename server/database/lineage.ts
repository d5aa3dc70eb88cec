import { Prisma } from "./generated/client.js";
import type { Session } from "./session.js";

/**
 * Which history of which PostgreSQL a connection is on. A cluster keeps its identifier in all its copies; each promotion of a
 * standby begins another timeline. Both are null where the role may not ask.
 */
export interface Lineage {
  readonly systemIdentifier: string | null;
  readonly timeline: number | null;
}

/** What a connection says of its database. */
export interface Situation extends Lineage {
  /** Whether it is a standby, which lets nobody write. */
  readonly isStandby: boolean;
}

/** A function is not there, may not be called, or is not offered by this service. */
const NOT_ALLOWED = new Set(["42501", "42883", "0A000"]);

const IDENTIFIER = Prisma.sql`(SELECT system_identifier::text FROM pg_control_system())`;

// The timeline of what is written now: that of the last checkpoint lags behind after a promotion.
const TIMELINE = Prisma.sql`CASE WHEN NOT pg_is_in_recovery() THEN
  ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer END`;

const UNKNOWN = Prisma.sql`NULL::text`;

/** From the most that can be asked to the least. By default every role may ask for everything. */
const QUESTIONS = [
  [IDENTIFIER, TIMELINE],
  [UNKNOWN, TIMELINE],
  [UNKNOWN, Prisma.sql`NULL::integer`],
] as const;

/** Asks a connection, outside a transaction, what it is connected to. */
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

/** The first thing in which two differ, as far as both are known; null when they are the same. */
export function differenceBetween(a: Lineage, b: Lineage): "systemIdentifier" | "timeline" | null {
  const differ = (field: "systemIdentifier" | "timeline") =>
    a[field] !== null && b[field] !== null && a[field] !== b[field];
  if (differ("systemIdentifier")) return "systemIdentifier";
  return differ("timeline") ? "timeline" : null;
}
