import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";

// The contents of a backup follow from the database's own catalogue, so that a new table is never forgotten.

/** Relations that an extension has made in the same schema are not Tokenplane's, such as the views of pg_stat_statements. */
function isOfExtension(relation: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM pg_depend
    WHERE classid = 'pg_class'::regclass AND objid = ${Prisma.raw(relation)} AND deptype = 'e')`;
}

/** A table and its columns, without computed ones. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * All tables whose rows are backed up; partitions belong to their table. Unlogged tables are left out: a crash
 * empties them anyway, and nothing depends on them.
 */
export function getTables(session: Session): Promise<Table[]> {
  return session.query<Table>(Prisma.sql`
    SELECT tables.relname::text AS name, json_agg(attname ORDER BY attnum) AS columns
    FROM pg_class AS tables JOIN pg_attribute ON attrelid = tables.oid AND attnum > 0
      AND NOT attisdropped AND attgenerated = ''
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND relpersistence = 'p' AND NOT ${isOfExtension("tables.oid")}
    GROUP BY tables.oid, relname ORDER BY name`);
}

/** The types of a table's columns, in the form that casts use. */
export async function getTypes(session: Session, table: string): Promise<Map<string, string>> {
  const rows = await session.query<{ name: string; type: string }>(Prisma.sql`
    SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type
    FROM pg_attribute JOIN pg_class AS tables ON tables.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relname = ${table}::text AND attnum > 0 AND NOT attisdropped`);
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** A sequence and the last number it gave. */
export interface Sequence {
  readonly name: string;
  /** As text: it may be larger than JavaScript's safe integers. */
  readonly value: string;
}

/**
 * The sequences that gave a number.
 * @param names of Tokenplane's tables and sequences: a sequence belongs to its table, if it has one. Null for all.
 */
export async function getSequences(session: Session, names: ReadonlySet<string> | null): Promise<Sequence[]> {
  const found = await session.query<Sequence & { owner: string | null }>(Prisma.sql`
    SELECT sequencename::text AS name, last_value::text AS value, owners.relname::text AS owner
    FROM pg_sequences
      JOIN pg_class AS sequences ON sequences.relname = sequencename AND sequences.relnamespace = schemaname::regnamespace
      LEFT JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = sequences.oid
        AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
      LEFT JOIN pg_class AS owners ON owners.oid = refobjid
    WHERE schemaname = current_schema() AND last_value IS NOT NULL AND NOT ${isOfExtension("sequences.oid")}
    ORDER BY name`);
  return found
    .filter(({ name, owner }) => names === null || names.has(owner ?? name))
    .map(({ name, value }) => ({ name, value }));
}

/** A foreign key, and the SQL that creates it again. */
export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** All foreign keys, except those that partitions inherit from their tables. */
export function getForeignKeys(session: Session): Promise<ForeignKey[]> {
  return session.query<ForeignKey>(Prisma.sql`
    SELECT conrelid::regclass::text AS table, conname::text AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conparentid = 0
      AND NOT ${isOfExtension("conrelid")} ORDER BY name`);
}

/** Something that the database contains already; undefined when it is empty but for what extensions made. */
export async function firstRelation(session: Session): Promise<string | undefined> {
  const rows = await session.query<{ name: string }>(Prisma.sql`
    SELECT relname::text AS name FROM pg_class AS relations
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND NOT ${isOfExtension("relations.oid")}
    ORDER BY name LIMIT 1`);
  return rows[0]?.name;
}

/** A quoted SQL name. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
