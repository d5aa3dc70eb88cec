// @module-tag deep
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import type { Api } from "../support/api.js";
import { getUuid } from "../support/contents.js";
import { seal } from "../support/event-log.js";
import { inPieces } from "../support/in-pieces.js";
import { openWorld, type World } from "../support/world.js";

const ROWS = 20_000;
/** Of what a page's statement may read in all: a page, and whatever else it looks at, but never the list. */
const READ = 1_500;

interface Plan {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

/** The most rows that one step of a plan went through. */
function maxRead(plan: Plan): number {
  const own = (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"];
  return Math.max(own, ...(plan.Plans ?? []).map(maxRead));
}

describe.skipIf(inject("postgresUrl") === undefined)(
  "a page far down a large list [PostgreSQL]",
  { tags: "deep" },
  () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld("PostgreSQL");
    });
    afterAll(() => world.end());

    /** What PostgreSQL does for the statements about a table that some work sends. */
    async function readFor(table: string, work: () => Promise<unknown>): Promise<number> {
      const spy = vi.spyOn(pg.Client.prototype, "query");
      await work();
      const sent = spy.mock.calls.map(([statement]: readonly unknown[]) => statement);
      spy.mockRestore();
      let most = -1;
      for (const statement of sent) {
        if (typeof statement !== "object" || statement === null) continue;
        const text: unknown = Reflect.get(statement, "text");
        const values: unknown = Reflect.get(statement, "values");
        if (typeof text !== "string" || !Array.isArray(values)) continue;
        if (!new RegExp(`FROM ${table}\\b[\\s\\S]*LIMIT`).test(text)) continue;
        const explained = Prisma.sql(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`.split(/\$\d+/), ...values);
        const [row] = await world.database.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(explained);
        const plan = row?.["QUERY PLAN"][0].Plan;
        if (plan === undefined) throw new Error("there is no plan");
        most = Math.max(most, maxRead(plan));
      }
      if (most < 0) throw new Error(`nothing was read from ${table}`);
      return most;
    }

    /** Gives an account so many tokens, users, resources and events. */
    async function fill(accountId: string): Promise<void> {
      const { database } = world;
      await inPieces(ROWS, (from, to) =>
        database.query(Prisma.sql`
      INSERT INTO tokens (account_id, id, name, model, status, algorithm, digits, hash, period_seconds, secret, search, created_at, updated_at)
      SELECT ${accountId}::uuid, gen_random_uuid(), 'Fob ' || n, 'TWO', 'ACTIVE', 'TOTP', 6, 'SHA1', 30, '\\x00', ARRAY['fob'],
        now() + n * interval '1 second', now() FROM generate_series(${from}::int, ${to}::int) AS n`),
      );
      await inPieces(ROWS, (from, to) =>
        database.query(Prisma.sql`
      INSERT INTO users (account_id, id, login, login_lower, search, created_at, updated_at)
      SELECT ${accountId}::uuid, gen_random_uuid(), 'guest' || n, 'guest' || n, ARRAY['guest'], now() + n * interval '1 second', now()
      FROM generate_series(${from}::int, ${to}::int) AS n`),
      );
      await inPieces(ROWS, (from, to) =>
        database.query(Prisma.sql`
      INSERT INTO resources (account_id, id, name, failed_attempts_before_lock, lock_minutes, allowed_addresses, search, created_at, updated_at)
      SELECT ${accountId}::uuid, gen_random_uuid(), 'VPN ' || n, 10, 15, '{}', ARRAY['vpn'], now() + n * interval '1 second', now()
      FROM generate_series(${from}::int, ${to}::int) AS n`),
      );
      await inPieces(ROWS, (from, to) =>
        database.query(Prisma.sql`
      INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_name, correlation_id, changes, summary, search)
      SELECT ${accountId}::uuid, gen_random_uuid(), (SELECT epoch FROM installation), 'USER_CREATED', now(), 'SYSTEM', 'test', n::text, '[]', 'n', ARRAY['n']
      FROM generate_series(${from}::int, ${to}::int) AS n`),
      );
    }

    it(
      "reads no more than its rows, of tokens, users, resources and events alike, and so do sealing and an erasure",
      { tags: "deep" },
      async () => {
        const { database } = world;
        const seed = await world.seed();
        const user = await seed.user("zuzanna");
        await seed.admin.do("userDelete", { user: { id: user } }, "__typename");
        await fill(getUuid(seed.accountId));
        await database.script("ANALYZE");

        for (const list of ["tokens", "users", "resources", "events"]) {
          const page = async (admin: Api, after: string | null) =>
            (
              await admin.query<Record<string, { pageInfo: { endCursor: string } }>>(
                `query ($after: Cursor) { ${list}(first: 100, after: $after) { nodes { id } pageInfo { endCursor } } }`,
                { after },
              )
            )[list]?.pageInfo.endCursor ?? null;
          let cursor: string | null = null;
          for (let n = 0; n < 10; n += 1) cursor = await page(seed.admin, cursor);
          expect.soft(await readFor(list, () => page(seed.admin, cursor)), list).toBeLessThan(READ);
        }
        // Tested row by row, until the page is full and no further.
        const tested = () =>
          seed.admin
            .query(`{ events(first: 100, filter: { types: [USER_CREATED], to: "2100-01-01T00:00:00Z" }) {
            nodes { id } } }`);
        expect.soft(await readFor("events", tested), "events of a type").toBeLessThan(READ);
        expect.soft(await readFor("events", () => seal(world)), "sealing").toBeLessThan(READ);
        const erase = () => seed.admin.do("userErase", { user }, "__typename");
        expect.soft(await readFor("events", erase), "an erasure").toBeLessThan(READ);
        // Compiling such statements takes longer than they do.
        const [setting] = await database.query<{ jit: string }>(
          Prisma.sql`SELECT current_setting('jit') AS jit`,
        );
        expect.soft(setting?.jit).toBe("off");
      },
    );
  },
);
