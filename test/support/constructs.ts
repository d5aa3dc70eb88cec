// The library of constructs as programs have it: both packages as they were built, and what they synthesise.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

type Cdk = typeof import("cdktf");
type Library = typeof import("@tokenplane/cdktf");
export type Stack = InstanceType<Cdk["TerraformStack"]>;
export type App = InstanceType<Cdk["App"]>;

/** One of the two packages, with what it builds on. */
export interface Kit {
  readonly name: "cdktf" | "cdktn";
  readonly cdk: Cdk;
  readonly tokenplane: Library;
}

/** A program that a team writes, without what every program begins with. */
export type Program = (kit: Kit, stack: Stack) => void;

/** Blocks as they are synthesised: by kind, type and name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const load = createRequire(import.meta.url);

function kit(name: "cdktf" | "cdktn"): Kit {
  // The same programs are for both by design: they are typed by the first, and the second must do as well.
  return { name, cdk: load(name) as Cdk, tokenplane: load(`@tokenplane/${name}`) as Library };
}

export const CDKTF = kit("cdktf");
export const CDKTN = kit("cdktn");

/** Both packages, for `describe.each`. */
export const KITS = [CDKTF, CDKTN] as const;

/** A folder for what a test synthesises, until the test is over. */
function outputFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-synth-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An app whose output goes into a folder of its own. */
export function appOf({ cdk }: Kit, outdir = outputFolder()): App {
  return cdk.Testing.app({
    // CDK Terrain wants to know which cores it writes for.
    context: { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } },
    outdir,
  });
}

/** A stack with a configured provider. */
export function stackOf(used: Kit, program: Program, { id = "team", app = appOf(used) } = {}): Stack {
  const stack = new used.cdk.TerraformStack(app, id);
  used.tokenplane.configureTokenplane(stack);
  program(used, stack);
  return stack;
}

/** Everything that a stack synthesises, validated first. */
export function templateOf({ cdk }: Kit, stack: Stack): Readonly<Record<string, unknown>> {
  return JSON.parse(cdk.Testing.synth(stack, true)) as Readonly<Record<string, unknown>>;
}

/** What a program synthesises beside the provider and its configuration. */
export function blocksOf(used: Kit, program: Program): Blocks {
  const { provider: _provider, terraform: _terraform, ...blocks } = templateOf(used, stackOf(used, program));
  return blocks as Blocks;
}

/** What a program is refused with, line by line; nothing when it is not. */
export function refusalsOf(used: Kit, program: Program): readonly string[] {
  try {
    templateOf(used, stackOf(used, program));
    return [];
  } catch (error) {
    const [first = "", ...lines] = String(error).split("\n");
    if (!first.startsWith("Error: Validation failed with the following errors:")) throw error;
    return lines.slice(0, lines.indexOf("")).map((line) => line.trim());
  }
}

/** A program, and all that it synthesises. */
export interface Synthesis {
  readonly what: string;
  readonly program: Program;
  readonly blocks: Blocks;
}

/** Tests that programs synthesise exactly what is said, with both packages. */
export function synthesises(name: string, programs: readonly Synthesis[]): void {
  describe.each(KITS)(`${name} with $name`, (used) => {
    it.each(programs)("$what", ({ program, blocks }) => {
      expect(blocksOf(used, program)).toEqual(blocks);
    });
  });
}

/** All files that an app writes, as one text each, by their names. */
export function writtenBy(app: App): Readonly<Record<string, string>> {
  app.synth();
  const names = readdirSync(app.outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(app.outdir, path.join(entry.parentPath, entry.name)));
  const files = names.map((name) => [name, readFileSync(path.join(app.outdir, name), "utf8")] as const);
  return Object.fromEntries(files);
}

/** A program that is wrong, what it is refused with, and the nearest one that is allowed. */
export interface Refusal {
  readonly what: string;
  readonly wrong: Program;
  readonly refused: readonly string[];
  readonly right: Program;
}

/** Tests that programs are refused with exactly what is said, and their neighbours are not, with both packages. */
export function refuses(name: string, refusals: readonly Refusal[]): void {
  describe.each(KITS)(`${name} with $name`, (used) => {
    it.each(refusals)("$what", ({ wrong, refused, right }) => {
      expect(refusalsOf(used, wrong)).toEqual(refused);
      expect(refusalsOf(used, right)).toEqual([]);
    });
  });
}
