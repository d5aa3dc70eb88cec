// The library of constructs as programs have it: both built packages, and what programs synthesise.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

type Cdk = typeof import("cdktf");
type Library = typeof import("@tokenplane/cdktf");
export type Stack = InstanceType<Cdk["TerraformStack"]>;
export type App = InstanceType<Cdk["App"]>;

/** One of the two packages, and the library that it builds on. */
export interface Kit {
  readonly name: "cdktf" | "cdktn";
  readonly cdk: Cdk;
  readonly tokenplane: Library;
}

/** A program of a team, without the beginning that all programs share. */
export type Program = (kit: Kit, stack: Stack) => void;

/** Blocks as they are synthesised: by kind, type and name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const load = createRequire(import.meta.url);

function kit(name: "cdktf" | "cdktn"): Kit {
  // The same programs must work with both packages. They are typed by the first.
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
export function getApp({ cdk }: Kit, outdir = outputFolder()): App {
  return cdk.Testing.app({
    // CDK Terrain must know for which cores it writes.
    context: { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } },
    outdir,
  });
}

/** A stack with a configured provider. */
export function getStack(used: Kit, program: Program, { id = "team", app = getApp(used) } = {}): Stack {
  const stack = new used.cdk.TerraformStack(app, id);
  used.tokenplane.configureTokenplane(stack);
  program(used, stack);
  return stack;
}

/** Everything that a stack synthesises, validated first. */
export function getTemplate({ cdk }: Kit, stack: Stack): Readonly<Record<string, unknown>> {
  return JSON.parse(cdk.Testing.synth(stack, true)) as Readonly<Record<string, unknown>>;
}

/** The blocks that a program synthesises, without the provider and its configuration. */
export function getBlocks(used: Kit, program: Program): Blocks {
  const {
    provider: _provider,
    terraform: _terraform,
    ...blocks
  } = getTemplate(used, getStack(used, program));
  return blocks as Blocks;
}

/** The errors that refuse a program, line by line; empty when it is accepted. */
export function getRefusals(used: Kit, program: Program): readonly string[] {
  try {
    getTemplate(used, getStack(used, program));
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

/** Tests that programs synthesise exactly the expected result, with both packages. */
export function synthesises(name: string, programs: readonly Synthesis[]): void {
  describe.each(KITS)(`${name} with $name`, (used) => {
    it.each(programs)("$what", ({ program, blocks }) => {
      expect(getBlocks(used, program)).toEqual(blocks);
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

/** A wrong program, its expected error, and the most similar program that is allowed. */
export interface Refusal {
  readonly what: string;
  readonly wrong: Program;
  readonly refused: readonly string[];
  readonly right: Program;
}

/**
 * Tests that programs are refused with exactly the expected error, and the similar ones are allowed, with both
 * packages.
 */
export function refuses(name: string, refusals: readonly Refusal[]): void {
  describe.each(KITS)(`${name} with $name`, (used) => {
    it.each(refusals)("$what", ({ wrong, refused, right }) => {
      expect(getRefusals(used, wrong)).toEqual(refused);
      expect(getRefusals(used, right)).toEqual([]);
    });
  });
}
