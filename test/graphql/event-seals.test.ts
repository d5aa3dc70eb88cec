import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { transact } from "../../server/database/transaction.js";
import type { Checkpoint } from "../../server/events/seal/checkpoints.js";
import { makeSealer } from "../../server/events/seal/sealer.js";
import { newSealKey, openSealKey } from "../../server/events/seal/seal-key.js";
import type { Api } from "../support/api.js";
import { changedDatabase } from "../support/changed-database.js";
import { getUuid } from "../support/contents.js";
import { Elsewhere, events, seal, SEALED_BY_HAND, settled } from "../support/event-log.js";
import type { Seed } from "../support/seed.js";
import { byTier } from "../support/tier.js";
import { onOneStore, type World } from "../support/world.js";

const elsewhere = new Elsewhere();
afterAll(() => elsewhere.clear());

/** An account with some events under several seals. */
async function account(world: World): Promise<Seed> {
  const seed = await world.seed();
  await seed.resource("VPN");
  await seal(world);
  for (const login of ["anna", "bert", "cleo"]) {
    world.clock.pass(1);
    await seed.user(login, { email: `${login}@example.org` });
  }
  await seal(world);
  const fob = await seed.fob({ of: "anna", at: ["VPN"] });
  expect(await seed.signIn({ login: "anna" }, "VPN", fob.wrongCode())).toBe(false);
  expect(await seed.signIn({ login: "nobody" }, "VPN", fob.code(), { clientAddress: "192.0.2.1" })).toBe(
    false,
  );
  expect(await seed.signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
  await seal(world);
  return seed;
}

interface Seals {
  readonly eventSeals: {
    readonly nodes: { number: number; count: number; hash: string; previousHash: string }[];
  };
}

const SEALS = "{ eventSeals { nodes { number count hash previousHash } } }";

/** What somebody does to an account's log in the database, and what the verification reports of it. */
function getAttacks(id: Prisma.Sql): [name: string, what: Prisma.Sql[], reported: RegExp][] {
  const where = (condition: string) => Prisma.sql`account_id = ${id} AND ${Prisma.raw(condition)}`;
  const other = openSealKey(newSealKey());
  const denied = "type = 'AUTHENTICATION_DENIED' AND user_login = 'anna'";
  return [
    [
      "one event edited",
      [Prisma.sql`UPDATE events SET user_login = 'bert' WHERE ${where(denied)}`],
      /^AUTHENTICATION_DENIED of .* was changed after it was sealed, in seal 3 \(events of .*\)\.\n$/,
    ],
    [
      "a denial made a grant",
      [Prisma.sql`UPDATE events SET outcome = 'GRANTED', reason = NULL WHERE ${where(denied)}`],
      /^AUTHENTICATION_DENIED of .* was changed/,
    ],
    [
      "a value said to be erased",
      [Prisma.sql`UPDATE events SET salt = NULL, user_login = NULL WHERE ${where(denied)}`],
      /^AUTHENTICATION_DENIED of .* was changed/,
    ],
    [
      "an event that no search finds",
      [Prisma.sql`UPDATE events SET search = '{}' WHERE ${where(denied)}`],
      /^AUTHENTICATION_DENIED of .* was changed/,
    ],
    [
      "an event that other words find",
      [Prisma.sql`UPDATE events SET search = search || ARRAY['bert'] WHERE ${where(denied)}`],
      /^AUTHENTICATION_DENIED of .* was changed/,
    ],
    [
      "two events swapped",
      [
        Prisma.sql`UPDATE events SET position = other.position, xid = other.xid FROM kept_events AS other
            WHERE events.account_id = ${id} AND events.type = 'USER_CREATED' AND other.type = 'USER_CREATED'
              AND (events.user_login, other.user_login) IN (('anna', 'bert'), ('bert', 'anna'))`,
      ],
      /is not at its original place/,
    ],
    [
      "one event removed",
      [Prisma.sql`DELETE FROM events WHERE ${where("user_login = 'bert'")}`],
      /^1 of the 3 events of seal 2 \(events of .*\) is missing\.\n$/,
    ],
    [
      "one event inserted",
      [
        Prisma.sql`CREATE TABLE copy AS SELECT * FROM kept_events WHERE user_login = 'bert'`,
        Prisma.sql`UPDATE copy SET id = gen_random_uuid(), user_login = 'mallory'`,
        Prisma.sql`INSERT INTO events SELECT * FROM copy`,
        Prisma.sql`DROP TABLE copy`,
      ],
      /^USER_CREATED of .* was inserted after the events were sealed, in seal 2 \(/,
    ],
    [
      "the head cut off",
      [
        Prisma.sql`DELETE FROM event_seals WHERE ${where("number = 1")}`,
        Prisma.sql`DELETE FROM events WHERE ${where("type IN ('ACCOUNT_CREATED', 'RESOURCE_CREATED')")}`,
      ],
      /^Seal 1 is missing\.\n$/,
    ],
    [
      "the tail cut off",
      [
        Prisma.sql`DELETE FROM event_seals WHERE ${where("number = 3")}`,
        Prisma.sql`DELETE FROM events WHERE ${where("(token_name IS NOT NULL OR subject_hmac IS NOT NULL)")}`,
      ],
      /^The log ends with seal 2, but there is a checkpoint of seal 3: the end of the log was cut off/,
    ],
    [
      "all of the tail's events but not its seal",
      [Prisma.sql`DELETE FROM events WHERE ${where("(token_name IS NOT NULL OR subject_hmac IS NOT NULL)")}`],
      /^6 of the 6 events of seal 3 \(.*\) are missing\.\n$/,
    ],
    [
      "a seal altered",
      [
        Prisma.sql`UPDATE event_seals SET sealed_at = sealed_at + interval '1 hour' WHERE ${where("number = 2")}`,
      ],
      /^Seal 2 was changed: its hash is not that of its contents\.\n$/,
    ],
    [
      "the list of a seal thrown away",
      [Prisma.sql`UPDATE event_seals SET event_hashes = NULL WHERE ${where("number = 2")}`],
      /^The list of hashes of seal 2 \(.*\) is missing\.\n/,
    ],
    [
      "a signature with another key",
      [
        Prisma.sql`UPDATE event_seals SET signature = ${Buffer.from(other.sign("00".repeat(32)), "base64")}
            WHERE ${where("number = 3")}`,
      ],
      /^Seal 3 is not signed with the key\.\n$/,
    ],
  ];
}

onOneStore(
  "the event log",
  (world) => {
    it("is sealed in a chain that covers each event once, and says so at the event", async () => {
      const seed = await account(world());
      await seed.user("dora");
      const { eventSeals } = await seed.admin.query<Seals>(SEALS);
      expect(eventSeals.nodes.map(({ number, count }) => [number, count])).toEqual([
        [1, 1],
        [2, 3],
        [3, 6],
      ]);
      const [first, second, third] = eventSeals.nodes;
      expect(first?.previousHash).toBe("0".repeat(64));
      expect([second?.previousHash, third?.previousHash]).toEqual([first?.hash, second?.hash]);
      const reported = await seed.admin.query<{ events: { nodes: { seal: { number: number } | null }[] } }>(
        "{ events { nodes { seal { number } } } }",
      );
      expect(reported.events.nodes.map((one) => one.seal?.number ?? null)).toEqual([
        null,
        3,
        3,
        3,
        3,
        3,
        3,
        2,
        2,
        2,
        1,
      ]);
      const some = await seed.admin.query<Seals>(
        "{ eventSeals(from: 2, first: 1) { nodes { number count hash previousHash } } }",
      );
      expect(some.eventSeals.nodes.map(({ number }) => number)).toEqual([2]);
    });

    it("is shown with its seals and proofs to who reads all events, and not to a key bound to one resource", async () => {
      const seed = await account(world());
      const query = "{ events(first: 1) { nodes { id seal { number } proof { salt } } } }";
      const reported = async (api: Api) =>
        (await api.query<{ events: { nodes: { seal: unknown; proof: unknown }[] } }>(query)).events.nodes[0];
      await seal(world());
      const whole = {
        seal: { number: expect.any(Number) as number },
        proof: { salt: expect.any(String) as string },
      };
      expect(await reported(seed.admin)).toMatchObject(whole);
      const [auditor, helpdesk] = [await seed.key("AUDITOR"), await seed.key("HELPDESK")];
      await seed.resource("Printer");
      const bound = await seed.key("AUDITOR", { resource: { name: "Printer" } });
      await seal(world());
      expect(await reported(auditor)).toMatchObject(whole);
      expect(await reported(helpdesk)).toMatchObject(whole);
      expect(await reported(bound)).toMatchObject({ seal: null, proof: null });
    });

    it("keeps naming what an event was about when that was deleted since", async () => {
      const seed = await world().seed();
      const user = await seed.user("anna");
      await seed.admin.do("userDelete", { user: { id: user } }, "deletedId");
      const { events: reported } = await seed.admin.query<{
        events: { nodes: { userId: string; user: unknown; actor: { id: string } }[] };
      }>("{ events(first: 2) { nodes { userId user { id } actor { id } } } }");
      expect(reported.nodes.map(({ userId }) => userId)).toEqual([user, user]);
      expect(reported.nodes.map((one) => one.user)).toEqual([null, null]);
      expect(new Set(reported.nodes.map(({ actor }) => actor.id)).size).toBe(1);
    });

    it(
      "is verified by an auditor with a checkpoint, also when it went on since",
      { tags: "deep" },
      async () => {
        const seed = await account(world());
        const auditor = await seed.key("AUDITOR");
        await seal(world());
        const file = await elsewhere.checkpoint(auditor);
        await seed.user("dora");
        await seal(world());
        await seed.user("emma");
        const { code, stdout, stderr } = await events(auditor, "verify", "--checkpoint", file);
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(stdout).toBe(
          `The log is unchanged since it was sealed: 12 events under 5 seals.
1 newer event without a seal cannot be checked yet.
It agrees with 1 checkpoint that you kept elsewhere.
`,
        );
        const without = await events(auditor, "verify");
        expect(without).toMatchObject({ code: 0, stderr: "" });
        expect(without.stdout).toContain("No checkpoint was compared");
        expect(without.stdout).toContain("with the public key that the server itself gives");
        const foreign = await events((await account(world())).admin, "verify", "--checkpoint", file);
        expect(foreign.stderr).toContain("holds no checkpoint of this account");
      },
    );

    it("shows what somebody did to it in the database", async () => {
      const seed = await account(world());
      const file = await elsewhere.checkpoint(seed.admin);
      const { database } = world();
      const id = Prisma.sql`${getUuid(seed.accountId)}::uuid`;
      const run = (statement: Prisma.Sql) => database.query(statement);
      await run(Prisma.sql`CREATE TABLE kept_events AS SELECT * FROM events WHERE account_id = ${id}`);
      await run(Prisma.sql`CREATE TABLE kept_seals AS SELECT * FROM event_seals WHERE account_id = ${id}`);
      const restore = async () => {
        await run(Prisma.sql`DELETE FROM events WHERE account_id = ${id}`);
        await run(Prisma.sql`DELETE FROM event_seals WHERE account_id = ${id}`);
        await run(Prisma.sql`INSERT INTO events SELECT * FROM kept_events`);
        await run(Prisma.sql`INSERT INTO event_seals SELECT * FROM kept_seals`);
      };
      try {
        for (const [name, statements, reported] of getAttacks(id).filter(
          (_, index) => index % byTier(3, 1) === 0,
        )) {
          for (const statement of statements) await run(statement);
          const { code, stdout, stderr } = await events(seed.admin, "verify", "--checkpoint", file);
          expect({ code, stdout }, name).toEqual({ code: 1, stdout: "" });
          expect(stderr, name).toMatch(reported);
          await restore();
        }
        expect((await events(seed.admin, "verify", "--checkpoint", file)).code).toBe(0);
      } finally {
        await run(Prisma.sql`DROP TABLE kept_events, kept_seals`);
      }
    });

    it("shows that its end was cut off and sealed again, also beside checkpoints of what was sealed since", async () => {
      const seed = await account(world());
      const before = readFileSync(await elsewhere.checkpoint(seed.admin), "utf8");
      const ofAccount = Prisma.sql`account_id = ${getUuid(seed.accountId)}::uuid`;
      await world().database.query(
        Prisma.sql`DELETE FROM events WHERE ${ofAccount} AND (token_name IS NOT NULL OR subject_hmac IS NOT NULL)`,
      );
      await world().database.query(Prisma.sql`DELETE FROM event_seals WHERE ${ofAccount} AND number = 3`);
      await seed.user("dora");
      await seal(world());
      const after = readFileSync(await elsewhere.checkpoint(seed.admin), "utf8");
      expect(
        await events(seed.admin, "verify", "--checkpoint", elsewhere.keep(before + after)),
      ).toMatchObject({
        code: 1,
        stdout: "",
        stderr: "Seal 3 differs from its checkpoint: the log up to it was rewritten.\n",
      });
    });

    it("goes on where it stopped when a sealer died before its checkpoint was written", async () => {
      const seed = await account(world());
      await seed.user("dora");
      const dies = makeSealer(world().services, () => Promise.reject(new Error("killed")));
      await settled(world());
      await expect(dies()).rejects.toThrow("killed");
      await seed.user("emma");
      await seal(world());
      expect(await events(seed.admin, "verify")).toMatchObject({ code: 0 });
      const { eventSeals } = await seed.admin.query<Seals>(SEALS);
      expect(eventSeals.nodes.slice(3).map(({ count }) => count)).toEqual([1, 1]);
    });

    it("is sealed once when several servers seal it at the same time while it grows", async () => {
      const seed = await world().seed();
      const { services } = world();
      const reported: Checkpoint[] = [];
      const keep = (checkpoint: Checkpoint) => {
        reported.push(checkpoint);
        return Promise.resolve();
      };
      // As if the lock between servers did not hold: the chain must not depend on it.
      const database = changedDatabase(services.database, { sealing: (work) => work().then(() => true) });
      const sealers = [1, 2, 3].map(() => makeSealer({ ...services, database }, keep));
      const numbers = () =>
        reported.filter((one) => one.account === seed.accountId).map(({ number }) => number);
      const writing = { now: true };
      let written = 0;
      // Transactions of other tests hold the sealers back: the log grows until they have sealed twice meanwhile.
      const writers = [1, 2, 3, 4].map(async (writer) => {
        for (let n = 0; n < 15 || numbers().length < 2; n += 1) {
          await seed.user(`user-${writer}-${n}`);
          written += 1;
        }
      });
      const sealing = sealers.map(async (sealOnce) => {
        while (writing.now) {
          await sealOnce();
          await setImmediate();
        }
      });
      await Promise.all(writers);
      writing.now = false;
      await Promise.all(sealing);
      await seal(world());
      const mine = numbers();
      expect(new Set(mine).size).toBe(mine.length);
      const { code, stdout } = await events(seed.admin, "verify");
      expect({ code, stdout: stdout.split("\n")[0] }).toEqual({
        code: 0,
        stdout: expect.stringMatching(
          `^The log is unchanged since it was sealed: ${written} events under \\d+ seals\\.$`,
        ) as string,
      });
    });

    it("seals nothing past an event that is still in flight, and that event in its place", async () => {
      if (world().store === "PGlite") return;
      const seed = await world().seed();
      await seal(world());
      const { database } = world();
      const numbers = async () =>
        (await seed.admin.query<Seals>(SEALS)).eventSeals.nodes.map(({ count }) => count);
      const before = await numbers();
      await transact(database, async (transaction) => {
        await transaction.$queryRaw(Prisma.sql`SELECT pg_current_xact_id()::text`);
        await seed.user("anna");
        await makeSealer(world().services, () => Promise.resolve())();
        expect(await numbers()).toEqual(before);
      });
      await seal(world());
      expect(await numbers()).toEqual([...before, 1]);
    });

    it("gives the server's checkpoints out as they are made", async () => {
      const seed = await world().seed();
      await seed.user("anna");
      const reported: Checkpoint[] = [];
      await settled(world());
      await makeSealer(world().services, (checkpoint) => {
        reported.push(checkpoint);
        return Promise.resolve();
      })();
      const mine = reported.find((one) => one.account === seed.accountId);
      const printed = await events(seed.admin, "checkpoint");
      expect(JSON.parse(printed.stdout)).toEqual({ checkpoint: mine });
    });
  },
  SEALED_BY_HAND,
);
