import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api } from "../support/api.js";
import { coresHere } from "../support/terraform.js";

const ROOT = path.join(import.meta.dirname, "../..");

/** What is neither committed nor left alone in the folder of the example. */
function changedFiles(): string {
  return spawnSync("git", ["status", "--porcelain", "--ignored", "examples/quick-start"], {
    cwd: ROOT,
    encoding: "utf8",
  }).stdout;
}

/** The folders below one that processes work in; where the system does not tell, none. */
function busyFolders(folder: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const place = readlinkSync(`/proc/${pid}/cwd`);
      return place.startsWith(folder) ? [place] : [];
    } catch {
      return [];
    }
  });
}

describe.skipIf(coresHere().length === 0)("npm run example", () => {
  const command = coresHere()[0]?.[1].command ?? "";
  let temporary = "";
  let before = "";
  beforeEach(() => {
    temporary = mkdtempSync(path.join(os.tmpdir(), "tokenplane-run-"));
    before = changedFiles();
  });
  const running = new Set<() => void>();
  afterEach(() => {
    for (const interrupt of running) interrupt();
    rmSync(temporary, { recursive: true, force: true });
  });

  /** Runs it as a shell does. @param environment beside PATH. */
  function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const child = spawn("npm", ["run", "--silent", "example", "--", ...args], {
      cwd: ROOT,
      detached: true,
      env: {
        PATH: process.env["PATH"],
        HOME: temporary,
        TMPDIR: temporary,
        TERRAFORM: command,
        npm_config_cache: path.join(temporary, "npm"),
        npm_config_update_notifier: "false",
        npm_config_logs_max: "0",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const waiting = new Set<() => void>();
    const collect = (text: string) => {
      output += text;
      for (const look of waiting) look();
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    /** What Ctrl-C does: the whole group gets the signal. */
    const interrupt = () => void process.kill(-(child.pid ?? 0), "SIGINT");
    running.add(interrupt);
    const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
      child.once("close", (code) => {
        running.delete(interrupt);
        resolve({ code, output });
      });
    });
    return {
      ended,
      /** Waits until it says something. */
      says: (what: RegExp) =>
        new Promise<RegExpExecArray>((resolve, reject) => {
          const look = () => {
            const found = what.exec(output);
            if (found !== null) resolve(found);
          };
          waiting.add(look);
          look();
          void ended.then(() => reject(new Error(`it never said ${what.source}:\n${output}`)));
        }),
      interrupt,
    };
  }
  const run = (args: readonly string[], environment?: Readonly<Record<string, string>>) =>
    start(args, environment).ended;
  const expectCleanedUp = async () => {
    expect(readdirSync(temporary).filter((file) => file.startsWith("tokenplane-example-"))).toEqual([]);
    // A provider ends by itself when its core has gone.
    await expect.poll(() => busyFolders(temporary)).toEqual([]);
    expect(changedFiles()).toBe(before);
  };

  it(
    "applies an example to a server that it starts, shows what there is, and leaves nothing",
    { tags: "deep" },
    async () => {
      const { code, output } = await run(["quick-start"]);
      expect(code, output).toBe(0);
      expect(output).toContain("Plan: 4 to add, 0 to change, 0 to destroy.");
      expect(output).toMatch(
        /Who signs in, with what, and where:\n {2}alice\.jones {2}Alice's phone \(not enrolled yet\) {2}Office VPN\n/,
      );
      expect(output).toContain("A second plan has nothing to do.");
      // What there was stays on the screen.
      expect(output).toMatch(
        /A second plan has nothing to do\.\nPlan: 0 to add, 0 to change, 4 to destroy\.\nNothing of it is left\.\n$/,
      );
      await expectCleanedUp();
    },
  );

  it(
    "keeps it on demand, is run again and destroyed from another terminal, and cleans up at Ctrl-C",
    { tags: "deep" },
    async () => {
      const kept = start(["quick-start", "--keep"]);
      const [, endpoint = "", key = ""] = await kept.says(
        /export TOKENPLANE_ENDPOINT=(\S+) TOKENPLANE_API_KEY=(\S+)\n/,
      );
      const server = { TOKENPLANE_ENDPOINT: endpoint, TOKENPLANE_API_KEY: key };
      const there = () =>
        new Api(endpoint, key).query("{ assignments { nodes { user { login } resource { name } } } }");
      const made = { user: { login: "alice.jones" }, resource: { name: "Office VPN" } };
      expect(await there()).toEqual({ assignments: { nodes: [made] } });

      const again = await run(["quick-start"], server);
      expect(again.output).toContain("It was applied already: there is nothing to do.");
      expect(again.code).toBe(0);
      expect(await there()).toEqual({ assignments: { nodes: [made] } });

      const other = await run(["quick-start", "--keep"]);
      expect(other.output).toMatch(/^examples\/quick-start already has a state of another server\. /);
      expect(other.code).toBe(1);

      const destroyed = await run(["quick-start", "destroy"], server);
      expect(destroyed.output).toContain("Nothing of it is left.");
      expect(destroyed.code).toBe(0);
      expect(await there()).toEqual({ assignments: { nodes: [] } });

      kept.interrupt();
      expect((await kept.ended).output).toContain("The server stops, and its data is deleted.");
      await expect(fetch(`${endpoint}/health/ready`)).rejects.toThrow("fetch failed");
      await expectCleanedUp();
    },
  );

  it.each([/A server starts/, /Creating\.\.\./])(
    "cleans up at Ctrl-C after %s",
    { tags: "deep" },
    async (moment) => {
      const example = start(["quick-start"]);
      await example.says(moment);
      example.interrupt();
      const { code, output } = await example.ended;
      expect(code, output).not.toBe(0);
      expect(output).toContain("Stopped.");
      await expectCleanedUp();
    },
  );

  it.each<[string[], Record<string, string>, RegExp, number?]>([
    [["quick-strat"], {}, /^There is no example quick-strat\. There are .*\bquick-start\b.*\.\n$/, 2],
    [
      ["quick-start", "apply"],
      {},
      /^After the name of an example, write destroy or nothing, but not apply\./,
      2,
    ],
    [["quick-start", "--kepe"], {}, /^Unknown option '--kepe'/, 2],
    [["quick-start"], { TERRAFORM: "/nowhere" }, /^\/nowhere is neither Terraform nor OpenTofu\. .*\n$/],
    [["quick-start"], { TOKENPLANE_API_KEY: "tp_1" }, /^Set both TOKENPLANE_ENDPOINT and .*\n$/],
    [
      ["quick-start"],
      { TOKENPLANE_ENDPOINT: "http://127.0.0.1:65533", TOKENPLANE_API_KEY: "tp_1" },
      /^No server answers at http:\/\/127\.0\.0\.1:65533\. .*\n$/,
    ],
    [["quick-start", "destroy"], {}, /^Set TOKENPLANE_ENDPOINT and TOKENPLANE_API_KEY: .*\n$/],
  ])("%s with %s says what is wrong", async (args, environment, sentence, exit = 1) => {
    const { code, output } = await run(args, environment);
    expect(output).toMatch(sentence);
    expect(code).toBe(exit);
    await expectCleanedUp();
  });
});
