import { expect, it, vi } from "vitest";
import { Prisma } from "../../server/database/generated/client.js";
import { keepHouse } from "../../server/housekeeping.js";
import { clearImports } from "../../server/imports/abandoned.js";
import { getContents, getUuid } from "../support/contents.js";
import { EVENTUALLY } from "../support/eventually.js";
import { holding, INSERT_ZOE } from "../support/holding.js";
import type { Seed } from "../support/seed.js";
import { getEnd, imported, type Imported } from "../support/upload.js";
import { onEveryStore, onPostgresAlone, type World } from "../support/world.js";

const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };
const HEX = "31".repeat(20);

/** Puts a job back to where its server left it when it went away: at work, with rows staged. */
async function leaveBehind(world: World, seed: Seed): Promise<string> {
  const { job } = await imported(seed.admin, "tokenImport", { ...CSV, dryRun: true }, `T1,${HEX}`);
  await world.database.query(
    Prisma.sql`UPDATE import_jobs SET status = 'RUNNING', dry_run = false, finished_at = NULL WHERE id = ${getUuid(job.id)}::uuid`,
  );
  await world.database.query(
    Prisma.sql`INSERT INTO import_rows (account_id, job_id, position, line, id, event_id, key, fields, search)
      SELECT account_id, id, 0, 1, id, id, 'T1', '{}', '{}' FROM import_jobs WHERE id = ${getUuid(job.id)}::uuid`,
  );
  return job.id;
}

async function staged(world: World): Promise<string[]> {
  return (await getContents(world)).filter((row) => row.startsWith("import_rows "));
}

const LOOK = "query ($id: ID!) { importJob(id: $id) { status failure created finishedAt } }";
const GONE = {
  status: "FAILED",
  created: 0,
  failure: "The server that ran the import stopped. Nothing was imported. Send the file again.",
};

onEveryStore("an import whose server went away", (world) => {
  it("is ended by others when it has said nothing for two minutes, and its rows are erased", async () => {
    const seed = await world().seed();
    const id = await leaveBehind(world(), seed);
    world().clock.pass(119);
    await keepHouse(world().services);
    expect(await seed.admin.query(LOOK, { id })).toMatchObject({ importJob: { status: "RUNNING" } });
    expect(await staged(world())).toHaveLength(1);
    world().clock.pass(2);
    await keepHouse(world().services);
    expect(await seed.admin.query(LOOK, { id })).toMatchObject({ importJob: GONE });
    expect(await staged(world())).toEqual([]);
  });

  it("is judged by the clock of the database, and not by that of the server that looks", async () => {
    const seed = await world().seed();
    const { services, clock } = world();
    const id = await leaveBehind(world(), seed);
    const lookAt = async (minutes: number) =>
      clearImports({ ...services, clock: () => clock.now() + minutes * 60_000 });
    await lookAt(9);
    expect(await seed.admin.query(LOOK, { id })).toMatchObject({ importJob: { status: "RUNNING" } });
    clock.pass(121);
    await lookAt(-9);
    expect(await seed.admin.query(LOOK, { id })).toMatchObject({ importJob: GONE });
  });

  it("is ended by the next start", { tags: "deep" }, async () => {
    const seed = await world().seed();
    const id = await leaveBehind(world(), seed);
    if (world().store === "PostgreSQL") world().clock.pass(121);
    await world().restart();
    const after = seed.at(world().url);
    expect(await after.admin.query(LOOK, { id })).toMatchObject({ importJob: GONE });
    expect(await staged(world())).toEqual([]);
  });

  it("that is stopped moves nothing, or all", async () => {
    const seed = await world().seed();
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `R${index},${String(index).padStart(40, "31")}`,
    ).join("\n");
    const { job } = await imported(
      seed.admin,
      "tokenImport",
      { ...CSV, background: true },
      Buffer.from(rows),
    );
    await world().restart();
    const after = seed.at(world().url);
    const { importJob, tokens } = await after.admin.query<{
      importJob: { status: string; created: number };
      tokens: { totalCount: number };
    }>("query ($id: ID!) { importJob(id: $id) { status created } tokens { totalCount } }", { id: job.id });
    expect(["FAILED", "SUCCEEDED"]).toContain(importJob.status);
    expect([importJob.created, tokens.totalCount]).toEqual(
      importJob.status === "FAILED" ? [0, 0] : [3_000, 3_000],
    );
    expect(await staged(world())).toEqual([]);
  });
});

