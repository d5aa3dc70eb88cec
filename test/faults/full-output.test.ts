// @module-tag deep
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { freePort } from "../support/postgres.js";
import { prepareFolder } from "../support/prepared.js";

const TOKENPLANE = path.join(import.meta.dirname, "../../server/dist/commands/tokenplane.js");

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-output-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync("/dev/full"))(
  "a server whose output goes to a full disk (skipped where no device is full)",
  { tags: "deep" },
  () => {
    it.each(["json", "text"])("starts, answers, and ends as always; its log is lost: %s", async (format) => {
      const port = await freePort();
      const { PATH = "" } = process.env;
      const child = spawn("sh", ["-c", 'exec "$0" "$1" start > /dev/full', process.execPath, TOKENPLANE], {
        env: {
          PATH,
          PORT: `${port}`,
          TOKENPLANE_DATA_DIR: prepareFolder(path.join(folder, format)),
          TOKENPLANE_LOG_FORMAT: format,
          TOKENPLANE_CHECKPOINTS: "-",
          TOKENPLANE_SEAL_SECONDS: "1",
          TOKENPLANE_FIRST_ACCESS_FILE: path.join(folder, `${format}.txt`),
        },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
      const ready = () =>
        fetch(`http://127.0.0.1:${port}/health/ready`).then(
          async (answer) => ({ status: answer.status, body: await answer.json() }),
          () => null,
        );
      await expect.poll(ready).toMatchObject({ status: 200 });
      // The checkpoint of the first events has no room either.
      await expect.poll(ready).toMatchObject({ body: { failingJobs: ["sealing"] } });
      expect(readFileSync(path.join(folder, `${format}.txt`), "utf8")).toMatch(/tp_\w+/);
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
      expect(stderr).toBe("");
    });
  },
);

describe.skipIf(process.platform === "win32")("a server whose output nobody reads", { tags: "deep" }, () => {
  it("answers, and ends as always", async () => {
    const port = await freePort();
    const { PATH = "" } = process.env;
    // The pipe is full, and open for reading.
    const child = spawn(
      "sh",
      [
        "-c",
        'mkfifo "$2"; exec 3<>"$2"; dd if=/dev/zero of="$2" bs=4096 count=16 oflag=nonblock status=none; exec "$0" "$1" start >"$2"',
        process.execPath,
        TOKENPLANE,
        path.join(folder, "pipe"),
      ],
      {
        env: {
          PATH,
          PORT: `${port}`,
          TOKENPLANE_DATA_DIR: prepareFolder(path.join(folder, "unread")),
          TOKENPLANE_FIRST_ACCESS_FILE: path.join(folder, "unread.txt"),
        },
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const ready = () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ status }) => status,
        () => null,
      );
    await expect.poll(ready).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

describe.skipIf(!existsSync("/dev/full"))(
  "a command whose output goes to a full disk",
  { tags: "deep" },
  () => {
    it("is refused, because its result is what it prints", () => {
      expect(() =>
        execFileSync("sh", ["-c", '"$0" "$1" schema > /dev/full', process.execPath, TOKENPLANE], {
          stdio: "pipe",
        }),
      ).toThrow("The output of the command cannot be written");
    });
  },
);
