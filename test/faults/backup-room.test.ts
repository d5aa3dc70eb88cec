// What a backup of the embedded database does where there is too little room for its copy. full-disk.test.ts does the same on a
// disk that is full.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { openEmbedded } from "../../server/database/embedded.js";
import { copyEmbedded } from "../../server/database/embedded-copy.js";
import { FullDiskError } from "../../server/database/embedded-disk.js";
import { databaseOf } from "../../server/database/embedded-folder.js";
import type { Session } from "../../server/database/session.js";
import { prepareFolder } from "../support/prepared.js";
import { runCommand, Workshop } from "../support/process.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

it("a copy whose end the full disk refused leaves nothing, and the next copy is made", async () => {
  const data = prepareFolder(workshop.dataFolder());
  const database = await openEmbedded(databaseOf(data));
  try {
    let isFull = true;
    const session: Session = {
      script: (text) => database.script(text),
      query(statement) {
        if (isFull && statement.text.includes("pg_backup_stop")) return Promise.reject(new FullDiskError());
        return database.query(statement);
      },
    };
    const copy = path.join(data, "copy");
    for (let times = 0; times < 2; times += 1) {
      await expect(copyEmbedded(session, databaseOf(data), copy)).rejects.toThrow(FullDiskError);
      expect(existsSync(copy)).toBe(false);
    }
    isFull = false;
    await copyEmbedded(session, databaseOf(data), copy);
    expect(readdirSync(copy)).toContain("backup_label");
  } finally {
    await database.close();
  }
});

it("the copies of a server that was killed are removed before anything else needs their room", async () => {
  const data = prepareFolder(workshop.dataFolder());
  const left = path.join(data, "copies/1-1");
  mkdirSync(left, { recursive: true });
  writeFileSync(path.join(left, "PG_VERSION"), "17");
  const settings = { TOKENPLANE_DATA_DIR: data, TOKENPLANE_MASTER_KEY_FILE: `${data}.master-key` };
  expect(await runCommand(["migrate"], settings)).toMatchObject({ code: 0, stderr: "" });
  expect(existsSync(path.join(data, "copies"))).toBe(false);
});
