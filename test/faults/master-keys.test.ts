import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe, expect, inject, it, vi } from "vitest";
import { backUp } from "../../server/backup/back-up.js";
import { restore } from "../../server/backup/restore.js";
import { readConfig } from "../../server/config.js";
import type { Database } from "../../server/database/database.js";
import { Prisma } from "../../server/database/generated/client.js";
import { newId } from "../../server/database/new-id.js";
import { idsOfEnvelopes } from "../../server/master-keys/envelopes.js";
import { rotate } from "../../server/rotation.js";
import { newMasterKey, parseMasterKeys } from "../../server/secrets/master-key.js";
import { SecretBox } from "../../server/secrets/secret-box.js";
import { tokenSecretAad } from "../../server/tokens/token-secret.js";
import { channelInput, DRIVERS } from "../support/channels.js";
import { manualClock } from "../support/clock.js";
import { getUuid } from "../support/contents.js";
import { newOperatorKey, openHere, sqlOn, stopAll } from "../support/installation.js";
import { failToStart, runCommand, Workshop } from "../support/process.js";
import { Api } from "../support/api.js";
import { Seed } from "../support/seed.js";
import { SENT_MODELS } from "../support/sent.js";
import { READY, getReadiness } from "../support/readiness.js";
import { LET_SPEAK, SILENCE } from "../support/silent-servers.js";
import { makeDatabase, makeMigratedDatabase } from "../support/world.js";

const [OLD, NEW] = [newMasterKey(), newMasterKey()];
const UNAWARE = /^Another running server does not have the first of the given master keys/;
const LACKING = /^Secrets of this database are encrypted with a master key that is not given here/;

function getBox(...keys: string[]): SecretBox {
  return new SecretBox(parseMasterKeys(keys.join(","), "the keys"));
}

/** An installation on PostgreSQL whose servers run here, with the keys that each is given. */
async function openShared(clock = manualClock(Date.now())) {
  const DATABASE_URL = await makeMigratedDatabase();
  const under = (...keys: string[]) => ({ DATABASE_URL, TOKENPLANE_MASTER_KEY: keys.join(",") });
  return {
    clock,
    under,
    start: (...keys: string[]) => openHere(under(...keys), clock),
    sql: <Row = unknown>(...statements: string[]) => sqlOn<Row>(under(), ...statements),
  };
}

/** Stages an import with secrets under the old key, for more rounds than one. @returns the ids of its rows. */
async function stage(database: Database, account: string, now: number): Promise<string[]> {
  const staged = Array.from({ length: 250 }, () => newId(now));
  const [job] = staged;
  await database.query(Prisma.sql`
    INSERT INTO import_jobs (account_id, id, kind, status, dry_run, bytes_total, created_at, updated_at)
    VALUES (${account}::uuid, ${job}::uuid, 'TOKENS', 'RUNNING', false, 1, ${new Date(now)}, ${new Date(now)})`);
  for (const [position, id] of staged.entries()) {
    const secret = getBox(OLD).encrypt(Buffer.from(`secret ${position}`), tokenSecretAad(account, id));
    await database.query(Prisma.sql`
      INSERT INTO import_rows (account_id, job_id, position, line, id, event_id, key, secret, fields, search)
      VALUES (${account}::uuid, ${job}::uuid, ${position}::integer, ${position}::integer, ${id}::uuid, ${id}::uuid, ${id}, ${secret}, '{}', '{}')`);
  }
  return staged;
}

/** How many wait for a transaction in the database of a client. */
async function getWaiting(client: pg.Client): Promise<number | null> {
  // Other tests wait in other databases. A lock on a transaction is of no database: who waits for it also holds locks in its own.
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_locks AS waiting WHERE locktype = 'transactionid' AND NOT granted AND EXISTS (
       SELECT 1 FROM pg_locks AS held WHERE held.pid = waiting.pid
         AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
  );
  return rowCount;
}

