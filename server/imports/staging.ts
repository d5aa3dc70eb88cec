import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { toJson } from "../database/json.js";
import { newId } from "../database/new-id.js";
import type { Services } from "../actions/services.js";
import type { GivenRow, Importer, RowRefusal } from "./importer.js";
import { JobEndedError, type JobKey } from "./job-store.js";

/** How many rows are erased at a time. */
const ROUND = 5_000;

/** Not all rows of a job are there any more. The message is for the sender of its file. */
export class RowsLostError extends Error {
  override name = "RowsLostError";

  // The staging table is not logged: a crash of the database, and the promotion of a copy, empty it.
  constructor() {
    super(
      "The database lost rows of the file during the import, for example in a crash. Nothing was imported. Send the file again.",
    );
  }
}

/** The staged rows of a job, in SQL. */
export function getStagedRows({ accountId, jobId }: JobKey): Sql {
  return Prisma.sql`import_rows WHERE import_rows.account_id = ${accountId}::uuid AND import_rows.job_id = ${jobId}::uuid`;
}

/** How far a job is. */
export interface Progress {
  readonly rowsRead: number;
  readonly rowsChecked: number;
  readonly refusedCount: number;
  readonly bytesRead: number;
}

/**
 * Stages rows for the move, each with the id of its new object, and with its secret encrypted for that object.
 * @param first number of the first row. @throws JobEndedError
 */
export async function stage(
  database: Database,
  { secrets, hmacKey, databaseTime }: Pick<Services, "secrets" | "hmacKey" | "databaseTime">,
  { secretAad, fingerprintOf }: Pick<Importer, "secretAad" | "fingerprintOf">,
  { accountId, jobId }: JobKey,
  rows: readonly GivenRow[],
  first: number,
  progress: Progress,
  now: number,
): Promise<void> {
  const staged = rows.map((row, index) => {
    const { line, key, search, secret } = row;
    const id = newId(now);
    const place = secretAad?.(accountId, id);
    const kept = secret === null || place === undefined ? null : secrets.encrypt(secret, place);
    const fingerprint = secret === null ? undefined : fingerprintOf?.(hmacKey, accountId, secret, row);
    const fields =
      fingerprint === undefined
        ? row.fields
        : { ...row.fields, secretFingerprint: fingerprint.toString("hex") };
    const position = first + index;
    return {
      position,
      line,
      id,
      event_id: newId(now),
      key,
      secret: kept?.toString("base64"),
      fields,
      search,
    };
  });
  const { rowsRead, rowsChecked, refusedCount, bytesRead } = progress;
  const [job] = await database.query(Prisma.sql`
    WITH job AS (
      UPDATE import_jobs SET rows_read = ${rowsRead}::int, rows_checked = ${rowsChecked}::int,
        refused_count = ${refusedCount}::int, bytes_read = ${bytesRead}::int, updated_at = ${databaseTime()}
      WHERE account_id = ${accountId}::uuid AND id = ${jobId}::uuid AND status = 'RUNNING' RETURNING 1
    ), staged AS (
      INSERT INTO import_rows (account_id, job_id, position, line, id, event_id, key, secret, fields, search)
      SELECT ${accountId}::uuid, ${jobId}::uuid, position, line, id, event_id, key, decode(secret, 'base64'), fields, search
      FROM json_to_recordset(${toJson(staged)}::text::json)
        AS given (position int, line int, id uuid, event_id uuid, key text, secret text, fields jsonb, search text[])
      WHERE EXISTS (SELECT 1 FROM job)
    ) SELECT 1 FROM job`);
  if (job === undefined) throw new JobEndedError("the job was ended");
}

/** Refusals, the first of them and how many there are. */
export interface Refusals {
  readonly count: number;
  readonly first: readonly RowRefusal[];
}

/** The staged rows that cannot be moved: duplicates in the file, and conflicts with the account. Each is there once. */
export async function getConflicts(
  database: Database,
  { called, unique, conflicts }: Importer,
  job: JobKey,
  mayTouchAdministrators: boolean,
  most: number,
): Promise<Refusals> {
  const found = await database.query<RowRefusal & { count: number }>(Prisma.sql`
    WITH twice AS (
      SELECT position, line, first_value(line) OVER same AS earlier, row_number() OVER same AS number
      FROM ${getStagedRows(job)} WINDOW same AS (PARTITION BY ${unique} ORDER BY position)
    ), conflicts AS (
      SELECT position, line, 'ALREADY_EXISTS' AS code,
        'Line ' || earlier || ${` of the file has the same ${called}.`}::text AS message
      FROM twice WHERE number > 1
      UNION ALL (${conflicts(getStagedRows(job), mayTouchAdministrators)})
    ), refused AS (SELECT DISTINCT ON (position) position, line, code, message FROM conflicts ORDER BY position, code, message)
    SELECT line, code, message, (count(*) OVER ())::int AS count FROM refused ORDER BY position LIMIT ${most}::int`);
  return {
    count: found[0]?.count ?? 0,
    first: found.map(({ line, code, message }) => ({ line, code, message })),
  };
}

/** @param staged how many rows were staged. @throws RowsLostError unless all of them are there. */
export async function checkStaged(database: Database, job: JobKey, staged: number): Promise<void> {
  const [found] = await database.query<{ count: number }>(
    Prisma.sql`SELECT count(*)::int AS count FROM ${getStagedRows(job)}`,
  );
  if (found?.count !== staged) throw new RowsLostError();
}

/** Erases what a job staged, in short statements. */
export async function erase(database: Database, { accountId, jobId }: JobKey): Promise<void> {
  for (let isLeft = true; isLeft;) {
    const erased = await database.query(Prisma.sql`
      DELETE FROM import_rows WHERE account_id = ${accountId}::uuid AND job_id = ${jobId}::uuid AND position <= (
        SELECT min(position) + ${ROUND}::int FROM import_rows
        WHERE account_id = ${accountId}::uuid AND job_id = ${jobId}::uuid)
      RETURNING 1`);
    isLeft = erased.length > 0;
  }
  // The embedded database frees the space only by this.
  if (database.embedded) await database.script("VACUUM import_rows");
}
