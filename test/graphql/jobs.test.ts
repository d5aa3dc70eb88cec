import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { act } from "../../server/actions/action.js";
import { systemCaller } from "../../server/actions/actor.js";
import { Prisma } from "../../server/database/generated/client.js";
import { newId } from "../../server/database/new-id.js";
import type { Sql } from "../../server/database/database.js";
import { openPostgres } from "../../server/database/postgres.js";
import { LOCK } from "../../server/database/postgres-held.js";
import { openSession } from "../../server/database/session.js";
import { JobError, type Job } from "../../server/jobs/job.js";
import { JobRunner } from "../../server/jobs/runner.js";
import { LEASE_MS } from "../../server/jobs/job-store.js";
import { sealing } from "../../server/server-jobs.js";
import { changedDatabase } from "../support/changed-database.js";
import { makeDatabase, onBothStores, openWorld, storeHere } from "../support/world.js";

const MINUTE = 60;

describe("checkpoints that cannot be written", () => {
  it(
    "make sealing fail until they are, and the events are sealed all the same",
    { tags: "deep" },
    async () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-jobs-"));
      const file = path.join(folder, "checkpoints.jsonl");
      const world = await openWorld(storeHere(), {
        TOKENPLANE_CHECKPOINTS: file,
        TOKENPLANE_SEAL_SECONDS: "1",
      });
      rmSync(file, { force: true });
      mkdirSync(file);
      const failureOfSealing = async () => {
        const { jobs } = await world.operator.query<{ jobs: { name: string; failure: string | null }[] }>(
          "{ jobs { name failure } }",
        );
        return jobs.find(({ name }) => name === "sealing")?.failure;
      };
      const seed = await world.seed();
      await seed.user("anna");
      await expect
        .poll(failureOfSealing)
        .toMatch(/checkpoints\.jsonl \(EISDIR\): \d+ wait, and are tried again\.$/);
      expect(await world.database.query(Prisma.sql`SELECT 1 FROM event_seals LIMIT 1`)).toHaveLength(1);
      rmdirSync(file);
      await expect.poll(failureOfSealing).toBeNull();
      expect(readFileSync(file, "utf8")).toContain('{"checkpoint":{"account":');
      await world.end();
      rmSync(folder, { recursive: true });
    },
  );
});

describe("sealing", () => {
  it("fails after ten minutes in which another session has held its lock, and not before", async () => {
    const world = await openWorld(storeHere(), { TOKENPLANE_SEAL_SECONDS: "3600" });
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      let isElsewhere = true;
      const { periodic } = world.services.database;
      const database = changedDatabase(periodic, {
        sealing: async (work) => (isElsewhere ? false : periodic.sealing(work)),
      });
      const none = { write: async () => {}, retry: async () => null };
      const { run } = sealing({ ...world.services, database }, 1, none);
      const { signal } = new AbortController();
      vi.advanceTimersByTime(9 * 60_000);
      await run(signal);
      vi.advanceTimersByTime(2 * 60_000);
      await expect(run(signal)).rejects.toThrow(
        "Another session of the database has held the lock for sealing for ten minutes",
      );
      isElsewhere = false;
      await run(signal);
      isElsewhere = true;
      await run(signal);
    } finally {
      vi.useRealTimers();
      await world.end();
    }
  });

  it.skipIf(inject("postgresUrl") === undefined)(
    "and all that a session holds on PostgreSQL is released a minute after its host is gone",
    async () => {
      const url = await makeDatabase();
      const database = await openPostgres({ url, poolSize: 2, seconds: 5, longSeconds: 5 });
      const session = await openSession(url, 5);
      const read = Prisma.sql`SELECT current_setting('tcp_user_timeout') AS silent,
        current_setting('tcp_keepalives_idle') AS idle, inet_client_addr() IS NOT NULL AS "isTcp"`;
      try {
        for (const one of [database, database.periodic, database.background, session]) {
          const [row] = await one.query<{ silent: string; idle: string; isTcp: boolean }>(read);
          // Of a socket of the same machine, there is nothing to be set.
          expect(row).toMatchObject(row?.isTcp === true ? { silent: "60000", idle: "20" } : { silent: "0" });
        }
      } finally {
        await session.close();
        await database.close();
      }
    },
  );
});

