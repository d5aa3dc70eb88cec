import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { oldestCursor } from "../../server/events/seal/seal-store.js";
import { housekeeping, keepHouse } from "../../server/housekeeping.js";
import { Api } from "../support/api.js";
import { changedDatabase } from "../support/changed-database.js";
import { getUuid } from "../support/contents.js";
import { Elsewhere, events, printed, seal, SEALED_BY_HAND } from "../support/event-log.js";
import { holding } from "../support/holding.js";
import { inPieces } from "../support/in-pieces.js";
import type { Seed } from "../support/seed.js";
import { onEveryStore, onPostgresAlone, type World } from "../support/world.js";

const elsewhere = new Elsewhere();
afterAll(() => elsewhere.clear());

/** Moves the clock on to a day. */
function goTo({ clock }: World, day: string): void {
  clock.pass((Date.parse(day) - clock.now()) / 1_000);
}

async function summaries(reader: Api): Promise<string[]> {
  const { events: reported } = await reader.query<{ events: { nodes: { summary: string }[] } }>(
    "{ events { nodes { summary } } }",
  );
  return reported.nodes.map(({ summary }) => summary).toReversed();
}

interface Horizon {
  readonly eventHorizon: { readonly through: number; readonly oldestCursor: string | null };
}

async function horizon(reader: Api): Promise<Horizon["eventHorizon"]> {
  return (await reader.query<Horizon>("{ eventHorizon { through oldestCursor } }")).eventHorizon;
}

/** Gives an account events of two months under four seals, and another one an event that is never sealed. @returns a checkpoint of the first seal. */
async function sealMonths(world: World, seed: Seed, other: Seed): Promise<string> {
  await seed.user("anna");
  await seed.user("bert");
  await seal(world);
  const first = await elsewhere.checkpoint(seed.admin);
  await seed.user("cleo");
  await seal(world);
  goTo(world, "2026-11-30T23:59:00Z");
  await seed.user("dora");
  await other.user("never sealed");
  await world.database.query(
    Prisma.sql`UPDATE events SET epoch = epoch + 1 WHERE user_login = 'never sealed'`,
  );
  goTo(world, "2026-12-01T00:01:00Z");
  await seed.user("emma");
  await seal(world);
  await seed.user("fred");
  await seal(world);
  return first;
}

/** How many events there are before a cursor. */
async function countBefore(reader: Api, cursor: string | null): Promise<number> {
  const { events: reported } = await reader.query<{ events: { totalCount: number } }>(
    "query ($cursor: Cursor) { events(before: $cursor) { totalCount nodes { id } } }",
    { cursor },
  );
  return reported.totalCount;
}

/** The partitions of the events, by name. */
async function getPartitions(database: World["database"]): Promise<string[]> {
  const partitions = await database.query<{ name: string }>(
    Prisma.sql`SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'events'::regclass ORDER BY 1`,
  );
  return partitions.map(({ name }) => name);
}

