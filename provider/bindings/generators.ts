// The generators of CDKTF and of CDK Terrain. They are too large to be installed with this project. Each is installed
// when it is needed, from its lock file, and kept beside the project's packages.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { folderOf, generatorOf, TARGETS, type Files, type Target } from "./manifest.js";
import { constraintForBindings, schemaForBindings } from "./schema.js";

type Environment = Readonly<Record<string, string | undefined>>;

const run = promisify(execFile);

/** Runs a command without output. @throws Error with the command's output when it fails. */
async function runSilently(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Environment; readonly shell?: boolean },
  input = "",
): Promise<void> {
  const running = run(command, args, { ...options, maxBuffer: 2 ** 26 });
  running.child.stdin?.end(input);
  try {
    await running;
  } catch (thrown) {
    const { stdout = "", stderr = "" } = thrown as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} ended with an error:\n${stdout}${stderr}`, {
      cause: thrown,
    });
  }
}

/** Installs a target's generator, unless it is there already. @returns the folder that it is in. */
async function install(target: Target, environment: Environment): Promise<string> {
  const cache = path.resolve("node_modules/.cache");
  const locked = ["package.json", "package-lock.json"].map((file) => path.join(generatorOf(target), file));
  const hash = createHash("sha256");
  for (const file of locked) hash.update(readFileSync(file));
  const folder = path.join(cache, `bindings-${target}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(path.join(cache, "unfinished-"));
  try {
    for (const file of locked) copyFileSync(file, path.join(unfinished, path.basename(file)));
    await runSilently("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: unfinished,
      env: environment,
      shell: process.platform === "win32",
    });
    // Another process may have been faster.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/**
 * The generated files that are kept: the blocks, each by itself, but not the index, which would load all of them.
 */
function kept(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/index.ts`);
}

/**
 * Makes the bindings of all targets.
 * @param environment for npm and the generators. @throws Error with their output when one fails.
 */
export async function makeBindings(environment: Environment): Promise<Files> {
  const files: [string, string][] = [];
  for (const target of TARGETS) {
    const generators = await install(target, environment);
    const folder = mkdtempSync(path.join(os.tmpdir(), "bindings-"));
    try {
      const script = path.resolve("provider/bindings/generators/generate.mjs");
      await runSilently(
        process.execPath,
        [script, target, constraintForBindings(), folder],
        { cwd: generators, env: { ...environment, CHECKPOINT_DISABLE: "1" } },
        JSON.stringify(schemaForBindings()),
      );
      const made = path.join(folder, "providers/tokenplane");
      for (const file of kept(made)) {
        files.push([`${folderOf(target)}/${file}`, readFileSync(path.join(made, file), "utf8")]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return new Map(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}
