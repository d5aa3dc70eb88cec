import type pg from "pg";
import { UsageError, withoutStop } from "../start-error.js";

/** @throws UsageError when a server is too old for the statements of this project. */
export async function refuseOldPostgres(client: Pick<pg.ClientBase, "query">): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const version = rows[0]?.version ?? 0;
  if (version >= 150_000) return;
  throw new UsageError(
    `The database is PostgreSQL ${Math.floor(version / 10_000)}; Tokenplane needs 15 or newer.`,
  );
}

/**
 * The message of an error, for the end of a sentence. An error for several addresses has no message itself.
 */
export function getReason(error: unknown): string {
  return withoutStop(
    error instanceof Error ? error.message || String(Reflect.get(error, "code")) : String(error),
  );
}
