// @module-tag deep
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { holding } from "../support/holding.js";
import type { Seed } from "../support/seed.js";
import { onPostgresAlone, type World } from "../support/world.js";

/** Seconds of a statement of a request. The connection is closed two seconds later. */
const SECONDS = 1;

const LISTENING =
  "FROM pg_stat_activity WHERE application_name = 'tokenplane listen' AND datname = current_database()";

/**
 * Fills an account under the usual limits, which a machine that has other work keeps; from then on, the server has the short one.
 * @returns the account, and what the work returned that filled it.
 */
async function filled<Result>(
  world: World,
  fill: (seed: Seed) => Promise<Result>,
): Promise<readonly [Seed, Result]> {
  await world.restart();
  const seed = await world.seed();
  const result = await fill(seed);
  await world.restart({ TOKENPLANE_DATABASE_SECONDS: String(SECONDS) });
  return [seed.at(world.url), result];
}

/** A connection of one's own to a world's database. */
async function connect({ database }: World): Promise<pg.Client> {
  const [known] = await database.query<{ name: string }>(Prisma.sql`SELECT current_database()::text AS name`);
  const client = new pg.Client({ connectionString: `${inject("postgresUrl")}/${known?.name}` });
  await client.connect();
  return client;
}

onPostgresAlone("what takes longer than a request may", (world) => {
  it.each([
    [
      "a resource with many links is deleted",
      "assignments",
      async (seed: Seed) => {
        await seed.resource("VPN");
        await seed.fob({ at: ["VPN"] });
        return ({ admin }: Seed) =>
          admin.do("resourceDelete", { resource: { name: "VPN" } }, "assignmentsRemoved");
      },
      { assignmentsRemoved: 1 },
    ],
    [
      "a person is erased from many events",
      "events",
      async (seed: Seed) => {
        const user = await seed.user("anna");
        await seed.admin.do("userDelete", { user: { id: user } }, "__typename");
        return ({ admin }: Seed) => admin.do("userErase", { user }, "isComplete");
      },
      { isComplete: true },
    ],
  ])("%s all the same", async (_what, table, begin, payload) => {
    const [seed, finish] = await filled(world(), begin);
    // With a million of them, it takes as long by itself.
    const holder = await holding(world(), `SELECT 1 FROM ${table} FOR UPDATE`, []);
    const [done] = await Promise.all([finish(seed), wait((SECONDS + 1) * 1_000).then(holder.letGo)]);
    expect(done).toMatchObject(payload);
  });

  it("a fail-over is made good by the connection that began it, which is not cut off", async () => {
    const [seed] = await filled(world(), (one) => one.fob());
    const watcher = await connect(world());
    /** The transaction that refuses the codes of all tokens; null when there is none. */
    const atWork = async () => {
      const { rows } = await watcher.query<{ xid: string }>(
        "SELECT backend_xid::text AS xid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%UPDATE tokens AS token SET last_step%' AND pid <> pg_backend_pid()",
      );
      return rows[0]?.xid ?? null;
    };
    try {
      // With a million tokens, it takes as long by itself.
      const holder = await holding(world(), "SELECT 1 FROM tokens FOR UPDATE", []);
      await watcher.query("UPDATE installation SET system_identifier = '1'");
      await watcher.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tokenplane' AND datname = current_database()",
      );
      // Whoever asks now opens a connection for requests, and with it the work begins. The first may meet one that was ended.
      const over = new AbortController();
      const ask = async () => {
        while (!over.signal.aborted) {
          await seed.user(randomUUID()).catch(() => {});
          await wait(100);
        }
      };
      const asking = ask();
      await expect.poll(atWork).not.toBeNull();
      const first = await atWork();
      await wait((SECONDS + 3) * 1_000);
      // Other requests need a connection, too. They do not wait for its end.
      const asked = await Promise.race([seed.admin.send("{ account { name } }"), wait(30_000, null)]);
      expect(asked?.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAVAILABLE"]);
      // The connection that listens is made again every few seconds. PostgreSQL ends the ones before.
      await watcher.query(`SELECT pg_terminate_backend(pid) ${LISTENING}`);
      await wait(20_000);
      expect((await watcher.query(`SELECT pid ${LISTENING}`)).rows.length).toBeLessThan(2);
      await holder.letGo();
      over.abort();
      await asking;
      const madeGood = async () => {
        const { rows } = await watcher.query<{ xid: string }>(
          "SELECT DISTINCT xid::text FROM events WHERE type = 'INSTALLATION_FAILED_OVER'",
        );
        return rows.map(({ xid }) => xid);
      };
      await expect.poll(madeGood).toEqual([first]);
      await expect.poll(async () => (await fetch(`${world().url}/health/ready`)).status).toBe(200);
    } finally {
      await watcher.end();
    }
  });
});
