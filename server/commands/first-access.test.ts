import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstAccess } from "./first-access.js";

const KEY = `tp_${"a".repeat(36)}`;
const link = (name: string) => `http://localhost:4000/invitation#${name}`;

describe("the file of the first access", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "first-access-"));
    file = path.join(folder, "first-access.txt");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The writer of one server. */
  const show = (firstAdminKey: string | null, setupLink: string | null) =>
    firstAccess({ firstAccessFile: file, dataDir: folder }, false, pino({ level: "silent" })).show({
      firstAdminKey,
      setupLink,
    });
  const shown = () => {
    const text = readFileSync(file, "utf8");
    return [text.includes(KEY), ...(text.match(/#\w+/g) ?? [])];
  };

  it("keeps a key that nobody has read, with the newest link", async () => {
    await show(KEY, link("first"));
    await show(null, link("second"));
    await show(null, link("third"));
    expect(shown()).toEqual([true, "#third"]);
    expect(readdirSync(folder)).toEqual(["first-access.txt"]);
  });

  it("gets the key from the server that made it, also after the link of another one", async () => {
    await show(null, link("other"));
    await show(KEY, link("first"));
    expect(shown()).toEqual([true, "#first"]);
  });

  it("has no key again after somebody has read and deleted it", async () => {
    await show(KEY, link("first"));
    rmSync(file);
    await show(null, link("second"));
    expect(shown()).toEqual([false, "#second"]);
  });

  it("stays as it is when there is an administrator", async () => {
    await show(KEY, link("first"));
    await show(null, null);
    expect(shown()).toEqual([true, "#first"]);
  });
});
