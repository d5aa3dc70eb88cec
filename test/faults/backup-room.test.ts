// What a backup of the embedded database does where there is too little room for its copy. full-disk.test.ts does the same on a
// disk that is full.
import { existsSync, mkdirSync, readdirSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { backUp } from "../../server/backup/back-up.js";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { openEmbedded } from "../../server/database/embedded.js";
import { copyEmbedded } from "../../server/database/embedded-copy.js";
import { FullDiskError } from "../../server/database/embedded-disk.js";
import { getDatabaseFolder } from "../../server/database/embedded-folder.js";
import type { Session } from "../../server/database/session.js";
import { canMount, mount, unmount } from "../support/disk.js";
import { openHere } from "../support/installation.js";
import { prepareFolder } from "../support/prepared.js";
import { runCommand, Workshop } from "../support/process.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

it("a copy whose end the full disk refused leaves nothing, and the next copy is made", async () => {
  const data = prepareFolder(workshop.dataFolder());
  const database = await openEmbedded(getDatabaseFolder(data));
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
    const { signal } = new AbortController();
    for (let times = 0; times < 2; times += 1) {
      await expect(copyEmbedded(session, getDatabaseFolder(data), copy, signal)).rejects.toThrow(
        FullDiskError,
      );
      expect(existsSync(copy)).toBe(false);
    }
    isFull = false;
    await copyEmbedded(session, getDatabaseFolder(data), copy, signal);
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

it.skipIf(!canMount())(
  "a backup on the disk of the data folder ends before it takes the room of the server, and names that disk",
  { tags: "deep" },
  async () => {
    const disk = `${workshop.dataFolder()}.disk`;
    mkdirSync(disk);
    mount(disk, "size=400m");
    try {
      const data = prepareFolder(path.join(disk, "data"));
      const settings = { TOKENPLANE_DATA_DIR: data, TOKENPLANE_MASTER_KEY_FILE: `${data}.master-key` };
      await (await openHere(settings)).stop();
      const config = readConfig(settings);
      const { bavail, bsize } = statfsSync(disk);
      const filler = path.join(disk, "filler");
      writeFileSync(filler, Buffer.alloc(bavail * bsize - 60 * 1_048_576));
      const { signal } = new AbortController();
      const backUpTo = (to: string) => backUp(config, to, systemClock, () => {}, signal);
      await expect(backUpTo(path.join(disk, "kept.backup"))).rejects.toThrow(
        new RegExp(
          `^The backup ${disk}/kept\\.backup was not written: there is too little room on the disk of ${disk}: 64 MB must be free, and \\d+ MB are\\. ` +
            "Make room there, or write it to another disk\\.$",
        ),
      );
      expect(readdirSync(disk).toSorted()).toEqual(["data", "data.master-key", "filler"]);
      // Another disk has room of its own.
      const elsewhere = path.join(path.dirname(disk), "elsewhere.backup");
      expect(await backUpTo(elsewhere)).toMatchObject({ file: elsewhere, leftOut: [] });
    } finally {
      unmount(disk);
    }
  },
);