describe.skipIf(inject("postgresUrl") === undefined)("the installation's lock", () => {
  it("is waited for by periodic work, too, for longer than a statement of it may take", async () => {
    const url = await makeDatabase();
    const database = await openPostgres({ url, poolSize: 2, seconds: 1, longSeconds: 60 });
    const holder = await openSession(url, 60);
    try {
      await holder.query(Prisma.sql`SELECT pg_advisory_lock(${LOCK}::integer)::text`);
      let isHeld = false;
      const done = database.periodic.exclusively(async () => {
        isHeld = true;
      });
      await setTimeout(2_500);
      expect(isHeld).toBe(false);
      await holder.query(Prisma.sql`SELECT pg_advisory_unlock(${LOCK}::integer)::text`);
      await done;
      expect(isHeld).toBe(true);
    } finally {
      await holder.close();
      await database.close();
    }
  });
});

/** From a run to the next, in seconds. */
const EVERY = 0.02;

onBothStores("jobs", (world) => {
  let runners: JobRunner[] = [];
  let runs: string[] = [];
  let jobs = 0;
  let name = "";

  beforeEach(() => {
    jobs += 1;
    name = `job ${jobs}`;
    runs = [];
  });

  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop(10_000)));
    runners = [];
  });

  /** Another server with a job, which it looks at every few milliseconds. */
  function server(who: string, job: Partial<Job> = {}, services = world().services): JobRunner {
    const runner = new JobRunner(services);
    runners.push(runner);
    runner.add({
      name,
      description: "Is there for a test.",
      everySeconds: EVERY,
      isShared: true,
      async run() {
        runs.push(who);
      },
      ...job,
    });
    return runner;
  }

  /** Time for many looks. */
  const looks = () => setTimeout(300);
  const getState = async (runner: JobRunner) => (await runner.states())[0];

  it("that are shared are done by one server, once in each interval", async () => {
    const both = [server("A"), server("B")];
    await expect.poll(() => runs).toHaveLength(1);
    await looks();
    expect(runs).toHaveLength(1);
    // The next interval begins when the result is stored.
    await expect.poll(async () => (await getState(both[0]!))?.isRunning).toBe(false);
    // Exactly one interval: a check that began before would take a longer step for an error of the clock.
    world().clock.pass(EVERY);
    await expect.poll(() => runs).toHaveLength(2);
    await looks();
    expect(runs).toHaveLength(2);
    // Both know how it went, whoever did it.
    await expect.poll(async () => (await getState(both[0]!))?.isRunning).toBe(false);
    for (const one of both) expect(await getState(one)).toMatchObject({ failure: null, failures: 0 });
  });

  it("that are not shared are done by each server", async () => {
    server("A", { isShared: false });
    server("B", { isShared: false });
    await expect.poll(() => new Set(runs).size).toBe(2);
  });

  it("are taken over from a server that went away, and not before its lease ended", async () => {
    let release = () => {};
    const gone = server("A", {
      run: () =>
        new Promise<void>((resolve) => {
          runs.push("A");
          release = resolve;
        }),
    });
    await expect.poll(() => runs).toEqual(["A"]);
    server("B");
    await looks();
    expect(runs).toEqual(["A"]);
    expect(await getState(gone)).toMatchObject({ isRunning: true });
    world().clock.pass(LEASE_MS / 1_000 + 1);
    await expect.poll(() => runs).toEqual(["A", "B"]);
    // What the first one says later changes nothing.
    release();
    await looks();
    expect(runs).toEqual(["A", "B"]);
  });

  it("are due although a clock that was ahead put them off, and are taken over from a lease of such a clock", async () => {
    const { database, clock } = world();
    const dayAhead = new Date(clock.now() + 86_400_000);
    await database.query(Prisma.sql`INSERT INTO jobs (name, due_at) VALUES (${name}, ${dayAhead})`);
    const runner = server("A");
    await expect.poll(() => runs).toEqual(["A"]);
    await expect.poll(async () => (await getState(runner))?.isRunning).toBe(false);
    await database.query(Prisma.sql`
      UPDATE jobs SET holder = gen_random_uuid(), lease_until = ${dayAhead} WHERE name = ${name}`);
    clock.pass(MINUTE);
    await expect.poll(() => runs).toEqual(["A", "A"]);
  });

  it("go by the clock of the database: a server whose clock is ahead does not do them more often", async () => {
    const { services, clock } = world();
    server("A");
    await expect.poll(() => runs).toEqual(["A"]);
    server("B", {}, { ...services, clock: () => clock.now() + 86_400_000 });
    await looks();
    expect(runs).toEqual(["A"]);
  });

  it("that fail say so in a sentence without details, and are tried again", async () => {
    const errors = [new JobError("The disk is full."), new Error("secret of anna"), null];
    const runner = server("A", {
      async run() {
        const error = errors[runs.push("A") - 1];
        if (error != null) throw error;
      },
    });
    const failure = async () => (await getState(runner))?.failure;
    await expect.poll(failure).toBe("The disk is full.");
    expect(runner.failing()).toEqual([name]);
    world().clock.pass(MINUTE);
    await expect
      .poll(failure)
      .toMatch(/^Something failed in the server\. .* correlation id [0-9a-f-]{36}\.$/);
    expect(await getState(runner)).toMatchObject({ failures: 2, isRunning: false });
    expect(world().logged()).toContain("secret of anna");
    world().clock.pass(MINUTE);
    await expect.poll(failure).toBeNull();
    expect(await getState(runner)).toMatchObject({ failures: 0 });
    expect(runner.failing()).toEqual([]);
  });

  it("that failed here and succeeded on another server since are not called failing here", async () => {
    const runner = server("A", {
      async run() {
        runs.push("A");
        throw new JobError("The disk of A is full.");
      },
    });
    await expect.poll(() => runner.failing()).toEqual([name]);
    server("B");
    // Which of the two looks first is chance.
    while (runs.at(-1) !== "B") {
      world().clock.pass(MINUTE);
      await looks();
    }
    await expect.poll(() => runner.failing()).toEqual([]);
  });

  it.each([true, false])(
    "that wait longer after a failure are failing until then, shared: %s",
    async (isShared) => {
      const runner = server("A", {
        isShared,
        afterFailureSeconds: 3_600,
        async run() {
          runs.push("A");
          throw new JobError("The disk is full.");
        },
      });
      await expect.poll(() => runner.failing()).toEqual([name]);
      world().clock.pass(MINUTE);
      await looks();
      expect(runs).toEqual(["A"]);
      expect(runner.failing()).toEqual([name]);
      await expect.poll(() => getState(runner)).toMatchObject({ failure: "The disk is full.", failures: 1 });
    },
  );

  it("that an action asks for run soon after its commit, again when they run at that moment, and not when it is undone", async () => {
    let release = () => {};
    const runner = server("A", {
      everySeconds: 3_600,
      run: () =>
        new Promise<void>((resolve) => {
          runs.push("A");
          release = resolve;
        }),
    });
    const { services } = world();
    const now = services.clock();
    const by = systemCaller(newId(now), "test", now);
    const asking = { ...services, jobs: runner };
    await expect(
      act(asking, by, now, async (action) => {
        await action.requestJob(name);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    await looks();
    expect(runs).toEqual([]);
    await act(asking, by, now, (action) => action.requestJob(name));
    await expect.poll(() => runs).toEqual(["A"]);
    await act(asking, by, now, (action) => action.requestJob(name));
    world().clock.pass(1);
    release();
    await expect.poll(() => runs).toEqual(["A", "A"]);
    release();
    await looks();
    expect(runs).toEqual(["A", "A"]);
  });

  it("that fail when they are woken are tried again after as long as after any other failure", async () => {
    const runner = server("A", {
      isShared: false,
      everySeconds: 0.1,
      afterFailureSeconds: 3_600,
      async run() {
        runs.push("A");
        throw new JobError("The disk is full.");
      },
    });
    runner.wake(name);
    await expect.poll(() => runs).toEqual(["A"]);
    await looks();
    expect(runs).toEqual(["A"]);
  });

  it("end with their server: what runs is awaited, and what is to be done at the stop is done", async () => {
    let ended = false;
    const runner = server("A", {
      isShared: false,
      async run(signal) {
        runs.push("A");
        while (!signal.aborted) await setTimeout(5);
        ended = true;
      },
    });
    const last = server("B", { everySeconds: 3_600, isShared: false, atStop: true });
    await expect.poll(() => runs).toEqual(["A"]);
    await Promise.all([runner.stop(10_000), last.stop(10_000)]);
    expect(ended).toBe(true);
    expect(runs).toEqual(["A", "B"]);
    await looks();
    expect(runs).toEqual(["A", "B"]);
  });

  it("that do not end hold a stop up for so long as it is given, and what was woken does not begin after it", async () => {
    let release = () => {};
    const runner = server("A", {
      isShared: false,
      run: () =>
        new Promise<void>((resolve) => {
          runs.push("A");
          release = resolve;
        }),
    });
    await expect.poll(() => runs).toEqual(["A"]);
    runner.wake(name);
    // The job itself would never end.
    await runner.stop(100);
    release();
    await looks();
    expect(runs).toEqual(["A"]);
  });

  it("whose lease another server has taken end there", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const signals: AbortSignal[] = [];
      const run: Job["run"] = async (signal) => {
        signals.push(signal);
        while (!signal.aborted) await setTimeout(5);
      };
      server("A", { run });
      await expect.poll(() => signals).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(LEASE_MS / 2);
      await looks();
      expect(signals[0]?.aborted).toBe(false);
      world().clock.pass(LEASE_MS / 1_000 + 1);
      server("B", { run });
      await expect.poll(() => signals).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(LEASE_MS / 2);
      await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("end when nothing was heard of their lease for as long as it lasts", { tags: "deep" }, async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    try {
      let isAway = false;
      const { services } = world();
      const { periodic } = services.database;
      const database = changedDatabase(periodic, {
        query: (statement) => (isAway ? new Promise<never>(() => {}) : periodic.query(statement)),
      });
      const signals: AbortSignal[] = [];
      const run: Job["run"] = async (signal) => {
        signals.push(signal);
        while (!signal.aborted) await setTimeout(5);
      };
      server("A", { run }, { ...services, database });
      await expect.poll(() => signals).toHaveLength(1);
      isAway = true;
      await vi.advanceTimersByTimeAsync(LEASE_MS - 1_000);
      expect(signals[0]?.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(signals[0]?.aborted).toBe(true);
      isAway = false;
    } finally {
      vi.useRealTimers();
    }
  });

  it("do not begin when the answer to the question for their lease took as long as the lease lasts", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      const { services } = world();
      const { periodic } = services.database;
      let asked = 0;
      const database = changedDatabase(periodic, {
        async query<Row>(statement: Sql) {
          const rows = await periodic.query<Row>(statement);
          if (statement.text.includes("INSERT INTO jobs")) {
            asked += 1;
            if (asked === 1) vi.advanceTimersByTime(LEASE_MS);
          }
          return rows;
        },
      });
      server("A", {}, { ...services, database });
      // It asks again, and its own lease is not over.
      await expect.poll(() => asked).toBeGreaterThan(2);
      expect(runs).toEqual([]);
      // The lease that nobody used ends by itself.
      world().clock.pass(LEASE_MS / 1_000 + 1);
      await expect.poll(() => runs).toEqual(["A"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("that a request wakes do not run in the context of that request", async () => {
    const about = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const runner = server("A", {
      everySeconds: 3_600,
      isShared: false,
      async run() {
        seen.push(about.getStore());
      },
    });
    about.run("a request", () => runner.wake(name));
    await expect.poll(() => seen).toEqual([undefined]);
  });

  it("of the server are shown to an operator, and to nobody else", async () => {
    const query =
      "{ jobs { name description scope everySeconds status failure failures startedAt failedAt } }";
    const { jobs: shown } = await world().operator.query<{ jobs: { name: string }[] }>(query);
    expect(shown.map((job) => job.name)).toEqual([
      "housekeeping",
      "sealing",
      "open streams",
      "opened chats",
      ...(world().store === "PostgreSQL" ? ["master keys"] : []),
      "messages",
    ]);
    expect(shown[0]).toMatchObject({ scope: "INSTALLATION", everySeconds: 60, failure: null, failures: 0 });
    const { errors } = await world().admin.send(query);
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});
