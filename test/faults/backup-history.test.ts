// @module-tag deep
import path from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { Elsewhere, events, printed } from "../support/event-log.js";
import { openHere, sqlOn, stopAll, type Place } from "../support/installation.js";
import { Listener } from "../support/listener.js";
import { runCommand, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { imported } from "../support/upload.js";
import { makeDatabase } from "../support/world.js";

const workshop = new Workshop();
const elsewhere = new Elsewhere();
afterAll(async () => {
  await stopAll();
  await workshop.clear();
  elsewhere.clear();
});

const hasPostgres = inject("postgresUrl") !== undefined;
const SETTINGS = { TOKENPLANE_MASTER_KEY: newMasterKey(), TOKENPLANE_SEAL_SECONDS: "3600" };

type Store = "PGlite" | "PostgreSQL";
const STORES: readonly Store[] = hasPostgres ? ["PGlite", "PostgreSQL"] : ["PGlite"];

const newFolder = (): Place => ({ ...SETTINGS, TOKENPLANE_DATA_DIR: workshop.dataFolder() });

const placeOn = async (store: Store): Promise<Place> =>
  store === "PGlite" ? newFolder() : { ...SETTINGS, DATABASE_URL: await makeDatabase() };

/** Backs an installation up. @returns the file. */
async function backUp(place: Place): Promise<string> {
  const file = path.join(path.dirname(workshop.dataFolder()), "kept.backup");
  printed(await runCommand(["backup", file], place));
  return file;
}

/** Restores a backup of an embedded installation. @returns where to. */
async function restoreTo(store: Store, file: string): Promise<Place> {
  if (store === "PGlite") {
    const place = newFolder();
    printed(await runCommand(["restore", file], place));
    return place;
  }
  const url = await makeDatabase();
  printed(await runCommand(["restore", file, "--to", url], newFolder()));
  return { ...SETTINGS, DATABASE_URL: url };
}

interface LoggedEvent {
  readonly events: { readonly nodes: readonly { readonly userLogin: string; readonly cursor: string }[] };
}

/** The cursor of the event that reports a new user. */
async function getCursor({ admin }: Seed, login: string): Promise<string> {
  const { events: reported } = await admin.query<LoggedEvent>(
    "{ events(filter: { types: [USER_CREATED] }) { nodes { userLogin cursor } } }",
  );
  return reported.nodes.find(({ userLogin }) => userLogin === login)?.cursor ?? "";
}

describe.each(STORES)("what happened in an embedded installation, restored to %s", (to) => {
  const clock = manualClock(Math.floor(Date.now() / 60_000) * 60_000 - 60_000);

  it("verifies against its seals and against checkpoints that were kept elsewhere, and can be followed from an earlier cursor", async () => {
    const source = newFolder();
    const first = await openHere(source, clock);
    const seed = await Seed.account(await first.operator(), clock);
    for (const login of ["anna", "bert", "cleo"]) await seed.user(login);
    const auditor = await seed.key("AUDITOR");
    await first.stop();

    const second = await openHere(source, clock);
    const before = seed.at(second.url);
    const checkpoint = await elsewhere.checkpoint(new Api(second.url, auditor.key));
    // Not sealed when it is backed up.
    await before.user("dora");
    const file = await backUp(source);
    // Lost by the restore.
    await before.user("emma");
    const [atBert, atEmma] = [await getCursor(before, "bert"), await getCursor(before, "emma")];
    await second.stop();

    const target = await restoreTo(to, file);
    const third = await openHere(target, clock);
    const after = seed.at(third.url);
    await after.user("fred");
    // Of a new key, and of the restore, events name no user.
    for (const [cursor, logins] of [
      [atBert, ["cleo", null, "dora", null, "fred"]],
      [atEmma, [null, "fred"]],
    ] as const) {
      const listener = new Listener(after.admin, { after: cursor });
      await listener.until(({ event }) => event.userLogin === "fred");
      await listener.stop();
      expect(listener.logins).toEqual(logins);
    }
    const verify = (url: string) => events(new Api(url, auditor.key), "verify", "--checkpoint", checkpoint);
    const said = printed(await verify(third.url));
    expect(said).toContain("It agrees with 1 checkpoint that you kept elsewhere.\n");
    expect(said).toContain("3 newer events without a seal cannot be checked yet.\n");
    await third.stop();

    const fourth = await openHere(target, clock);
    expect(printed(await verify(fourth.url))).not.toContain("without a seal");
    await fourth.stop();
  });
});

describe.each(STORES)("a backup of %s that was taken in the middle of an import", (from) => {
  const CSV = { format: "CSV", model: "PROTECTIMUS_TWO", periodSeconds: 30 };
  const FILE = `T1,${"31".repeat(20)}`;
  const LOOK = "query ($id: ID!) { importJob(id: $id) { status created failure } tokens { totalCount } }";

  it("restores none of its rows, and says that it failed", async () => {
    const clock = manualClock();
    const source = await placeOn(from);
    const server = await openHere(source, clock);
    const seed = await Seed.account(await server.operator(), clock);
    const { job } = await imported(seed.admin, "tokenImport", { ...CSV, dryRun: true }, FILE);
    await server.stop();
    // As the job stands while its rows are staged.
    await sqlOn(
      source,
      "UPDATE import_jobs SET status = 'RUNNING', dry_run = false, finished_at = NULL",
      `INSERT INTO import_rows (account_id, job_id, position, line, id, event_id, key, fields, search)
        SELECT account_id, id, 0, 1, id, id, 'T1', '{}', '{}' FROM import_jobs RETURNING 1`,
    );
    const file = await backUp(source);
    const target = newFolder();
    printed(await runCommand(["restore", file], target));
    const left = "SELECT (SELECT count(*) FROM import_rows)::int AS rows, status FROM import_jobs";
    expect(await sqlOn(target, left)).toEqual([{ rows: 0, status: "FAILED" }]);

    const restored = await openHere(target, clock);
    const { admin } = seed.at(restored.url);
    expect(await admin.query(LOOK, { id: job.id })).toEqual({
      importJob: {
        status: "FAILED",
        created: 0,
        failure: "The server that ran the import stopped. Nothing was imported. Send the file again.",
      },
      tokens: { totalCount: 0 },
    });
    expect(await imported(admin, "tokenImport", CSV, FILE)).toMatchObject({ created: 1 });
    await restored.stop();
  });
});