onEveryStore(
  "events of which the months are over",
  (world) => {
    it(
      "go seal by seal, with what is not sealed or shares a seal left; the chain stays verifiable",
      { tags: "deep" },
      async () => {
        const { database, store } = world();
        const seed = await world().seed();
        const other = await world().seed();
        const first = await sealMonths(world(), seed, other);
        const created = (...logins: string[]) => logins.map((login) => `User ${login} was created.`);
        const all = created("anna", "bert", "cleo", "dora", "emma", "fred");

        goTo(world(), "2027-01-31T23:59:00Z");
        await keepHouse(world().services);
        expect(await summaries(seed.admin)).toEqual(all);
        expect(await horizon(seed.admin)).toEqual({ through: 0, oldestCursor: null });
        expect(await oldestCursor(database, getUuid(seed.accountId))).toBeNull();

        goTo(world(), "2027-02-01T00:01:00Z");
        await keepHouse(world().services);
        expect(await summaries(seed.admin)).toEqual(all.slice(3));
        expect(await summaries(other.admin)).toEqual(created("never sealed"));
        const now = await horizon(seed.admin);
        expect(now.through).toBe(2);
        expect(await oldestCursor(database, getUuid(seed.accountId))).toBe(now.oldestCursor);
        expect(await countBefore(seed.admin, now.oldestCursor)).toBe(3);
        expect(await getPartitions(database)).toEqual(
          store === "PGlite"
            ? ["events_other"]
            : [12, 1, 2, 3, 4]
                .map((month) => `events_${month === 12 ? 2026 : 2027}_${String(month).padStart(2, "0")}`)
                .concat("events_other"),
        );
        expect(printed(await events(seed.admin, "verify", "--checkpoint", first))).toBe(
          `The log is unchanged since it was sealed: 3 events under 4 seals.
3 older events expired; their seals are still in the chain.
It agrees with 1 checkpoint that you kept elsewhere.
`,
        );

        const part = elsewhere.keep(printed(await events(seed.admin, "export", "--until", "2026-12-01")));
        expect(printed(await events(seed.admin, "verify", "--checkpoint", first, "--file", part)))
          .toBe(`The log is unchanged since it was sealed: 1 event under 3 seals.
3 older events expired; their seals are still in the chain.
It agrees with 1 checkpoint that you kept elsewhere.
The file holds only events until 2026-12-01T00:00:00.000Z.
`);

        goTo(world(), "2027-03-01T00:01:00Z");
        await keepHouse(world().services);
        expect(await summaries(seed.admin)).toEqual([]);
        expect((await horizon(seed.admin)).through).toBe(4);
        expect(printed(await events(seed.admin, "verify", "--checkpoint", first))).toContain(
          "6 older events expired",
        );
        await database.query(Prisma.sql`DELETE FROM events WHERE user_login = 'never sealed'`);
      },
    );

    it(
      "raise no alarm when they go while the log is read, and an export says that it is not whole",
      { tags: "deep" },
      async () => {
        const seed = await world().seed();
        const begin = world().clock.now();
        for (const login of ["anna", "bert"]) await seed.user(login);
        await seal(world());
        const file = await elsewhere.checkpoint(seed.admin);
        const months = (number: number) => {
          const date = new Date(begin);
          return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + number, 2)).toISOString();
        };
        /** Lets events expire when the first of them are asked for; what is asked is answered then. */
        const whileRead = async (month: number, command: (reader: Api) => Promise<unknown>) => {
          let expired: Promise<void> | undefined;
          const server = createServer((request, response) => {
            const pass = async () => {
              const body = await text(request);
              if (body.includes("EventFilter")) {
                goTo(world(), months(month));
                await (expired ??= keepHouse(world().services));
              }
              const { authorization = "" } = request.headers;
              const headers = { authorization, "content-type": "application/json" };
              const answer = await fetch(`${seed.admin.url}/graphql`, { method: "POST", headers, body });
              response.writeHead(answer.status, headers).end(await answer.text());
            };
            void pass();
          });
          await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
          const { port } = server.address() as AddressInfo;
          await command(new Api(`http://127.0.0.1:${port}`, seed.admin.key));
          expect(expired).toBeDefined();
          server.close();
        };
        await whileRead(4, async (reader) => {
          expect(printed(await events(reader, "verify", "--checkpoint", file))).toContain(
            "2 older events expired",
          );
        });
        await seed.user("cleo");
        await seal(world());
        await whileRead(8, async (reader) => {
          const { code, stderr } = await events(reader, "export");
          expect({ code, stderr }).toEqual({
            code: 1,
            stderr: "Events expired while they were exported. Export them again.\n",
          });
        });
      },
    );

    it("are not to be confused with events that somebody removed", async () => {
      const seed = await world().seed();
      const id = Prisma.sql`${getUuid(seed.accountId)}::uuid`;
      const { database } = world();
      await seed.user("anna");
      await seal(world());
      await seed.user("bert");
      await seal(world());
      await database.query(Prisma.sql`DELETE FROM events WHERE account_id = ${id} AND user_login = 'anna'`);
      expect((await events(seed.admin, "verify")).stderr).toMatch(
        /^1 of the 1 events of seal 1 \(.*\) is missing\.\n$/,
      );
      await database.query(Prisma.sql`
        INSERT INTO event_horizons VALUES (${id}, 1, now(), ${Buffer.alloc(64)})`);
      expect((await events(seed.admin, "verify")).stderr).toContain(
        "The record that events have expired is not signed with the key",
      );
      await database.query(Prisma.sql`DELETE FROM event_horizons WHERE account_id = ${id}`);
    });

    it("stay while a clock may be wrong: one that differs from the database's, or that both have since the last run", async () => {
      const { services, database, clock } = world();
      const seed = await world().seed();
      await seed.user("anna");
      await seal(world());
      const { signal } = new AbortController();
      const [day, years] = [24 * 3_600_000, 3 * 365 * 24 * 3_600_000];
      const remembered = async () => {
        const rows = await database.query(Prisma.sql`SELECT 1 FROM idempotency_records`);
        return [await summaries(seed.admin), rows.length];
      };
      await database.query(
        Prisma.sql`UPDATE jobs SET finished_at = ${new Date(clock.now())} WHERE name = 'housekeeping'`,
      );
      const before = await remembered();
      expect(before).toEqual([["User anna was created."], expect.any(Number)]);
      const ahead = housekeeping({ ...services, clock: () => clock.now() + years });
      await expect(ahead.run(signal)).rejects.toThrow(
        "The clock of this server is 1095 days ahead of that of the database: nothing is removed until both are synchronized.",
      );
      const behind = housekeeping({ ...services, clock: () => clock.now() - 20 * 60_000 });
      await expect(behind.run(signal)).rejects.toThrow("is 20 minutes behind that of the database");

      // As with an embedded database, or with both on one machine.
      let uptime = 0;
      const both = housekeeping(services, () => uptime);
      await both.run(signal);
      clock.pass(years / 1_000);
      await expect(both.run(signal)).rejects.toThrow(
        "By the clock of this server, this job last succeeded 1095 days ago: nothing is removed until the server has run with this clock for four hours. Correct the clock if it is wrong.",
      );
      clock.pass(-years / 1_000);
      uptime += 5 * 3_600_000;
      await both.run(signal);
      expect(await remembered()).toEqual(before);
      // A server that was stopped for long catches up; what the clock jumps meanwhile is doubted again.
      clock.pass((30 * day) / 1_000);
      await expect(both.run(signal)).rejects.toThrow("this job last succeeded 30 days ago");
      clock.pass((90 * day) / 1_000);
      uptime += 4 * 3_600_000;
      await expect(both.run(signal)).rejects.toThrow("this job last succeeded 120 days ago");
      clock.pass(4 * 3_600);
      uptime += 4 * 3_600_000;
      await both.run(signal);
      expect(await summaries(seed.admin)).toEqual([]);
    });

    it("go also where one is of a clock that was ahead, with those of the seal after it", async () => {
      const seed = await world().seed();
      const { clock, services } = world();
      const years = 10 * 365 * 86_400;
      await seed.user("anna");
      await seal(world());
      clock.pass(years);
      await seed.user("bert");
      clock.pass(-years);
      await seal(world());
      // How old it is, nobody knows: there is none after it.
      clock.pass(100 * 86_400);
      await keepHouse(services);
      expect(await summaries(seed.admin)).toEqual(["User bert was created."]);
      await seed.user("cleo");
      await seal(world());
      await keepHouse(services);
      expect((await horizon(seed.admin)).through).toBe(1);

      clock.pass(100 * 86_400);
      await seed.user("dora");
      await seal(world());
      await keepHouse(services);
      expect(await summaries(seed.admin)).toEqual(["User dora was created."]);
      expect((await horizon(seed.admin)).through).toBe(3);
      expect(printed(await events(seed.admin, "verify"))).toContain("3 older events expired");
    });

    it("go without the lock that servers need which start", async () => {
      const { services } = world();
      const seed = await world().seed();
      await seed.user("anna");
      await seal(world());
      goTo(world(), new Date(world().clock.now() + 100 * 24 * 3_600_000).toISOString());
      const { background } = services.database;
      let isHeld = false;
      const removedWhileHeld: boolean[] = [];
      const database = changedDatabase(background, {
        exclusively: (work) =>
          background.exclusively(async () => {
            isHeld = true;
            return work().finally(() => (isHeld = false));
          }),
        query: (statement) => {
          if (/DELETE FROM events|UPDATE event_seals/.test(statement.text)) removedWhileHeld.push(isHeld);
          return background.query(statement);
        },
      });
      await keepHouse({ ...services, database });
      expect((await horizon(seed.admin)).through).toBeGreaterThan(0);
      expect(new Set(removedWhileHeld)).toEqual(new Set([false]));
    });

    it("go on going where a server died while it removed them", { tags: "deep" }, async () => {
      const seed = await world().seed();
      const { services } = world();
      await seed.user("anna");
      await seed.user("bert");
      await seal(world());
      goTo(world(), new Date(world().clock.now() + 100 * 24 * 3_600_000).toISOString());
      const dying = changedDatabase(services.database, {
        query(statement) {
          if (statement.sql.includes("DELETE FROM events")) throw new Error("killed");
          return services.database.query(statement);
        },
      });
      await expect(keepHouse({ ...services, database: dying })).rejects.toThrow("killed");
      expect((await horizon(seed.admin)).through).toBe(1);
      expect(printed(await events(seed.admin, "verify"))).toContain(
        "The log is unchanged since it was sealed",
      );
      await keepHouse(services);
      expect(await summaries(seed.admin)).toEqual([]);
      expect(printed(await events(seed.admin, "verify"))).toContain("2 older events expired");
    });
  },
  { ...SEALED_BY_HAND, TOKENPLANE_EVENT_MONTHS: "2" },
);

