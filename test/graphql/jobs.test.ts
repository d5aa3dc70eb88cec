import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { act } from "../../server/actions/action.js";
import { systemCaller } from "../../server/actions/actor.js";
import { newId } from "../../server/database/new-id.js";
import { JobError, type Job } from "../../server/jobs/job.js";
import { JobRunner } from "../../server/jobs/runner.js";
import { LEASE_MS } from "../../server/jobs/store.js";
import { onBothStores } from "../support/world.js";

const MINUTE = 60;

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
    await Promise.all(runners.map((runner) => runner.stop()));
    runners = [];
  });

  /** Another server with a job, which it looks at every few milliseconds. */
  function server(who: string, job: Partial<Job> = {}): JobRunner {
    const runner = new JobRunner(world().services);
    runners.push(runner);
    runner.add({
      name,
      description: "Is there for a test.",
      everySeconds: 0.02,
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
  const stateOf = async (runner: JobRunner) => (await runner.states())[0];

  it("that are shared are done by one server, once in each interval", async () => {
    const both = [server("A"), server("B")];
    await expect.poll(() => runs).toHaveLength(1);
    await looks();
    expect(runs).toHaveLength(1);
    world().clock.pass(MINUTE);
    await expect.poll(() => runs).toHaveLength(2);
    await looks();
    expect(runs).toHaveLength(2);
    // Both know how it went, whoever did it.
    await expect.poll(async () => (await stateOf(both[0]!))?.isRunning).toBe(false);
    for (const one of both) expect(await stateOf(one)).toMatchObject({ failure: null, failures: 0 });
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
    expect(await stateOf(gone)).toMatchObject({ isRunning: true });
    world().clock.pass(LEASE_MS / 1_000 + 1);
    await expect.poll(() => runs).toEqual(["A", "B"]);
    // What the first one says later changes nothing.
    release();
    await looks();
    expect(runs).toEqual(["A", "B"]);
  });

  it("that fail say so in a sentence without details, and are tried again", async () => {
    const errors = [new JobError("The disk is full."), new Error("secret of anna"), null];
    const runner = server("A", {
      async run() {
        const error = errors[runs.push("A") - 1];
        if (error != null) throw error;
      },
    });
    const failure = async () => (await stateOf(runner))?.failure;
    await expect.poll(failure).toBe("The disk is full.");
    expect(runner.failing()).toEqual([name]);
    world().clock.pass(MINUTE);
    await expect
      .poll(failure)
      .toMatch(/^Something failed in the server\. .* correlation id [0-9a-f-]{36}\.$/);
    expect(await stateOf(runner)).toMatchObject({ failures: 2, isRunning: false });
    expect(world().logged()).toContain("secret of anna");
    world().clock.pass(MINUTE);
    await expect.poll(failure).toBeNull();
    expect(await stateOf(runner)).toMatchObject({ failures: 0 });
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
      await expect.poll(() => stateOf(runner)).toMatchObject({ failure: "The disk is full.", failures: 1 });
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
    await Promise.all([runner.stop(), last.stop()]);
    expect(ended).toBe(true);
    expect(runs).toEqual(["A", "B"]);
    await looks();
    expect(runs).toEqual(["A", "B"]);
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
