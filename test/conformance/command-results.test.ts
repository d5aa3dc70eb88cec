import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import { newApiKey } from "../../server/access/api-key.js";
import { newMasterKey } from "../../server/secrets/master-key.js";
import { commandLine } from "../../server/commands/command-line.js";
import { runCommand } from "../support/process.js";
import { someByTier } from "../support/tier.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-results-"));
afterAll(() => rmSync(folder, { recursive: true }));

const NOWHERE = { TOKENPLANE_ENDPOINT: "http://127.0.0.1:1", TOKENPLANE_API_KEY: newApiKey() };
const NO_DATABASE = {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  TOKENPLANE_MASTER_KEY: newMasterKey(),
};
const file = path.join(folder, "file");
writeFileSync(file, "anna\n");

/** How each command that needs a server or a database is called, and what it is not given. */
const NEEDING: Readonly<Record<string, readonly [readonly string[], Readonly<Record<string, string>>]>> = {
  start: [[], NO_DATABASE],
  migrate: [[], NO_DATABASE],
  "master-key rotate": [[], NO_DATABASE],
  "operator-key": [[], NO_DATABASE],
  "administrator invite": [["--login", "x"], NO_DATABASE],
  backup: [[path.join(folder, "backup")], NO_DATABASE],
  "api-key create": [["--name", "x", "--role", "admin"], NOWHERE],
  "api-key list": [[], NOWHERE],
  "api-key revoke": [["x"], NOWHERE],
  "channel list": [[], NOWHERE],
  "channel show": [["x"], NOWHERE],
  "channel delete": [["x"], NOWHERE],
  "channel resume": [["x", "DE"], NOWHERE],
  "channel test": [["x", "+4915112345678"], NOWHERE],
  messages: [[], NOWHERE],
  outbox: [[], NOWHERE],
  "events tail": [[], NOWHERE],
  "events verify": [[], NOWHERE],
  "events checkpoint": [[], NOWHERE],
  "events export": [[], NOWHERE],
  "events erase": [["x"], NOWHERE],
  "tokens import": [[file], NOWHERE],
  "users import": [[file], NOWHERE],
  "assignments import": [[file], NOWHERE],
};

/** Commands that reach for nothing, or not before something else. */
const REACHING_NOTHING = ["master-key new", "restore", "schema", "completion"];

/** Commands that print no list and no record as JSON by an option, each with the reason. */
const WITHOUT_JSON: Readonly<Record<string, string>> = {
  start: "TOKENPLANE_LOG_FORMAT says how its log is written",
  "master-key new": "one value",
  "operator-key": "one value",
  "administrator invite": "one link",
  "master-key rotate": "a sentence",
  "events checkpoint": "JSON always",
  "events export": "lines of JSON, CSV, CEF, OCSF or ECS: --format",
  schema: "the schema, in its own language",
  completion: "a script",
};

function leaves(command: Command, names: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[names.join(" "), command]];
  return command.commands.flatMap((one) => leaves(one, [...names, one.name()]));
}

const all = leaves(commandLine());

describe("every command", () => {
  it("is in the tables below", () => {
    const names = all.map(([name]) => name).toSorted();
    expect([...Object.keys(NEEDING), ...REACHING_NOTHING].toSorted()).toEqual(names);
    const withJson = all.filter(([, { options }]) => options.some(({ long }) => long === "--json"));
    expect([...withJson.map(([name]) => name), ...Object.keys(WITHOUT_JSON)].toSorted()).toEqual(names);
  });

  it.each(someByTier(Object.entries(NEEDING)))(
    "%s ends with 3 and one sentence without colour when nothing can be reached",
    async (name, [args, environment]) => {
      const { code, stdout, stderr } = await runCommand([...name.split(" "), ...args], environment);
      expect({ code, stdout }, stderr).toEqual({ code: 3, stdout: "" });
      expect(stderr).toMatch(/^[A-Z][^\n]*\.\n$/);
      expect(stderr).not.toContain("\u001B");
    },
  );

  it.each(someByTier(Object.keys(NEEDING)))(
    "%s ends with 2 when its settings are missing or wrong",
    async (name) => {
      const [args, environment] = NEEDING[name] ?? [[], {}];
      const wrong =
        environment === NOWHERE
          ? { TOKENPLANE_ENDPOINT: "http://127.0.0.1:1" }
          : { DATABASE_URL: "nonsense" };
      const { code, stderr } = await runCommand([...name.split(" "), ...args], wrong);
      expect(code, stderr).toBe(2);
      expect(stderr).toMatch(/^[A-Z][^\n]*\.\n$/);
    },
  );
});