onPostgresAlone(
  "a month of events that is over",
  (world) => {
    /** A month whose only account is sealed, after which so many months passed. @returns its administrator. */
    const monthThatIsOver = async () => {
      const seed = await world().seed();
      await seed.user("anna");
      await seal(world());
      const partition = `events_${new Date(world().clock.now()).toISOString().slice(0, 7).replace("-", "_")}`;
      world().clock.pass(100 * 86_400);
      return { seed, partition };
    };

    /** Housekeeping, while somebody else has a lock of a table. */
    const whileLocked = async <Result>(
      table: string,
      mode: string,
      meanwhile: (kept: Promise<void>, other: Awaited<ReturnType<typeof holding>>) => Promise<Result>,
    ): Promise<Result> => {
      const other = await holding(world(), `LOCK TABLE ${table} IN ${mode} MODE`, []);
      const result = await meanwhile(keepHouse(world().services), other);
      await other.letGo();
      return result;
    };

    it(
      "holds up nobody who records an event while it is looked through for what stays",
      { tags: "deep" },
      async () => {
        const { seed, partition } = await monthThatIsOver();
        /** Records an event while the look waits. @returns whether the look still waits when that is done. */
        const isRecordedMeanwhile = (login: string) =>
          // Whatever holds up the look: a large month, or somebody who writes in it.
          whileLocked(`ONLY ${partition}`, "ROW EXCLUSIVE", async (kept, other) => {
            let isOver = false;
            const ended = kept.finally(() => (isOver = true));
            const record = async () => {
              await expect.poll(async () => isOver || (await other.waiting()) === 1).toBe(true);
              await seed.user(login);
              return (await other.waiting()) === 1;
            };
            const [isRecorded] = await Promise.all([
              record(),
              expect(ended).rejects.toThrow("Expired events were not removed yet"),
            ]);
            return isRecorded;
          });
        const logins: string[] = [];
        let isProven = false;
        while (!isProven) {
          // The look waits for two seconds. On a busy machine, they may be over before the event is recorded.
          expect(logins.length, "rounds in which the look was over first").toBeLessThan(10);
          const login = `bert-${logins.length}`;
          logins.push(login);
          isProven = await isRecordedMeanwhile(login);
        }
        await keepHouse(world().services);
        expect(await summaries(seed.admin)).toEqual(logins.map((login) => `User ${login} was created.`));
      },
    );

    it("stays while very many of its events are not sealed, without those that are", async () => {
      const { seed, partition } = await monthThatIsOver();
      const { database } = world();
      const account = Prisma.sql`${getUuid(seed.accountId)}::uuid`;
      const left = async () => {
        const [row] = await database.query<{ count: number }>(
          Prisma.sql`SELECT count(*)::int AS count FROM events WHERE account_id = ${account}`,
        );
        const [table] = await database.query<{ exists: boolean }>(
          Prisma.sql`SELECT to_regclass(${partition}::text) IS NOT NULL AS exists`,
        );
        return [row?.count, table?.exists];
      };
      await inPieces(5_001, (from, to) =>
        database.query(Prisma.sql`
          INSERT INTO events SELECT (jsonb_populate_record(event, jsonb_build_object('id', gen_random_uuid(), 'epoch', event.epoch + 1))).*
          FROM events AS event, generate_series(${from}::int, ${to}::int) WHERE event.account_id = ${account}
            AND event.user_login = 'anna' AND event.epoch = (SELECT epoch FROM installation)`),
      );
      await keepHouse(world().services);
      expect(await left()).toEqual([5_001, true]);
      await database.query(Prisma.sql`
        DELETE FROM events WHERE account_id = ${account} AND id <> (SELECT min(id::text)::uuid FROM events WHERE account_id = ${account})`);
      await keepHouse(world().services);
      expect(await left()).toEqual([1, false]);
      await database.query(Prisma.sql`DELETE FROM events WHERE account_id = ${account}`);
    });

    it(
      "waits for a backup that reads the log, of which nobody else notices much, and nothing else waits for it",
      { tags: "deep" },
      async () => {
        const { seed, partition } = await monthThatIsOver();
        const exists = () =>
          world().database.query(Prisma.sql`SELECT to_regclass(${partition}::text) IS NOT NULL AS exists`);
        await world().database.query(
          Prisma.sql`INSERT INTO send_counts (key, count, last_at, ends_at) VALUES ('\\x01', 1, now(), '2020-01-01')`,
        );
        await whileLocked("events", "ACCESS SHARE", async (kept) => {
          await Promise.all([
            expect(kept).rejects.toThrow(
              "Expired events were not removed yet, because a long transaction, such as a backup, uses the event log. The server tries again each minute.",
            ),
            seed.user("bert"),
          ]);
        });
        expect(await exists()).toEqual([{ exists: true }]);
        expect(await world().database.query(Prisma.sql`SELECT 1 FROM send_counts`)).toEqual([]);
        await keepHouse(world().services);
        expect(await summaries(seed.admin)).toEqual(["User bert was created."]);
        expect(await exists()).toEqual([{ exists: false }]);
      },
    );
  },
  { ...SEALED_BY_HAND, TOKENPLANE_EVENT_MONTHS: "2" },
);

onEveryStore(
  "events without a limit of months",
  (world) => {
    it("are kept for ever", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      await seal(world());
      goTo(world(), "2036-11-25T12:00:00Z");
      await keepHouse(world().services);
      expect(await summaries(seed.admin)).toEqual(["User anna was created."]);
    });
  },
  SEALED_BY_HAND,
);
