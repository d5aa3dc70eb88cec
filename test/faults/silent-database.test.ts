// @module-tag deep
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localOrigin } from "../../server/config.js";
import { Prisma } from "../../server/database/generated/client.js";
import { PostgresHosts } from "../../server/database/postgres-hosts.js";
import { openPool } from "../../server/database/postgres-pool.js";
import { openSession } from "../../server/database/session.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { newSecret } from "../../server/sessions/session-secret.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { postgresBinaries, startPostgres, type PostgresServer } from "../support/postgres.js";
import { openHere } from "../support/installation.js";
import { Workshop, type ServerProcess } from "../support/process.js";
import { RawSocket } from "../support/raw-socket.js";
import { Seed } from "../support/seed.js";
import { someMoment, Storm } from "../support/storm.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

/** Much longer than any limit of the server in these tests, in milliseconds: what hangs is found to hang. */
const FOR_EVER = 120_000;

/** What work comes to; null when it hangs. */
function unlessItHangs<Result>(work: Promise<Result>) {
  return Promise.race([work, wait(FOR_EVER, null, { ref: false })]);
}

/** What a health check says. */
async function health(server: ServerProcess): Promise<unknown> {
  const answer = await fetch(`${server.url}/health/ready`, { signal: AbortSignal.timeout(FOR_EVER) });
  const { status }: { status?: unknown } = Object(await answer.json());
  return [answer.status, status];
}

const READY = [200, "ready"];

