// A page that says what to write and what to type: its files and commands, in order.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Core } from "./cores.mjs";

/** One step of a guide. */
export type Step =
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | {
      readonly kind: "commands";
      readonly text: string;
      /** Lines of the output that the page shows, in order. */
      readonly shows: readonly string[];
    };

/**
 * The steps of a page. A fenced block with a file name after its language is that file; `bash` is typed; `text` after
 * it is the expected output.
 */
export function readGuide(file: string): Step[] {
  const steps: Step[] = [];
  for (const [, info = "", text = ""] of readFileSync(file, "utf8").matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [language, name] = info.split(" ");
    const last = steps.at(-1);
    if (name !== undefined) steps.push({ kind: "file", name, text });
    else if (language === "bash") steps.push({ kind: "commands", text, shows: [] });
    else if (language === "text" && last?.kind === "commands") {
      steps[steps.length - 1] = { ...last, shows: text.split("\n").filter((line) => line.trim() !== "") };
    }
  }
  return steps;
}

const run = promisify(execFile);

/** Runs a step in a folder; exported variables stay for the next commands. @returns the output. */
export async function takeStep(
  step: Step,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (step.kind === "file") {
    writeFileSync(path.join(folder, step.name), step.text);
    return "";
  }
  const exported = path.join(folder, ".exported");
  const before = existsSync(exported) ? readFileSync(exported, "utf8") : "";
  const script = `${before}\nset -eu\n${step.text}\nexport -p >.exported`;
  try {
    const { stdout } = await run("bash", ["-c", script], { cwd: folder, env: environment });
    return stdout;
  } catch (thrown) {
    const { stdout = "", stderr = "" } = thrown as { stdout?: string; stderr?: string };
    throw new Error(`${step.text}\nended with an error:\n${stdout}${stderr}`, { cause: thrown });
  }
}

/**
 * Runs steps in a folder, one after the other. @throws Error when the output that a page shows is missing.
 */
export async function follow(
  steps: readonly Step[],
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const step of steps) {
    const seen = await takeStep(step, folder, environment);
    if (step.kind === "file") continue;
    let after = 0;
    for (const line of step.shows) {
      const at = seen.indexOf(line, after);
      if (at === -1) throw new Error(`${line}\nis not seen after ${after} letters of\n${seen}`);
      after = at + line.length;
    }
  }
}

/**
 * Lets a page type `terraform` for any core.
 * @param folder for the command. @returns the environment that finds it, in addition to that of this process.
 */
export function asTerraform(core: Core, folder: string): Readonly<Record<string, string>> {
  const bin = path.join(folder, "bin");
  const found = process.env["PATH"] ?? "";
  mkdirSync(bin);
  writeFileSync(path.join(bin, "terraform"), `#!/bin/sh\nPATH="${found}" exec "${core.command}" "$@"\n`, {
    mode: 0o755,
  });
  return { PATH: `${bin}:${found}`, CHECKPOINT_DISABLE: "1", TF_CLI_ARGS: "-no-color" };
}
