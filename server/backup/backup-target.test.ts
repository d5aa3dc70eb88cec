import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { makeDatabase } from "../../test/support/world.js";
import { holdFolder } from "../database/folder-lock.js";
import { Prisma } from "../database/generated/client.js";
import { intoFolder, intoPostgres, MaybeRestoredError } from "./backup-target.js";

const root = mkdtempSync(path.join(os.tmpdir(), "tokenplane-target-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a data folder that is restored into", () => {
  it("may have files of others, which nobody may open for writing", { tags: "deep" }, async () => {
    const folder = path.join(root, "shared");
    mkdirSync(path.join(folder, "lost+found"), { recursive: true, mode: 0o700 });
    const program = path.join(folder, "sleep");
    cpSync(process.platform === "linux" ? "/bin/sleep" : process.execPath, program, { dereference: true });
    const running = spawn(program, ["300"]);
    try {
      const target = await intoFolder(folder);
      await target.session.script("CREATE TABLE kept (id integer)");
      await target.keep();
      expect(existsSync(path.join(folder, "database/PG_VERSION"))).toBe(true);
      expect(existsSync(path.join(folder, "database.restoring"))).toBe(false);
    } finally {
      running.kill("SIGKILL");
    }
  });

  it("is left as it was when the restored database cannot take its place", { tags: "deep" }, async () => {
    const folder = path.join(root, "occupied");
    const target = await intoFolder(folder);
    const place = path.join(folder, "database");
    mkdirSync(path.join(place, "of somebody else"), { recursive: true });
    const failure: unknown = await target.keep().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "ENOTEMPTY" });
    expect(failure).not.toBeInstanceOf(MaybeRestoredError);
    await target.discard();
    expect(existsSync(path.join(folder, "database.restoring"))).toBe(false);
    await (await holdFolder(folder)).release();
  });
});

describe.skipIf(inject("postgresUrl") === undefined)("a PostgreSQL database that is restored into", () => {
  it("may have been restored when the connection is lost at the end: nobody says that nothing was changed", async () => {
    const url = await makeDatabase();
    const target = await intoPostgres(url, 30);
    const [backend] = await target.session.query<{ id: number }>(Prisma.sql`SELECT pg_backend_pid() AS id`);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query("SELECT pg_terminate_backend($1, 5000)", [backend?.id]);
    await other.end();
    await expect(target.keep()).rejects.toThrow(
      new MaybeRestoredError(
        `The connection to ${target.name} was lost at the end of the restore: it is not known whether everything was restored there, or nothing. Run the command again. If it says that the database is not empty, everything was restored.`,
      ),
    );
  });
});
