import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";

/** A column whose rows hold secrets in envelopes. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The columns of the primary key after the account, with their types: rows are read in its order. */
  readonly key: readonly (readonly [name: string, type: "uuid" | "text" | "integer"])[];
  /** Where its secrets are in place, if not in this row: what is staged is encrypted for the row that it becomes. */
  readonly place?: { readonly table: string; readonly column: string; readonly row: string };
}

const ID = [["id", "uuid"]] as const;

/** All columns of accounts that hold secrets. A test compares this with the database's catalogue. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "tokens", column: "secret", key: ID },
  { table: "tokens", column: "suite_pin", key: ID },
  { table: "enrolments", column: "secret", key: [["token_id", "uuid"]] },
  { table: "push_devices", column: "server_key", key: ID },
  { table: "push_devices", column: "wake_token", key: ID },
  { table: "channels", column: "secrets", key: ID },
  { table: "messages", column: "payload", key: ID },
  {
    table: "idempotency_records",
    column: "secrets",
    key: [
      ["actor_id", "uuid"],
      ["mutation", "text"],
      ["key", "text"],
    ],
  },
  {
    table: "import_rows",
    column: "secret",
    key: [
      ["job_id", "uuid"],
      ["position", "integer"],
    ],
    place: { table: "tokens", column: "secret", row: "id" },
  },
];

/** The columns of the installation's one row that hold secrets. */
export const INSTALLATION_COLUMNS = [
  "master_key_check",
  "hmac_key",
  "pin_pepper",
  "seal_key",
  "vapid_key",
] as const;

/** The id of the master key that an envelope is under, in SQL, as `SecretBox` writes it. */
export function getKeyIdSql(column: string): Prisma.Sql {
  return Prisma.sql`encode(substring(${Prisma.raw(column)} FROM 2 FOR 4), 'hex')`;
}

/**
 * The ids of all master keys that something is encrypted with now, except the given ones. It reads every row that has a
 * secret: some hundred thousand in a second.
 */
export async function idsOfEnvelopes(
  database: Pick<Session, "query">,
  except: readonly string[],
): Promise<string[]> {
  const columns = [
    ...SEALED_COLUMNS,
    ...INSTALLATION_COLUMNS.map((column) => ({ table: "installation", column })),
  ].map(
    ({ table, column }) =>
      Prisma.sql`SELECT ${getKeyIdSql(column)} AS id FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} IS NOT NULL`,
  );
  const rows = await database.query<{ id: string }>(Prisma.sql`
    SELECT DISTINCT id FROM (${Prisma.join(columns, " UNION ALL ")}) AS envelopes
    WHERE id <> ALL(${[...except]}::text[]) ORDER BY id`);
  return rows.map(({ id }) => id);
}
