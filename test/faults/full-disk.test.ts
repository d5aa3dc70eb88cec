// @module-tag deep
import { PGlite } from "@electric-sql/pglite";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardDisk, LostDatabaseError } from "../../server/database/embedded-disk.js";
import { isUnreachable } from "../../server/database/unreachable.js";
import { Api } from "../support/api.js";
import { manualClock } from "../support/clock.js";
import { canMount, mount, unmount } from "../support/disk.js";
import { failToStart, runCommand, Workshop } from "../support/process.js";
import { Seed } from "../support/seed.js";
import { Storm } from "../support/storm.js";

const workshop = new Workshop();
afterAll(() => workshop.clear());

describe.skipIf(!canMount())(
  "a full disk under the embedded database (skipped where no disk can be mounted)",
  () => {
    let disk: string;
    beforeEach(() => {
      disk = mkdtempSync(path.join(os.tmpdir(), "tokenplane-disk-"));
      mount(disk, "size=200m");
    });
    afterEach(() => unmount(disk));

    /** Takes all the room that is left. */
    function fill(): void {
      const file = openSync(path.join(disk, "filler"), "w");
      for (const size of [1_048_576, 4_096, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size));
        } catch {
          // It is full.
        }
      }
      closeSync(file);
    }

    it("is no fault of a request: nothing is begun, the server says so, and goes on when there is room", async () => {
      const settings = { TOKENPLANE_DATA_DIR: path.join(disk, "data") };
      expect((await runCommand(["migrate"], settings)).code).toBe(0);
      const { stdout } = await runCommand(["operator-key"], settings);
      const server = await workshop.start(settings);
      const storm = await Storm.gather(await Seed.account(new Api(server.url, stdout.trim()), manualClock()));
      await storm.blow([server.url], 30);
      fill();
      const health = async () => {
        const answer = await fetch(`${server.url}/health/ready`);
        return [answer.status, await answer.json()];
      };
      await expect.poll(health).toMatchObject([503, { status: "database accepts no writes" }]);
      const granted = storm.granted;
      await storm.blow([server.url], 40, false);
      expect(storm.granted).toBe(granted);
      expect([...storm.codes]).toEqual(["UNAVAILABLE"]);
      expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
      rmSync(path.join(disk, "filler"));
      await expect.poll(health).toMatchObject([200, { status: "ready" }]);
      await storm.aftermath(server.url);
      expect(await storm.contradictions(server.url)).toEqual([]);
      expect((await server.stop()).code).toBe(0);
      fill();
      const { code, stderr } = await failToStart(settings);
      expect(stderr).toMatch(/^There is too little room on the disk of .*\. Make room, .*\.\n$/);
      expect(code).toBe(1);
    });

    it("is not caused by a backup: the backup fails with a sentence, sign-ins continue, and the next backup works", async () => {
      const settings = { TOKENPLANE_DATA_DIR: path.join(disk, "data") };
      expect((await runCommand(["migrate"], settings)).code).toBe(0);
      const { stdout } = await runCommand(["operator-key"], settings);
      const server = await workshop.start(settings);
      const storm = await Storm.gather(await Seed.account(new Api(server.url, stdout.trim()), manualClock()));
      // Room for the database, and for a part of its copy.
      const filler = path.join(disk, "filler");
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - 50 * 1_048_576));
      const backups = mkdtempSync(path.join(os.tmpdir(), "tokenplane-backups-"));
      const backUp = () => runCommand(["backup", path.join(backups, "kept.backup")], settings);
      expect(await backUp()).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^The running server could not copy its database: there is too little room on the disk of \S+: \d+ MB must be free, and \d+ MB are\.\n$/,
        ),
      });
      const { granted } = storm;
      await storm.blow([server.url], 30, false);
      expect(storm.granted).toBeGreaterThan(granted);
      expect([...storm.codes]).toEqual([]);
      rmSync(filler);
      expect(await backUp()).toMatchObject({ code: 0, stderr: "" });
      rmSync(backups, { recursive: true });

      // It is killed with a copy that takes the last room.
      await server.kill();
      mkdirSync(path.join(disk, "data/copies/1-1"), { recursive: true });
      const left = statfsSync(disk);
      writeFileSync(
        path.join(disk, "data/copies/1-1/base"),
        Buffer.alloc(left.bavail * left.bsize - 1_048_576),
      );
      const again = await workshop.start(settings);
      expect((await again.stop()).code).toBe(0);
    });

    it("that ends PostgreSQL itself does not stop the process: what comes after fails at once", async () => {
      const pglite = await PGlite.create(path.join(disk, "data"));
      const guard = guardDisk(pglite, undefined);
      fill();
      // The log of changes alone grows, until there is no room for its next file.
      const grow = () => pglite.query("SELECT pg_logical_emit_message(false, 'test', repeat('x', 4000000))");
      const failure: unknown = await (async () => {
        for (let times = 0; times < 20; times += 1) await grow();
        return undefined;
      })().catch((error: unknown) => error);
      expect(isUnreachable(failure)).toBe(true);
      await guard.lost;
      await expect(pglite.query("SELECT 1")).rejects.toThrow(LostDatabaseError);
      await expect(pglite.transaction(async () => {})).rejects.toThrow(LostDatabaseError);
    });
  },
);