describe.skipIf(postgresBinaries() === undefined)("a PostgreSQL that does not answer", () => {
  let postgres: PostgresServer;
  let server: ServerProcess;
  let storm: Storm;
  let place: Readonly<Record<string, string>>;

  beforeAll(async () => {
    postgres = await startPostgres("fsync=off");
    place = { DATABASE_URL: postgres.url, TOKENPLANE_MASTER_KEY: newMasterKey() };
    // With the usual limits: what is late on a machine that has other work is no fault yet.
    const first = await openHere(place);
    try {
      storm = await Storm.gather(await Seed.account(await first.operator(), manualClock()));
    } finally {
      await first.stop();
    }
    server = await workshop.start({
      ...place,
      TOKENPLANE_DATABASE_SECONDS: "3",
      TOKENPLANE_SEAL_SECONDS: "1",
      TOKENPLANE_SHUTDOWN_SECONDS: "1",
    });
  });
  afterAll(() => postgres.stop());

  /** What a statement finds, on a connection of its own. */
  async function find<Row extends pg.QueryResultRow>(
    statement: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query<Row>(statement, values);
    await client.end();
    return rows;
  }

  /** The processes of PostgreSQL that serve requests, prove that there is one that can be written to, and serve the server's own work. */
  async function backends(): Promise<number[]> {
    const rows = await find<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name IN ('tokenplane', 'tokenplane proof', 'tokenplane periodic', 'tokenplane background')",
    );
    return rows.map(({ pid }) => pid);
  }

  const setting = (change: string) => () => postgres.run(`ALTER SYSTEM ${change}`, "SELECT pg_reload_conf()");

  /** What goes wrong, what corrects it, and what the health check says meanwhile. */
  const faults: [string, () => unknown, () => unknown, RegExp][] = [
    [
      "its machine hangs, and closes no connection",
      () => postgres.freeze(),
      () => postgres.thaw(),
      /^database (unreachable|accepts no writes)$/,
    ],
    [
      "each commit waits for a standby that is not there",
      setting("SET synchronous_standby_names = '*'"),
      setting("RESET synchronous_standby_names"),
      /^database (unreachable|accepts no writes)$/,
    ],
    [
      "it became read-only, as a primary that is demoted",
      setting("SET default_transaction_read_only = on"),
      // The statement that takes it back is one that only looks.
      setting("RESET default_transaction_read_only"),
      /^database accepts no writes$/,
    ],
  ];

  it.each(faults)(
    "%s: nobody waits for ever, and nothing is granted that may be lost",
    { tags: "deep" },
    async (_fault, begin, end, status) => {
      const over = storm.blow([server.url], 60);
      await someMoment(storm, 20);
      await begin();
      try {
        // Everybody was answered.
        expect(await unlessItHangs(over.then(() => "answered"))).toBe("answered");
        // On a quick machine they were all answered before the setting was read.
        await expect
          .poll(() => health(server), { timeout: FOR_EVER })
          .toEqual([503, expect.stringMatching(status)]);
        expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
        const granted = storm.granted;
        await storm.blow([server.url], 16);
        expect(storm.granted).toBe(granted);
        expect(storm.lost).toBeGreaterThan(0);
      } finally {
        await end();
      }
      await expect.poll(() => health(server), { timeout: FOR_EVER }).toEqual(READY);
      await storm.aftermath(server.url);
      expect(await storm.contradictions(server.url)).toEqual([]);
      expect([...storm.codes]).toEqual(["UNAVAILABLE"]);
    },
  );

  it("on the connections that it has: they are left, and others are made", { tags: "deep" }, async () => {
    const frozen = await backends();
    for (const pid of frozen) process.kill(pid, "SIGSTOP");
    try {
      await storm.blow([server.url], 30);
      await expect.poll(() => health(server), { timeout: FOR_EVER }).toEqual(READY);
      const granted = storm.granted;
      await storm.blow([server.url], 30, false);
      expect(storm.granted).toBeGreaterThan(granted);
    } finally {
      for (const pid of frozen) process.kill(pid, "SIGCONT");
    }
    await expect
      .poll(async () => (await backends()).filter((pid) => frozen.includes(pid)), { timeout: FOR_EVER })
      .toEqual([]);
    await storm.aftermath(server.url);
    expect(await storm.contradictions(server.url)).toEqual([]);
  });

  it(
    "on the connections for its own periodic work: that goes on with others, in the time of a request",
    { tags: "deep" },
    async () => {
      const seals = async () => (await find<{ count: string }>("SELECT count(*) FROM event_seals"))[0]?.count;
      const signal = (pids: readonly number[], name: "SIGSTOP" | "SIGCONT") => {
        for (const pid of pids) process.kill(pid, name);
      };
      /** What seals needs two connections. One that holds the lock for sealing would keep it. */
      const freezeIdle = async () => {
        const idle = await find<{ pid: number }>(
          "SELECT pid FROM pg_stat_activity WHERE application_name = 'tokenplane periodic' AND state = 'idle'",
        );
        const pids = idle.map(({ pid }) => pid);
        signal(pids, "SIGSTOP");
        const isFree = (await find("SELECT 1 FROM pg_locks WHERE pid = ANY($1::int[])", [pids])).length === 0;
        if (pids.length > 1 && isFree) return pids;
        signal(pids, "SIGCONT");
        return [];
      };
      let frozen: number[] = [];
      await storm.blow([server.url], 4);
      await expect.poll(async () => (frozen = await freezeIdle())).not.toEqual([]);
      try {
        const [{ now } = { now: "" }] = await find<{ now: string }>("SELECT now()::text AS now");
        const before = await seals();
        await storm.blow([server.url], 4);
        await expect.poll(seals, { timeout: FOR_EVER }).not.toBe(before);
        // Which master keys the server has: without that, it is not ready after 45 seconds.
        const seen = () => find("SELECT 1 FROM servers WHERE seen_at > $1::timestamptz", [now]);
        await expect.poll(seen, { timeout: FOR_EVER }).toHaveLength(1);
        expect(await health(server)).toEqual(READY);
      } finally {
        signal(frozen, "SIGCONT");
      }
    },
  );

  it("on a connection of a command: it is closed all the same", async () => {
    const session = await openSession(postgres.url, 3);
    const [{ pid } = { pid: 0 }] = await session.query<{ pid: number }>(
      Prisma.sql`SELECT pg_backend_pid() AS pid`,
    );
    process.kill(pid, "SIGSTOP");
    try {
      expect(await unlessItHangs(session.close())).toBeUndefined();
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });

  it("while a connection is made: whoever needs it is answered in the time of a request", async () => {
    const holder = new pg.Client({ connectionString: postgres.url });
    const watcher = new pg.Client({ connectionString: postgres.url });
    await Promise.all([holder.connect(), watcher.connect()]);
    // New connections read there to which history the database belongs.
    await holder.query("BEGIN; LOCK TABLE installation IN ACCESS EXCLUSIVE MODE");
    const frozen: number[] = [];
    try {
      await watcher.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('tokenplane', 'tokenplane proof')",
      );
      const api = new Api(server.url, storm.key);
      const over = Promise.all([1, 2].map(() => api.send("{ account { name } }")));
      const freezeWhoWaits = async () => {
        const { rows } = await watcher.query<{ pid: number }>(
          "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM installation%'",
        );
        for (const { pid } of rows) {
          process.kill(pid, "SIGSTOP");
          frozen.push(pid);
        }
        return frozen.length;
      };
      await expect.poll(freezeWhoWaits).toBeGreaterThan(0);
      await holder.query("ROLLBACK");
      expect(await unlessItHangs(over)).not.toBeNull();
      await expect.poll(() => health(server), { timeout: FOR_EVER }).toEqual(READY);
    } finally {
      for (const pid of frozen) process.kill(pid, "SIGCONT");
      await Promise.all([holder.end(), watcher.end()]);
    }
  });

  it("on idle connections: one that does not answer in time is a reason to leave the others, too", async () => {
    const opened: ReturnType<typeof openPool> = openPool(
      new PostgresHosts(postgres.url),
      { name: "half-open", size: 3, seconds: 30, connectSeconds: 3, onConnect: async () => {} },
      () => opened.abandonIdle(),
    );
    const { pool } = opened;
    const pids = async () => {
      const answers = await Promise.all(
        [1, 2, 3].map(() => pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid, pg_sleep(0.05)")),
      );
      return answers.map(({ rows }) => rows[0]?.pid ?? 0);
    };
    const frozen = await pids();
    try {
      await opened.demandAnswer(3);
      for (const pid of frozen) process.kill(pid, "SIGSTOP");
      await expect(opened.demandAnswer(0.3)).rejects.toThrow("did not answer within 0.3 seconds");
      const others = await unlessItHangs(pids());
      expect(others?.filter((pid) => frozen.includes(pid))).toEqual([]);
      await opened.demandAnswer(3);
    } finally {
      for (const pid of frozen) process.kill(pid, "SIGCONT");
      await pool.end();
    }
  });

  it(
    "on all connections that it has: it is ready again only when requests are answered",
    { tags: "deep" },
    async () => {
      await storm.blow([server.url], 12);
      const frozen = await backends();
      for (const pid of frozen) process.kill(pid, "SIGSTOP");
      try {
        await expect
          .poll(() => health(server), { timeout: FOR_EVER, interval: 50 })
          .toEqual([503, expect.stringMatching(/^database /)]);
        await expect.poll(() => health(server), { timeout: FOR_EVER, interval: 50 }).toEqual(READY);
        const begun = performance.now();
        const api = new Api(server.url, storm.key);
        const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => api.send("{ account { name } }")));
        expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => []));
        expect(performance.now() - begun).toBeLessThan(2_000);
      } finally {
        for (const pid of frozen) process.kill(pid, "SIGCONT");
      }
    },
  );

  it("after a connection was refused: nobody waits until it is closed", async () => {
    let frozen = 0;
    const { pool } = openPool(new PostgresHosts(postgres.url), {
      name: "refused",
      size: 1,
      seconds: 3,
      connectSeconds: 3,
      async onConnect(client) {
        const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        frozen = rows[0]?.pid ?? 0;
        process.kill(frozen, "SIGSTOP");
        throw new Error("refused");
      },
    });
    try {
      expect(await unlessItHangs(pool.query("SELECT 1").catch(String))).toBe("Error: refused");
    } finally {
      if (frozen > 0) process.kill(frozen, "SIGCONT");
      await pool.end();
    }
  });

  it(
    "while the server stops: it does not wait for it, nor for a WebSocket whose session it checks",
    { tags: "deep" },
    async () => {
      const patient = await workshop.start({
        ...place,
        TOKENPLANE_DATABASE_SECONDS: "300",
        TOKENPLANE_SHUTDOWN_SECONDS: "1",
      });
      postgres.freeze();
      try {
        const cookie = `__Host-tp-console=${newSecret()}`;
        const origin = localOrigin(patient.url);
        const page = new RawSocket(patient.url, { headers: { cookie, origin, host: new URL(origin).host } });
        // Whatever came before this is being worked on then.
        for (let n = 0; n < 3; n += 1) expect((await fetch(`${patient.url}/health/live`)).status).toBe(200);
        expect(await unlessItHangs(patient.stop())).toMatchObject({ code: 0 });
        expect(await unlessItHangs(Promise.race([page.closed, page.opened]))).toMatchObject({ code: 1006 });
        expect(await unlessItHangs(server.stop())).toMatchObject({ code: 0 });
      } finally {
        postgres.thaw();
      }
    },
  );
});