onPostgresAlone("an import beside others", (world) => {
  it("that takes long to move its rows lets its server say that other files wait, and is ended by nobody", async () => {
    const seed = await world().seed();
    const other = await holding(world(), INSERT_ZOE, [seed.accountId]);
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    let jobs: Imported[];
    try {
      const first = await imported(seed.admin, "userImport", { background: true }, "zoe");
      await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
      jobs = [first, await imported(seed.admin, "userImport", { background: true }, "yves")];
      world().clock.pass(100);
      // Its server says every ten seconds which of its files wait.
      vi.advanceTimersByTime(10_000);
      const seen = () =>
        world().database.query<{ ago: number }>(
          Prisma.sql`SELECT extract(epoch FROM ${world().services.databaseTime()} - updated_at)::int AS ago FROM import_jobs
            WHERE status = 'RUNNING' ORDER BY id`,
        );
      await expect.poll(seen, EVENTUALLY).toEqual([{ ago: 100 }, { ago: 0 }]);
      world().clock.pass(100);
      await clearImports(world().services);
      expect(await seen()).toEqual([{ ago: 200 }, { ago: 100 }]);
    } finally {
      await other.client.query("ROLLBACK");
      await other.letGo();
      vi.useRealTimers();
    }
    for (const job of jobs) expect(await getEnd(seed.admin, job)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("of which the database lost rows, as after a crash, fails in words, and moves none of the others", async () => {
    const seed = await world().seed();
    for (const dryRun of [false, true]) {
      // All rows are staged when they are compared with the users of the account.
      const other = await holding(world(), "LOCK TABLE users IN ACCESS EXCLUSIVE MODE", []);
      let job: Imported;
      try {
        job = await imported(seed.admin, "userImport", { dryRun, background: true }, "zoe\nyves");
        await expect.poll(() => other.waiting(), EVENTUALLY).toBe(1);
        await other.client.query("DELETE FROM import_rows WHERE position = 0");
      } finally {
        await other.letGo();
      }
      expect(await getEnd(seed.admin, job), `dry run: ${dryRun}`).toEqual({
        status: "FAILED",
        refused: [],
        failure:
          "The database lost rows of the file during the import, for example in a crash. Nothing was imported. Send the file again.",
      });
    }
    expect(await seed.admin.query("{ users { totalCount } account { plan { users { used } } } }")).toEqual({
      users: { totalCount: 0 },
      account: { plan: { users: { used: 0 } } },
    });
  });
});

onEveryStore("an import that ended", (world) => {
  it("is forgotten after thirty days", async () => {
    const seed = await world().seed();
    const { job } = await imported(seed.admin, "tokenImport", CSV, `T1,${HEX}`);
    world().clock.pass(30 * 86_400 - 1);
    await keepHouse(world().services);
    expect(await seed.admin.query(LOOK, { id: job.id })).toMatchObject({
      importJob: { status: "SUCCEEDED" },
    });
    world().clock.pass(2);
    await keepHouse(world().services);
    expect(await seed.admin.query(LOOK, { id: job.id })).toEqual({ importJob: null });
  });

  it("because the server failed is done by a repeat with the same key and file, once", async () => {
    const seed = await world().seed();
    await seed.resource("VPN");
    await imported(seed.admin, "tokenImport", CSV, `T0,${HEX}`);
    const files = [
      ["tokenImport", CSV, `T1,${HEX}`],
      ["userImport", {}, "anna"],
      ["assignmentImport", {}, "VPN,T0"],
    ] as const;
    const key = { idempotencyKey: "box 7" };
    const each = (input: object = {}) =>
      Promise.all(
        files.map(([name, given, file]) => imported(seed.admin, name, { ...given, ...key, ...input }, file)),
      );
    await world().database.script("ALTER TABLE events RENAME TO events_that_are_gone");
    let failed: Imported[];
    try {
      failed = await each();
    } finally {
      await world().database.script("ALTER TABLE events_that_are_gone RENAME TO events");
    }
    expect(failed.map(({ job }) => job.status)).toEqual(["FAILED", "FAILED", "FAILED"]);
    // The key stays that of its file.
    expect(await each({ dryRun: true })).toMatchObject(files.map(() => ({ code: "IDEMPOTENCY_CONFLICT" })));
    const [first, second] = await Promise.all([each(), each()]);
    expect(first).toMatchObject(files.map(() => ({ created: 1, job: { status: "SUCCEEDED" } })));
    expect(second).toEqual(first);
    expect(await each()).toEqual(first);
  });

  it("because the database failed says so with a correlation id, and leaves nothing", async () => {
    const seed = await world().seed();
    await world().database.script("ALTER TABLE events RENAME TO events_that_are_gone");
    let answer: Imported;
    try {
      answer = await imported(seed.admin, "tokenImport", CSV, `T1,${HEX}`);
    } finally {
      await world().database.script("ALTER TABLE events_that_are_gone RENAME TO events");
    }
    expect(answer).toMatchObject({ created: 0, refused: [], job: { status: "FAILED" } });
    const id = /^Something failed in the server. Send the operator this correlation id: (\S+)$/.exec(
      answer.job.failure ?? "",
    )?.[1];
    expect(world().logged()).toContain(String(id));
    expect(await seed.admin.query("{ tokens { totalCount } account { plan { tokens { used } } } }")).toEqual({
      tokens: { totalCount: 0 },
      account: { plan: { tokens: { used: 0 } } },
    });
    expect(await staged(world())).toEqual([]);
  });
});
