// @module-tag deep
// What `export` says, in one line, when it cannot do what it is asked.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runExport, startExport } from "./exported.js";
import { Middleman } from "../support/middleman.js";
import { blockBelow } from "../support/pages.js";
import { freePort } from "../support/postgres.js";
import type { Seed } from "../support/seed.js";
import { openWorld, storeHere, type World } from "../support/world.js";

let world: World;
let seed: Seed;
/** How many requests are refused until a server is back: many more than are sent in a second. */
const UNTIL_BACK = 12;

const folder = mkdtempSync(path.join(os.tmpdir(), "export-"));
beforeAll(async () => {
  world = await openWorld(storeHere());
  seed = await world.seed();
  await seed.user("alice");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.end();
});

/** An environment in which everything is right, but for what is given. */
const but = (wrong: Readonly<Record<string, string>>) => ({
  TOKENPLANE_ENDPOINT: world.url,
  TOKENPLANE_API_KEY: seed.admin.key,
  ...wrong,
});

describe("export says in one line", () => {
  it.each([
    ["no language", [], "Write export --hcl for Terraform and OpenTofu, or export --cdktf for TypeScript."],
    [
      "two languages",
      ["--hcl", "--cdktf"],
      "Write export --hcl for Terraform and OpenTofu, or export --cdktf for TypeScript.",
    ],
    ["an option that nobody knows", ["--hcl", "--force"], "Unknown option '--force'."],
    ["a folder without a name", ["--hcl", "--out", ""], "--out takes the name of a folder."],
    ["a folder that is missing", ["--hcl", "--out"], "Option '--out <value>' argument missing."],
    ["something besides", ["--hcl", "now"], "Unexpected argument 'now'."],
  ])("how it is written, for %s", async (_what, args, sentence) => {
    expect(await runExport(but({}), ...args)).toEqual({
      code: 2,
      stdout: "",
      stderr: `${sentence} Run it with --help to see its arguments.\n`,
    });
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp, number?]>([
    ["no server is named", { TOKENPLANE_ENDPOINT: "" }, /^Set TOKENPLANE_ENDPOINT to /, 2],
    ["no key is there", { TOKENPLANE_API_KEY: "" }, /^Set TOKENPLANE_API_KEY to .* role PROVISIONER\.$/, 2],
    ["the address is none", { TOKENPLANE_ENDPOINT: "mfa" }, /^Not an address: This is "mfa"\./, 2],
    ["the key is none", { TOKENPLANE_API_KEY: "nonsense" }, /^Not an API key: /, 2],
    [
      "a file of a setting is not there",
      { TOKENPLANE_CA_CERT_FILE: "/nowhere" },
      /^The file cannot be read: The file "\/nowhere" does not exist\./,
      2,
    ],
    [
      "the key is not valid",
      { TOKENPLANE_API_KEY: "tp_nonsense" },
      /^The API key is not valid: .*api-key create/,
    ],
  ])("that %s", async (_what, wrong, words, expected = 1) => {
    const { code, stdout, stderr } = await runExport(but(wrong), "--hcl");
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(words);
  });

  it("that nothing listens there, soon", { tags: "deep" }, async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const began = performance.now();
    const { code, stderr } = await runExport(but({ TOKENPLANE_ENDPOINT: nowhere }), "--hcl");
    expect(code).toBe(3);
    expect(stderr).toMatch(/^The Tokenplane server cannot be reached: [^\n]+\n$/);
    // A provider waits more than a minute, for a server that is restarted.
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  it("that the server went away, as soon as TOKENPLANE_RETRY_TIMEOUT_SECONDS says", async () => {
    // Without the setting, it is tried for more than a minute, so it would see the server return, and end with 0.
    let refused = 0;
    const middleman = await Middleman.open(world.url, {
      instead: ({ operation }) =>
        operation === "Viewer" || ++refused > UNTIL_BACK ? undefined : { status: 503, body: {} },
    });
    try {
      const wrong = { TOKENPLANE_ENDPOINT: middleman.url, TOKENPLANE_RETRY_TIMEOUT_SECONDS: "1" };
      const { code, stderr } = await runExport(but(wrong), "--hcl");
      expect(code, stderr).toBe(3);
      expect(refused).toBeLessThan(UNTIL_BACK);
    } finally {
      await middleman.close();
    }
  });

  it("that the key reads no account, and of what role one is needed", async () => {
    const vpn = await seed.resource("VPN");
    for (const key of [
      (await seed.key("AUTHENTICATOR")).key,
      (await seed.key("AUDITOR", { resource: { id: vpn } })).key,
      world.operator.key,
    ]) {
      const { code, stderr } = await runExport(but({ TOKENPLANE_API_KEY: key }), "--hcl");
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^The API key cannot read an account: Its role is \w+\. .* role PROVISIONER[^\n]+\n$/,
      );
    }
  });

  it("that a folder has something in it, and leaves it as it is", async () => {
    const taken = path.join(folder, "taken");
    mkdirSync(taken);
    writeFileSync(path.join(taken, "users.tf"), "mine");
    const file = path.join(folder, "file");
    writeFileSync(file, "mine");
    for (const place of [taken, file]) {
      const { code, stderr } = await runExport(but({}), "--hcl", "--out", place);
      expect(stderr).toBe(`${place} exists already, and nothing is overwritten: name a new folder.\n`);
      expect(code).toBe(1);
    }
    expect(readdirSync(taken)).toEqual(["users.tf"]);
    const below = await runExport(but({}), "--hcl", "--out", path.join(file, "below"));
    expect(below.stderr).toMatch(/^The files cannot be written: [^\n]+\n$/);
  });
});

describe("export", () => {
  it("writes what the page shows of it", async () => {
    const own = await world.seed();
    await own.user("alice.jones", { email: "alice@example.com" });
    const to = { user: { login: "alice.jones" } };
    const model = { software: { googleAuthenticator: {} } };
    await own.admin.do("tokenCreate", { model, name: "Phone", to }, "__typename");
    const { stdout } = await runExport(but({ TOKENPLANE_API_KEY: own.admin.key }), "--hcl");
    const shown = blockBelow("docs/terraform.md", "## Export an account", "hcl").trim().split("\n\n");
    expect(shown).toHaveLength(2);
    for (const block of shown) expect(stdout).toContain(block);
  });

  it("needs a key that reads, and no more", async () => {
    const { key } = await seed.key("AUDITOR");
    const { code, stdout } = await runExport(but({ TOKENPLANE_API_KEY: key }), "--hcl");
    expect(code).toBe(0);
    expect(stdout).toContain('resource "tokenplane_user" "alice" {\n  login = "alice"\n}\n');
  });

  it("that is interrupted leaves no folder, and one that is done again has all of it", async () => {
    let arrived = () => {};
    const reached = new Promise<void>((resolve) => (arrived = resolve));
    const middleman = await Middleman.open(world.url, {
      before: ({ operation }) => (operation === "Tokens" ? new Promise(() => arrived()) : undefined),
    });
    const place = path.join(folder, "new", "account");
    const { ended, interrupt } = startExport(
      but({ TOKENPLANE_ENDPOINT: middleman.url }),
      "--hcl",
      "--out",
      place,
    );
    await reached;
    interrupt();
    expect(await ended).toEqual({ code: 1, stdout: "", stderr: "Stopped before everything was written.\n" });
    expect(readdirSync(path.dirname(place))).toEqual([]);
    await middleman.close();
    expect(await runExport(but({}), "--hcl", "--out", place)).toMatchObject({ code: 0 });
    expect(readdirSync(place).toSorted()).toEqual(["imports.tf", "provider.tf", "resources.tf", "users.tf"]);
  });
});
