import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canMount, makeReadOnly, mount, unmount } from "../../test/support/disk.js";
import { UsageError } from "../start-error.js";
import { embeddedMasterKey, newMasterKey, parseMasterKeys, readMasterKeyFile } from "./master-key.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-keys-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a master key", () => {
  it("is 32 random bytes in Base64, another one each time", () => {
    const keys = Array.from({ length: 100 }, newMasterKey);
    expect(new Set(keys).size).toBe(100);
    for (const key of keys) expect(parseMasterKeys(key, "it")[0]?.key).toHaveLength(32);
  });

  it("is named by four bytes of its SHA-256, which tell nothing of it and are the same for ever", () => {
    const [key] = parseMasterKeys(Buffer.alloc(32, 7).toString("base64"), "it");
    // The first bytes of what `head -c 32 /dev/zero | tr '\0' '\7' | sha256sum` prints.
    expect(key?.id.toString("hex")).toBe("4bb06f8e");
  });

  it("may be one of several, separated by commas or line breaks, in the order they are given", () => {
    const [one, two, three] = [newMasterKey(), newMasterKey(), newMasterKey()];
    const given = (text: string) => parseMasterKeys(text, "it").map(({ key }) => key.toString("base64"));
    expect(given(`${one},${two}`)).toEqual([one, two]);
    expect(given(` ${two} , ${one}\n${three}\r\n\n`)).toEqual([two, one, three]);
  });

  it.each([
    ["too short", Buffer.alloc(31).toString("base64")],
    ["too long", Buffer.alloc(33).toString("base64")],
    ["in hexadecimal", Buffer.alloc(32).toString("hex")],
    ["without its padding", Buffer.alloc(32).toString("base64").replace("=", "")],
    ["one good and one bad", `${newMasterKey()},secret`],
    ["no key at all", "secret"],
  ])("is refused when it is %s, without being repeated", (_name, text) => {
    const refusal =
      "THE_SETTING does not contain a master key: 32 bytes in Base64, as `tokenplane master-key new` prints it.";
    expect(() => parseMasterKeys(text, "THE_SETTING")).toThrow(new UsageError(refusal));
  });

  it.each(["", "\n", " , ,"])("is refused when there is none: %j", (text) => {
    expect(() => parseMasterKeys(text, "THE_SETTING")).toThrow(/^THE_SETTING is empty\./);
  });
});

describe("a file of master keys", () => {
  it("is read as the setting is", async () => {
    const file = path.join(folder, "given");
    const keys = [newMasterKey(), newMasterKey()];
    writeFileSync(file, `${keys.join("\n")}\n`);
    const read = await readMasterKeyFile(file, "THE_SETTING");
    expect(read.map(({ key }) => key.toString("base64"))).toEqual(keys);
  });

  it("is named when it is not there or holds no key", async () => {
    const file = path.join(folder, "missing");
    await expect(readMasterKeyFile(file, "THE_SETTING")).rejects.toThrow(
      `THE_SETTING (${file}) cannot be read (ENOENT). Check the path and the permissions of this file.`,
    );
    writeFileSync(file, "secret");
    await expect(readMasterKeyFile(file, "THE_SETTING")).rejects.toThrow(
      `THE_SETTING (${file}) does not contain a master key`,
    );
  });
});

describe("the master key of an embedded database", () => {
  it("is made beside a new data folder, for its owner alone, and found again", async () => {
    const dataDir = path.join(folder, "new");
    const made = await embeddedMasterKey(dataDir, false);
    expect(statSync(`${dataDir}.master-key`).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${dataDir}.master-key`, "utf8").trim()).toBe(made[0]?.key.toString("base64"));
    expect(await embeddedMasterKey(dataDir, false)).toEqual(made);
    expect(await embeddedMasterKey(dataDir, true)).toEqual(made);
  });

  it("is taken from other readers when its file was open to them", async () => {
    const dataDir = path.join(folder, "open");
    writeFileSync(`${dataDir}.master-key`, newMasterKey(), { mode: 0o644 });
    await embeddedMasterKey(dataDir, true);
    expect(statSync(`${dataDir}.master-key`).mode & 0o777).toBe(0o600);
  });

  it("is never made again for a database that is there: it would read no secret of it", async () => {
    const dataDir = path.join(folder, "lost");
    await expect(embeddedMasterKey(dataDir, true)).rejects.toThrow(
      `The master key of the data folder is missing: put ${dataDir}.master-key back, or set TOKENPLANE_MASTER_KEY.`,
    );
    expect(() => statSync(`${dataDir}.master-key`)).toThrow("ENOENT");
  });
});

describe.skipIf(!canMount())(
  "the master key of an embedded database on a disk (skipped where none can be mounted)",
  () => {
    const disk = mkdtempSync(path.join(folder, "disk-"));
    beforeAll(() => void mount(disk, "size=16k"));
    afterAll(() => unmount(disk));

    it("is made whole or not at all: a disk without room leaves no empty file, which no later start would replace", async () => {
      const dataDir = path.join(disk, "full");
      const filler = path.join(disk, "filler");
      expect(() => writeFileSync(filler, Buffer.alloc(65_536))).toThrow("ENOSPC");
      await expect(embeddedMasterKey(dataDir, false)).rejects.toThrow(
        `The file ${dataDir}.master-key for a new master key cannot be written (ENOSPC). Make room on its disk, and start again.`,
      );
      expect(readdirSync(disk)).toEqual(["filler"]);
      rmSync(filler);
      // The file that a killed process left.
      writeFileSync(`${dataDir}.master-key.new`, "");
      expect(await embeddedMasterKey(dataDir, false)).toHaveLength(1);
      expect(readdirSync(disk)).toEqual(["full.master-key"]);
    });

    it("is read where its rights cannot be changed", async () => {
      const dataDir = path.join(disk, "fixed");
      writeFileSync(`${dataDir}.master-key`, newMasterKey(), { mode: 0o640 });
      makeReadOnly(disk);
      expect(await embeddedMasterKey(dataDir, true)).toHaveLength(1);
    });
  },
);
