import pg from "pg";
import { inject } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { getUuid } from "./contents.js";
import type { World } from "./world.js";

/** Takes the login zoe in an account: any other client that wants it waits. */
export const INSERT_ZOE = `INSERT INTO users (account_id, id, login, login_lower, search, created_at, updated_at)
  VALUES (($1::uuid[])[1], gen_random_uuid(), 'zoe', 'zoe', '{}', now(), now())`;

/**
 * A transaction of somebody else on the world's PostgreSQL, which holds what it locks until it lets go.
 * @param lock a statement. @param ids global ids, for its first parameter.
 */
export async function holding(world: World, lock: string, ids: readonly string[]) {
  const [{ name } = { name: "" }] = await world.database.query<{ name: string }>(
    Prisma.sql`SELECT current_database()::text AS name`,
  );
  const client = new pg.Client({ connectionString: `${inject("postgresUrl")}/${name}` });
  await client.connect();
  await client.query("BEGIN");
  await client.query(lock, ids.length === 0 ? [] : [ids.map(getUuid)]);
  return {
    client,
    /** How many statements wait for a lock. */
    async waiting(): Promise<number> {
      // Within a transaction, connections that are newer than the first look are not seen otherwise.
      await client.query("SELECT pg_stat_clear_snapshot()");
      const { rows } = await client.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows[0]?.count ?? 0;
    },
    async letGo(): Promise<void> {
      await client.query("COMMIT");
      await client.end();
    },
  };
}