describe.skipIf(inject("postgresUrl") === undefined)("a rotation of the master key", () => {
  afterEach(stopAll);

  it("goes on while a stale replica left secrets under the old key, however many there are", async () => {
    const { clock, start, sql, under } = await openShared();
    let server = await start(OLD);
    const seed = await Seed.account(await server.operator(), clock);
    await seed.user("anna");
    await seed.resource("VPN");
    await seed.admin.do("channelCreate", channelInput(DRIVERS.smtp), "__typename");
    const account = getUuid(seed.accountId);
    const staged = await stage(server.services.database, account, clock.now());
    await server.stop();

    server = await start(NEW, OLD);
    const holder = new pg.Client({ connectionString: under().DATABASE_URL });
    await holder.connect();
    // The rotation waits at the channel, after all tokens.
    await holder.query("BEGIN; SELECT 1 FROM channels FOR UPDATE");
    const rotated = rotate(server.services, () => {});
    await expect.poll(() => getWaiting(holder)).toBe(1);
    const stale = await start(OLD, NEW);
    const fob = await seed.at(stale.url).fob({ of: "anna", at: ["VPN"] });
    await stale.stop();
    await holder.query("COMMIT");
    await holder.end();
    // The fob, the channel, what is staged, and five of the installation.
    expect(await rotated).toBe(1 + 1 + 250 + 5);
    const { database } = server.services;
    expect(await idsOfEnvelopes(database, getBox(NEW).keyIds())).toEqual([]);
    const rows = await database.query<{ id: string; position: number; secret: Uint8Array }>(
      Prisma.sql`SELECT id, position, secret FROM import_rows`,
    );
    const opened = rows.map(({ id, position, secret }) => [
      position,
      getBox(NEW).decrypt(secret, tokenSecretAad(account, id)).toString(),
    ]);
    expect(Object.fromEntries(opened)).toEqual(
      Object.fromEntries(staged.map((_, position) => [position, `secret ${position}`])),
    );
    await server.stop();
    server = await start(NEW);
    expect(await seed.at(server.url).signIn({ login: "anna" }, "VPN", fob.code())).toBe(true);
    expect(await sql("SELECT id FROM master_keys")).toEqual([{ id: getBox(NEW).keyIds()[0] }]);
  });

  it(
    "makes a server not ready that was suspended meanwhile, and no other one",
    { tags: "deep" },
    async () => {
      const { clock, start, sql } = await openShared();
      const first = await start(OLD);
      const seed = await Seed.account(await first.operator(), clock);
      await first.stop();
      const a = await start(OLD, NEW);
      await sql(SILENCE, "SELECT 1");
      let b = await start(NEW, OLD);
      await rotate(b.services, () => {});
      await b.stop();
      b = await start(NEW);
      await sql(LET_SPEAK, "SELECT 1");
      a.services.jobs.wake("master keys");
      await expect
        .poll(() => getReadiness(a))
        .toBe('503 {"status":"master key not in use any more","failingJobs":["master keys"]}');
      const states = await a.services.jobs.states();
      expect(states.find(({ name }) => name === "master keys")?.failure).toBe(
        `The first of the given master keys (id ${getBox(OLD).keyIds()[0]}) is not in use any more, because a rotation ended while this server was suspended or disconnected from the database: start this server again with the master key that the other servers have.`,
      );
      // It encrypts nothing, and others do not need the old key.
      const input = { name: "phone", model: { software: { googleAuthenticator: {} } } };
      const create = `mutation ($input: TokenCreateInput!) { tokenCreate(input: $input) { __typename } }`;
      const refused = await seed.at(a.url).admin.send(create, { input });
      expect(refused.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAVAILABLE"]);
      expect(await b.services.masterKeys.look()).toBeNull();
      expect(await getReadiness(b)).toBe(READY);
      const c = await start(NEW);
      expect(await getReadiness(c)).toBe(READY);
      expect(await sql("SELECT id FROM master_keys")).toEqual([{ id: getBox(NEW).keyIds()[0] }]);
    },
  );

  it("is not passed by a server that wakes up: it encrypts nothing before it has looked", async () => {
    const { clock, start } = await openShared();
    const server = await start(OLD);
    const seed = await Seed.account(await server.operator(), clock);
    const woken = performance.now() + 46_000;
    const spy = vi.spyOn(performance, "now").mockImplementation(() => woken);
    try {
      const box = server.services.secrets;
      const place = tokenSecretAad(getUuid(seed.accountId), newId(clock.now()));
      expect(() => box.encrypt(Buffer.from("secret"), place)).toThrow("This server encrypts nothing now");
      expect(await server.services.masterKeys.look()).toBeNull();
      expect(box.decrypt(box.encrypt(Buffer.from("secret"), place), place).toString()).toBe("secret");
    } finally {
      spy.mockRestore();
    }
  });

  it("goes on past secrets that cannot be decrypted, and names them", async () => {
    const { clock, start, sql } = await openShared();
    let server = await start(OLD);
    const seed = await Seed.account(await server.operator(), clock);
    const [altered, whole] = [await seed.fob(), await seed.fob()];
    await server.stop();
    const id = getUuid(altered.id);
    await sql(
      `UPDATE tokens SET secret = set_byte(secret, 20, get_byte(secret, 20) # 1) WHERE id = '${id}'`,
      "SELECT 1",
    );
    server = await start(NEW, OLD);
    await expect(rotate(server.services, () => {})).rejects.toThrow(
      `Secrets cannot be decrypted (1), because they were altered, or moved to another row or column: tokens.secret of the account ${getUuid(seed.accountId)}, ${id}. ` +
        "All other secrets are encrypted with the first master key. Keep the other keys. Give the object of each of these secrets a new secret, or delete the object. Then run this command again.",
    );
    const { database } = server.services;
    expect(await idsOfEnvelopes(database, getBox(NEW).keyIds())).toEqual(getBox(OLD).keyIds());
    const left = await database.query<{ id: string }>(
      Prisma.sql`SELECT id FROM tokens WHERE encode(substring(secret FROM 2 FOR 4), 'hex') = ${getBox(OLD).keyIds()[0]}`,
    );
    expect(left).toEqual([{ id }]);
    await seed.at(server.url).admin.do("tokenDelete", { token: { id: altered.id } }, "__typename");
    expect(await rotate(server.services, () => {})).toBe(0);
    await server.stop();
    server = await start(NEW);
    expect(await seed.at(server.url).admin.query(`{ token(by: { id: "${whole.id}" }) { id } }`)).toEqual({
      token: { id: whole.id },
    });
  });

  it("goes on after it has searched for longer than a process that is not heard counts as running", async () => {
    const { clock, start } = await openShared();
    let server = await start(OLD);
    const seed = await Seed.account(await server.operator(), clock);
    await seed.admin.do("channelCreate", channelInput(DRIVERS.smtp), "__typename");
    await server.stop();
    server = await start(NEW, OLD);
    const { background } = server.services.database;
    const { now } = performance;
    let later = 0;
    const time = vi.spyOn(performance, "now").mockImplementation(() => now.call(performance) + later);
    const { query } = background;
    const slow = vi.spyOn(background, "query").mockImplementation((statement) => {
      if (statement.text.includes("FROM channels") && statement.text.includes("LIMIT")) later += 46_000;
      return query.call(background, statement);
    });
    try {
      expect(await rotate(server.services, () => {})).toBe(1 + 5);
    } finally {
      slow.mockRestore();
      time.mockRestore();
    }
  });

  it("is refused while a command runs that encrypts with another key, and works after that command has ended", async () => {
    const { start, sql, under } = await openShared();
    const server = await start(NEW, OLD);
    await newOperatorKey(under(NEW, OLD));
    // What a command wrote down is gone when it ends.
    expect(await sql("SELECT count(*)::integer AS count FROM servers")).toEqual([{ count: 1 }]);
    await sql("INSERT INTO master_keys VALUES ('00000000') ON CONFLICT DO NOTHING", "SELECT 1");
    await sql(
      "INSERT INTO servers VALUES ('00000000-0000-0000-0000-000000000001', '{00000000}', now())",
      "SELECT 1",
    );
    await expect(rotate(server.services, () => {})).rejects.toThrow("encrypts with another master key");
    await sql("DELETE FROM servers WHERE master_keys = '{00000000}'", "SELECT 1");
    expect(await rotate(server.services, () => {})).toBe(0);
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("a master key", () => {
  afterEach(stopAll);

  it("that encrypted nothing is not needed once no process has it; a key that encrypted something is still needed", async () => {
    const { clock, start, under, sql } = await openShared();
    let server = await start(OLD);
    const seed = await Seed.account(await server.operator(), clock);
    await server.stop();
    const THROWN_AWAY = newMasterKey();
    await newOperatorKey(under(THROWN_AWAY, OLD));
    server = await start(OLD);
    expect(await sql("SELECT id FROM master_keys")).toEqual([{ id: getBox(OLD).keyIds()[0] }]);
    await server.stop();

    server = await start(NEW, OLD);
    // It may encrypt at any moment.
    await expect(start(OLD)).rejects.toThrow(LACKING);
    await newOperatorKey(under(OLD, NEW));
    await seed.at(server.url).fob();
    await server.stop();
    await expect(start(OLD)).rejects.toThrow(`(id ${getBox(NEW).keyIds()[0]})`);
  });

  it("counts as used by a server that runs, whatever the clocks of the machines say", async () => {
    const { clock, start, sql, under } = await openShared();
    await start(OLD);
    // As an installation of before this key was there: a start that is refused has encrypted nothing.
    await sql("UPDATE installation SET vapid_key = NULL", "SELECT 1");
    for (const wrong of [61_000, -3_600_000]) {
      const other = manualClock(clock.now() + wrong);
      await expect(openHere(under(NEW, OLD), other)).rejects.toThrow(UNAWARE);
    }
    expect(await sql("SELECT vapid_key FROM installation")).toEqual([{ vapid_key: null }]);
  });

  it("that a server lacks costs no message: another server sends it", { tags: "deep" }, async () => {
    const { clock, start, sql } = await openShared();
    const lacking = await start(OLD);
    const seed = await Seed.account(await lacking.operator(), clock);
    await sql(SILENCE, "SELECT 1");
    let other = await start(NEW, OLD);
    await sql(
      LET_SPEAK,
      `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.next_at = 'infinity'; RETURN NEW; END $$;
       CREATE TRIGGER hold BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION hold();`,
      "SELECT 1",
    );
    const token = { name: "phone", model: { software: SENT_MODELS.SMS() } };
    await seed.at(other.url).admin.do("tokenCreate", token, "__typename");
    await other.stop();
    const message = async () => {
      const rows = await sql<{ state: string; attempts: number; later: boolean }>(
        `SELECT state, attempts, payload IS NOT NULL AS kept, next_at > '${new Date(clock.now()).toISOString()}' AS later FROM messages`,
      );
      return rows[0];
    };
    const due = `UPDATE messages SET next_at = '${new Date(clock.now()).toISOString()}'`;
    // It has not noticed yet that it lacks a key.
    const newId8 = getBox(NEW).keyIds()[0];
    await sql(`DELETE FROM master_keys WHERE id = '${newId8}'`, due, "SELECT 1");
    expect(await lacking.services.masterKeys.look()).toBeNull();
    lacking.services.jobs.wake("messages");
    await expect.poll(message).toEqual({ state: "PENDING", attempts: 0, kept: true, later: true });

    // Now it has: it claims nothing.
    await sql(`INSERT INTO master_keys VALUES ('${newId8}')`, due, "SELECT 1");
    expect(await lacking.services.masterKeys.look()).toMatch(LACKING);
    lacking.services.jobs.wake("messages");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await message()).toEqual({ state: "PENDING", attempts: 0, kept: true, later: false });
    other = await start(NEW, OLD);
    other.services.jobs.wake("messages");
    await expect.poll(message).toEqual({ state: "ACCEPTED", attempts: 1, kept: false, later: false });
  });

  it(
    "that a backup from the middle of a rotation needs is asked for before anything is restored",
    { tags: "deep" },
    async () => {
      const { clock, start, under } = await openShared();
      const server = await start(OLD);
      const seed = await Seed.account(await server.operator(), clock);
      await seed.user("anna");
      for (const name of ["VPN", "Mail"]) await seed.resource(name);
      const fobs = [{ name: "VPN", fob: await seed.fob({ of: "anna", at: ["VPN"] }) }];
      await server.stop();
      const next = await start(NEW, OLD);
      fobs.push({ name: "Mail", fob: await seed.at(next.url).fob({ of: "anna", at: ["Mail"] }) });
      await next.stop();
      const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-keys-"));
      try {
        const { signal } = new AbortController();
        const { file } = await backUp(readConfig(under(OLD)), folder, clock.clock, () => {}, signal);
        const target = await makeDatabase();
        const place = (...keys: string[]) => ({
          DATABASE_URL: target,
          TOKENPLANE_MASTER_KEY: keys.join(","),
        });
        const into = (...keys: string[]) =>
          restore(readConfig(place(...keys)), file, undefined, clock.clock, () => {});
        await expect(into(OLD)).rejects.toThrow(
          `Secrets in ${file} are encrypted with a master key that is not given here (id ${getBox(NEW).keyIds()[0]}).`,
        );
        // Nothing is left of it: the same place takes it with both keys, and starts.
        await into(OLD, NEW);
        clock.pass(60);
        const restored = await openHere(place(OLD, NEW), clock);
        const at = seed.at(restored.url);
        for (const { name, fob } of fobs)
          expect(await at.signIn({ login: "anna" }, name, fob.code())).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe.skipIf(inject("postgresUrl") === undefined)(
  "master keys in real processes",
  { tags: "deep" },
  () => {
    const workshop = new Workshop();
    afterAll(() => workshop.clear());

    it("are not mixed up by a server that stood still while a rotation ended", async () => {
      const { clock, under, sql } = await openShared();
      let b = await workshop.start(under(OLD));
      const key = await runCommand(["operator-key"], under(OLD));
      const seed = await Seed.account(new Api(b.url, key.stdout.trim()), clock);
      await b.stop();
      const a = await workshop.start(under(OLD, NEW));
      process.kill(a.pid, "SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, 61_000));
      b = await workshop.start(under(NEW, OLD));
      expect((await runCommand(["master-key", "rotate"], under(NEW, OLD))).code).toBe(0);
      await b.stop();
      b = await workshop.start(under(NEW));
      process.kill(a.pid, "SIGCONT");
      const input = { name: "phone", model: { software: { googleAuthenticator: {} } } };
      const create = `mutation ($input: TokenCreateInput!) { tokenCreate(input: $input) { __typename } }`;
      const refused = await seed.at(a.url).admin.send(create, { input });
      expect(refused.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAVAILABLE"]);
      await expect.poll(() => getReadiness(a)).toMatch(/^503 .*master key not in use any more/);
      expect(await getReadiness(b)).toBe(READY);
      expect(await sql("SELECT id FROM master_keys")).toEqual([{ id: getBox(NEW).keyIds()[0] }]);
      expect((await failToStart(under(OLD, NEW))).stderr).toMatch(UNAWARE);
    });
  },
);
