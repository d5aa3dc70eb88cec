import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { describe, expect, it, vi } from "vitest";
import { commandLine } from "../../server/commands/command-line.js";
import { PROVIDER } from "../support/terraform.js";
import { byTier } from "../support/tier.js";

// Every command of the project: it says how it is written, refuses what it does not know, and ends quietly when nobody
// reads on.

const ROOT = path.join(import.meta.dirname, "../..");

/** Scripts that take no arguments of ours, each with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
  prepare: "npm runs it",
  build: "a row of other scripts",
  "build:rules": "the compiler's",
  "build:server": "a row of other scripts",
  "build:constructs": "a row of other scripts",
  bundle: "bundle-provider with its paths",
  generate: "takes nothing",
  test: "Vitest's",
  "test:deep": "Vitest's",
  mutants: "Stryker's",
  check: "a row of other scripts",
  "check:layers": "takes nothing",
  "check:types": "the compiler's",
  "check:lint": "oxlint's",
  "check:format": "Prettier's",
  "build:console": "what npm runs before others, with an option",
  "check:console": "a row of other scripts",
  "documents:console": "a script of the console's package, which takes nothing",
  "check:docs": "docs, with an option",
  "check:reference": "reference, with an option",
  format: "Prettier's",
};

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Whether npm runs a script before another one of the project, without its arguments. */
function isHook(name: string): boolean {
  return name.startsWith("pre") && scripts[name.slice("pre".length)] !== undefined;
}

/** What a shell runs. npm, too, puts arguments behind the whole of a script. */
const COMMANDS: readonly (readonly [name: string, command: string])[] = [
  ["tokenplane", "node server/tokenplane.mjs"],
  ["tokenplane events export", "node server/tokenplane.mjs events export"],
  ["the provider", PROVIDER],
  ["the provider's export", `${PROVIDER} export`],
  ["bundle-provider", "node provider/framework/bundle.mjs"],
  ...Object.entries(scripts)
    .filter(([name]) => WITHOUT[name] === undefined && !isHook(name))
    .map(([name, script]) => [`npm run ${name}`, script] as const),
];

/** The commands of the default tier: one of each program. The others are made in the same way. */
const OF_DEFAULT: ReadonlySet<string> = new Set(["tokenplane", "the provider"]);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in the project's folder. @param isRead whether anybody reads its output. */
function run(command: string, isRead = true): Promise<Ended> {
  const bin = path.join(ROOT, "node_modules/.bin");
  const child = spawn("sh", ["-c", command], {
    cwd: ROOT,
    env: { PATH: `${bin}:${process.env["PATH"]}`, HOME: process.env["HOME"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const reported = { stdout: "", stderr: "" };
  if (isRead) child.stdout.setEncoding("utf8").on("data", (text: string) => (reported.stdout += text));
  else child.stdout.destroy();
  child.stderr.setEncoding("utf8").on("data", (text: string) => (reported.stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...reported }));
  });
}

describe.concurrent("every command", () => {
  // Scripts of the project are bundled first, which takes seconds.
  const commands = byTier(
    COMMANDS.filter(([name]) => OF_DEFAULT.has(name)),
    COMMANDS,
  );

  it.for(commands)("%s says how it is written, also when nobody reads it", async ([, command]) => {
    const [read, unread] = await Promise.all([run(`${command} --help`), run(`${command} --help`, false)]);
    expect(read).toEqual({ code: 0, stdout: expect.stringMatching(/^Usage: .*\n/), stderr: "" });
    expect(unread).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it.for(commands)("%s refuses an option that it does not know", async ([, command]) => {
    expect(await run(`${command} --bogus`)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^[A-Zt][^\n]*--bogus\b[^\n]*\. Run it with --help [^\n]*\.\n$/),
    });
  });

  it.for([
    ["tokenplane schema", "node server/tokenplane.mjs schema"],
    ["the provider's schema", `${PROVIDER} --schema`],
  ] as const)("%s, of which nobody reads much, ends quietly", { tags: "deep" }, async ([, command]) => {
    expect(await run(`${command} | head -c 10 >/dev/null`)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await run(command, false)).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("every script of the project", () => {
  it("is among them, or takes no arguments", () => {
    expect(Object.keys(WITHOUT).filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(COMMANDS.length).toBeGreaterThan(10);
  });
});

/** A command of tokenplane: its words, and the options that it cannot be without. */
interface Written {
  readonly names: readonly string[];
  readonly required: readonly string[];
}

function* commandsIn(command: Command, names: readonly string[] = []): Generator<Written> {
  yield {
    names,
    required: command.options.flatMap(({ mandatory, long, argChoices: [value = "x"] = [] }) =>
      mandatory ? [long ?? "", value] : [],
    ),
  };
  for (const one of command.commands) yield* commandsIn(one, [...names, one.name()]);
}

describe("tokenplane", () => {
  const all = [...commandsIn(commandLine())];
  class Exit extends Error {}

  /** Parses a command line, and ends where the process would. */
  async function ended(...words: readonly string[]): Promise<Ended> {
    const reported = { code: -1, stdout: "", stderr: "" };
    const spies = [
      vi.spyOn(process, "exit").mockImplementation((code) => {
        if (reported.code === -1) reported.code = Number(code ?? 0);
        throw new Exit();
      }),
      ...(["stdout", "stderr"] as const).map((name) =>
        vi.spyOn(process[name], "write").mockImplementation((text) => {
          reported[name] += String(text);
          return true;
        }),
      ),
    ];
    try {
      await commandLine()
        .parseAsync(["node", "tokenplane", ...words])
        .catch((error: unknown) => {
          if (!(error instanceof Exit)) throw error;
        });
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return reported;
  }

  it("does so with each of its commands", async () => {
    expect(all.length).toBeGreaterThan(20);
    for (const { names, required } of all) {
      const name = ["tokenplane", ...names].join(" ");
      const help = await ended(...names, "--help");
      expect(help).toMatchObject({ code: 0, stderr: "" });
      expect(help.stdout).toMatch(new RegExp(`^Usage: ${name} [^]*\\n\\n[A-Z][^]*--help`));
      expect(await ended(...names, ...required, "--bogus"), name).toEqual({
        code: 2,
        stdout: "",
        stderr: "Unknown option '--bogus'. Run it with --help to see its arguments.\n",
      });
    }
  });
});