describe("what cannot be written is refused at once, in a sentence", () => {
  it.each([
    ["a file in the place of the data folder", file],
    ["a file above the data folder", path.join(file, "data")],
    ["a folder that takes no other", "/proc/none/data"],
  ])("%s", async (_what, dataDir) => {
    const { code, stderr } = await runCommand(["migrate"], { TOKENPLANE_DATA_DIR: dataDir });
    expect(stderr).toMatch(
      /^The data folder \S+ (?:cannot be created \(\w+\)|exists and is not a folder)\. [^\n]+\.\n$/,
    );
    expect(code).toBe(2);
  });

  it.each(someByTier([path.join(file, "x"), "/no/such/file", folder]))("--out %s", async (out) => {
    const { code, stderr } = await runCommand(["schema", "--out", out]);
    expect(stderr).toMatch(/^The file \S+ cannot be written \(\w+\)\.\n$/);
    expect(code).toBe(1);
  });
});

const has = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

describe("completion", () => {
  /** What a shell offers as the next word. */
  async function offered(shell: string, script: string): Promise<string[]> {
    const target = path.join(folder, `completion.${shell}`);
    if (!existsSync(target)) writeFileSync(target, (await runCommand(["completion", shell])).stdout);
    const text = execFileSync(shell, ["-c", script.replace("SCRIPT", target)], { encoding: "utf8" });
    return text
      .split("\n")
      .map((line) => line.split("\t")[0] ?? "")
      .filter((line) => line !== "");
  }

  const bash = (...words: readonly string[]) =>
    offered(
      "bash",
      `source SCRIPT; COMP_WORDS=(tokenplane ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _tokenplane; printf '%s\\n' "\${COMPREPLY[@]}"`,
    );

  it.skipIf(!has("bash"))("in bash offers commands, options and values", async () => {
    expect(await bash("api-key", "")).toEqual(["create", "list", "revoke", "help", "--help"]);
    expect(await bash("api-key", "create", "--role", "AU")).toEqual(["AUDITOR", "AUTHENTICATOR"]);
    expect(await bash("api-key", "create", "--role", "=", "AD")).toEqual(["ADMIN"]);
    expect(await bash("api-key", "list", "--j")).toEqual(["--json"]);
    expect(await bash("channel", "")).toEqual(["list", "show", "test", "delete", "resume", "help", "--help"]);
    expect(await bash("completion", "z")).toEqual(["zsh"]);
    expect(await bash("users", "import", "")).toEqual([]);
    expect(await bash("")).toEqual(expect.arrayContaining(commandLine().commands.map((one) => one.name())));
  });

  it.skipIf(!has("fish"))("in fish offers the same", async () => {
    const fish = (line: string) => offered("fish", `source SCRIPT; complete -C '${line}'`);
    expect(await fish("tokenplane api-key ")).toEqual(expect.arrayContaining(["create", "list", "revoke"]));
    expect(await fish("tokenplane api-key create --role AU")).toEqual(["AUDITOR", "AUTHENTICATOR"]);
  });

  it.skipIf(!has("zsh"))("in zsh is read without a fault", async () => {
    expect(
      await offered("zsh", "autoload -U compinit; compinit -u -D; source SCRIPT; print $_comps[tokenplane]"),
    ).toEqual(["_tokenplane"]);
  });
});
