import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { newOperatorKey } from "../support/installation.js";
import { runCommand, startCommand, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { Storm } from "../support/storm.js";
import { byTier } from "../support/tier.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

/** The lock that one process of an installation holds while it migrates, and for what only one may do. */
const LOCK = 0x746f_6b65;

/** Every connection of the others to this database is ended, whatever it does: idle, held, or waiting for a lock. */
const END_ALL =
  "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

describe.skipIf(inject("postgresUrl") === undefined)("a connection that PostgreSQL ends", () => {
  let settings: { DATABASE_URL: string; TOKENPLANE_MASTER_KEY: string };
  let admin: pg.Client;

  /** Waits until so many connections of the others wait for a lock. */
  const untilWaiting = (count: number) =>
    expect
      .poll(async () => {
        // A transaction looks once, and goes on with what it saw.
        await admin.query("SELECT pg_stat_clear_snapshot()");
        const { rows } = await admin.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows[0]?.count;
      })
      .toBeGreaterThanOrEqual(count);

  beforeEach(async () => {
    settings = { DATABASE_URL: await makeDatabase(), TOKENPLANE_MASTER_KEY: newMasterKey() };
    admin = new pg.Client({ connectionString: settings.DATABASE_URL });
    await admin.connect();
  });
  afterEach(() => admin.end());

  it(
    "while it is idle, held, or waits for a lock: the server goes on with others",
    { tags: "deep" },
    async () => {
      const server = await workshop.start({ ...settings, TOKENPLANE_SEAL_SECONDS: "1" });
      const api = new Api(server.url, await server.firstAdminKey());
      const user = await api.do<{ user: { id: string } }>("userCreate", { login: "anna" }, "user { id }");
      await admin.query("BEGIN");
      await admin.query("SELECT 1 FROM users FOR UPDATE");
      await admin.query("LOCK TABLE event_seals IN ACCESS EXCLUSIVE MODE");
      // The sealer holds the lock of those who seal while another of its connections waits; so does a transaction.
      const waiting = api.send(
        'mutation ($id: ID!) { userUpdate(input: { user: { id: $id }, firstName: "Anna" }) { __typename } }',
        { id: user.user.id },
      );
      await untilWaiting(2);
      await admin.query(END_ALL);
      const { errors } = await waiting;
      expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAVAILABLE"]);
      await admin.query("ROLLBACK");
      await expect
        .poll(async () => (await admin.query("SELECT 1 FROM event_seals")).rowCount)
        .toBeGreaterThan(0);
      await expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status).toBe(200);
      const { code } = await server.stop();
      expect(code).toBe(0);
    },
  );

  it("at any moment of sign-ins and of changes: nothing is lost, nothing done twice", async () => {
    const server = await workshop.start(settings);
    const seed = await Seed.account(new Api(server.url, await newOperatorKey(settings)), manualClock());
    const storm = await Storm.gather(seed);
    const over = new AbortController();
    const changing = async () => {
      for (let number = 0; !over.signal.aborted; number += 1)
        await seed.admin.send(`mutation { userCreate(input: { login: "u${number}" }) { __typename } }`);
    };
    let ended: number[] = [];
    const ending = async () => {
      while (!over.signal.aborted) {
        ended = (await admin.query<{ pid: number }>(END_ALL)).rows.map(({ pid }) => pid);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      }
    };
    const others = [changing(), changing(), ending()];
    do await storm.blow([server.url], byTier(40, 100), false);
    while (storm.lost <= 5);
    over.abort();
    await Promise.all(others);
    // A connection ends a moment after PostgreSQL was asked to end it.
    await expect
      .poll(
        async () =>
          (await admin.query("SELECT 1 FROM pg_stat_activity WHERE pid = ANY($1)", [ended])).rowCount,
      )
      .toBe(0);
    await expect.poll(async () => (await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await storm.aftermath(server.url);
    expect(await storm.contradictions(server.url)).toEqual([]);
    expect(storm.lost).toBeGreaterThan(5);
    expect([...storm.codes]).toEqual(["UNAVAILABLE"]);
    expect((await server.stop()).code).toBe(0);
  });

  it("while operator-key makes a key: it says that it is not known whether the key was created, and what to do", async () => {
    await newOperatorKey(settings);
    await admin.query("BEGIN; LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE");
    const running = startCommand(["operator-key"], settings);
    await untilWaiting(1);
    await admin.query(END_ALL);
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(
      /^[^\n]+\. It is not known whether the key was created\. [^\n]+ run the command again\. [^\n]+`tokenplane api-key list`[^\n]+\.\n$/,
    );
  });

  const COMMANDS: readonly (readonly [command: string, hold: string])[] = [
    ["start", `SELECT pg_advisory_lock(${LOCK})`],
    ["migrate", `SELECT pg_advisory_lock(${LOCK})`],
    ["operator-key", `SELECT pg_advisory_lock(${LOCK})`],
    ["master-key rotate", `SELECT pg_advisory_lock(${LOCK})`],
    ["backup", "BEGIN; LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE"],
    ["restore", `SELECT pg_advisory_lock(${LOCK})`],
  ];
  // Each has to do with the database in its own way.
  it.each(COMMANDS)(
    "while the command %s waits: it ends with a sentence",
    { tags: "deep" },
    async (command, hold) => {
      const backup = `${workshop.dataFolder()}.backup`;
      expect((await runCommand(["migrate"], settings)).code).toBe(0);
      expect((await runCommand(["operator-key"], settings)).code).toBe(0);
      if (command === "restore") expect((await runCommand(["backup", backup], settings)).code).toBe(0);
      await admin.query(hold);
      const words = command.split(" ");
      const running = startCommand(
        command === "backup" || command === "restore" ? [...words, backup] : words,
        {
          ...settings,
          PORT: "0",
        },
      );
      await untilWaiting(1);
      await admin.query(END_ALL);
      const { code, stderr } = await running.ended;
      expect(stderr.trimEnd()).toMatch(/^[A-Z][^\n]*\.$/);
      expect(code).toBe(3);
    },
  );
});
