import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { onPostgresAlone } from "../support/world.js";

/** Seconds of a statement of a request. The connection is closed two seconds later. */
const SECONDS = 1;

onPostgresAlone(
  "a fail-over that takes longer than a request may",
  (world) => {
    it("is made good by the connection that began it, which is not cut off", async () => {
      const seed = await world().seed();
      await seed.fob();
      const [known] = await world().database.query<{ name: string }>(
        Prisma.sql`SELECT current_database()::text AS name`,
      );
      const [holder, watcher] = [1, 2].map(
        () => new pg.Client({ connectionString: `${inject("postgresUrl")}/${known?.name}` }),
      );
      if (holder === undefined || watcher === undefined) throw new TypeError("two of two");
      await Promise.all([holder.connect(), watcher.connect()]);
      /** The transaction that refuses the codes of all tokens; null when there is none. */
      const atWork = async () => {
        const { rows } = await watcher.query<{ xid: string }>(
          "SELECT backend_xid::text AS xid FROM pg_stat_activity WHERE query LIKE '%UPDATE tokens AS token SET last_step%' AND pid <> pg_backend_pid()",
        );
        return rows[0]?.xid ?? null;
      };
      try {
        // With a million tokens, it takes as long by itself.
        await holder.query("BEGIN; SELECT 1 FROM tokens FOR UPDATE");
        await watcher.query("UPDATE installation SET system_identifier = '1'");
        await watcher.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tokenplane' AND datname = current_database()",
        );
        // Whoever asks now opens a connection for requests, and with it the work begins.
        const asked = seed.user("anna").catch(() => {});
        await expect.poll(atWork, { timeout: 10_000 }).not.toBeNull();
        const first = await atWork();
        await wait((SECONDS + 3) * 1_000);
        await holder.query("ROLLBACK");
        await asked;
        const madeGood = async () => {
          const { rows } = await watcher.query<{ xid: string }>(
            "SELECT DISTINCT xid::text FROM events WHERE type = 'INSTALLATION_FAILED_OVER'",
          );
          return rows.map(({ xid }) => xid);
        };
        await expect.poll(madeGood, { timeout: 10_000 }).toEqual([first]);
        await expect
          .poll(async () => (await fetch(`${world().url}/health/ready`)).status, { timeout: 10_000 })
          .toBe(200);
      } finally {
        await Promise.all([holder.end(), watcher.end()]);
      }
    });
  },
  { TOKENPLANE_DATABASE_SECONDS: String(SECONDS) },
);
