import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { runChild } from "./child.js";
import { Failure } from "./failure.js";

const EXAMPLES = path.resolve("examples");

/** The files that are made while an example runs, and belong to no copy of it. */
const MADE = /^(?:cdktf\.out|node_modules|\.terraform(?:\.lock\.hcl)?|terraform\..*tfstate.*)$/;

/** The examples there are: folders with a program, or with a configuration. */
export function exampleNames(): readonly string[] {
  return readdirSync(EXAMPLES).filter((name) =>
    ["main.ts", "main.tf"].some((file) => existsSync(path.join(EXAMPLES, name, file))),
  );
}

/** The folder of an example. */
export function getFolder(name: string): string {
  return path.join(EXAMPLES, name);
}

/**
 * Copies an example as it is to a new folder, where its packages are found, too.
 * @returns the folder.
 */
export function copyExample(name: string, folder: string): string {
  const from = getFolder(name);
  cpSync(from, folder, {
    recursive: true,
    filter: (file) => !MADE.test(path.basename(file)),
  });
  symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"), "dir");
  return folder;
}

/** The files that earlier runs left in the folder of an example. */
export function leftIn(name: string): readonly string[] {
  const folder = getFolder(name);
  return readdirSync(folder)
    .filter((file) => MADE.test(file) && file !== "node_modules")
    .map((file) => path.relative(process.cwd(), path.join(folder, file)));
}

/** Whether a configuration was applied from a folder before. */
export function hasState(folder: string): boolean {
  return readdirSync(folder).some((file) => /^terraform\.(?:.*\.)?tfstate$/.test(file));
}

/**
 * Does what an example needs on the server before it is applied, which `prepare.mjs` says.
 * @returns what it printed.
 */
export async function prepare(
  folder: string,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const script = path.join(folder, "prepare.mjs");
  if (!existsSync(script)) return [];
  const { code, output, errors } = await runChild(process.execPath, [script], {
    folder,
    environment,
    signal,
  });
  if (code !== 0) throw new Failure(errors.trim());
  return [output.trim()];
}

/**
 * Runs an example's program, if it is one.
 * @param folder of the example, or of its copy: the state will lie there.
 * @returns the folder of the configuration that came out of it.
 * @throws Failure with what the program says when it refuses.
 */
export async function synthesise(
  folder: string,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const program = path.join(folder, "main.ts");
  if (!existsSync(program)) return folder;
  const { code, errors } = await runChild(process.execPath, ["--input-type=module"], {
    folder,
    environment,
    signal,
    input: await bundle(program),
  });
  if (code !== 0) throw new Failure(said(errors));
  const { stacks } = JSON.parse(readFileSync(path.join(folder, "cdktf.out/manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly workingDirectory: string }>>;
  };
  const [stack] = Object.values(stacks);
  if (stack === undefined) throw new Failure(`${program} has no stack.`);
  return path.join(folder, "cdktf.out", stack.workingDirectory);
}

/** A program as JavaScript, for versions of Node.js that do not run TypeScript by themselves. */
async function bundle(program: string): Promise<string> {
  const bundled = await rolldown({
    input: program,
    platform: "node",
    logLevel: "warn",
    external: /^[^./]/,
  });
  const { output } = await bundled.generate({ format: "esm", codeSplitting: false });
  await bundled.close();
  return output[0].code;
}

/** The message of an error that ended a program, without the trace. */
function said(errors: string): string {
  const [, message] = /^(?:\w*Error): ([\s\S]*?)(?=\n {4}at |\n*$(?![\s\S]))/m.exec(errors) ?? [];
  return message ?? errors.trim();
}
