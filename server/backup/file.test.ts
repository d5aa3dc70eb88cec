import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBackup, writeBackup } from "./file.js";
import type { Part } from "./format.js";

const DAMAGED = "is damaged or cut off. Take another backup.";
const FOREIGN = "is not a backup of Tokenplane, or its beginning is damaged.";

async function* contents(): AsyncGenerator<Part, void> {
  const header = {
    version: 1,
    tokenplane: "0.1.0",
    createdAt: "2026-11-27T08:00:00.000Z",
    database: "embedded" as const,
    migrations: [],
    masterKeyCheck: "00",
    oldestEvent: null,
  };
  yield { kind: "header", header };
  yield { kind: "table", table: { name: "users", columns: ["login"] } };
  yield {
    kind: "rows",
    rows: Array.from({ length: 50 }, (_, row) => JSON.stringify({ login: `user${row}` })),
  };
}

describe("a small backup", () => {
  let folder: string;
  let whole: Buffer;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-backup-"));
    const file = path.join(folder, "whole.backup");
    await writeBackup(file, contents(), Date.now(), () => {}, new AbortController().signal);
    whole = readFileSync(file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function getFault(bytes: Buffer): Promise<string> {
    const file = path.join(folder, "changed.backup");
    writeFileSync(file, bytes);
    try {
      for await (const part of readBackup(file)) expect(part).toBeDefined();
    } catch (error) {
      return error instanceof Error ? error.message.replace(`${file} `, "") : String(error);
    }
    return "nothing";
  }

  it("is refused as damaged whatever bit was changed behind gzip's header, and wherever it was cut off", async () => {
    expect(await getFault(whole)).toBe("nothing");
    for (let at = 10; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(await getFault(changed), `byte ${at}`).toBe(DAMAGED);
      expect(await getFault(whole.subarray(0, at)), `cut at ${at}`).toBe(DAMAGED);
    }
  });

  it("is not confused with what never was one", async () => {
    for (const other of [Buffer.alloc(0), Buffer.from("Dear Anna,\n"), gzipSync("Dear Anna,\n")]) {
      expect(await getFault(other)).toBe(FOREIGN);
    }
  });
});
