// What the committed bindings were made of. With it, a check without the generators shows whether they are current.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Json } from "../framework/schema-json.js";

/** The packages that bindings are made for. */
export const TARGETS = ["cdktf", "cdktn"] as const;

/** A package that bindings are made for. */
export type Target = (typeof TARGETS)[number];

/** Texts of files, by their paths from the project's folder. */
export type Files = ReadonlyMap<string, string>;

/** The inputs of the bindings, and the bindings: the SHA-256 of each. */
export interface Manifest {
  /** The provider's schema, with its version. */
  readonly schema: string;
  /** The generators: their lock files. */
  readonly generators: Readonly<Record<string, string>>;
  /** The bindings, by their paths from the project's folder. */
  readonly files: Readonly<Record<string, string>>;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The folder of a target's bindings. */
export function folderOf(target: Target): string {
  return `provider/${target}/bindings`;
}

/** The folder with the lock file of a target's generator. */
export function generatorOf(target: Target): string {
  return `provider/bindings/generators/${target}`;
}

/** The bindings in the project's folder. */
export function presentFiles(): Files {
  const entries = TARGETS.map(folderOf).flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [],
  );
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll(path.sep, "/"));
  // The compiler's settings beside them are not generated.
  const made = files.filter((file) => path.basename(file) !== "tsconfig.json").sort();
  return new Map(made.map((file) => [file, readFileSync(file, "utf8")]));
}

/** @param schema the input of the generators. @param files their output. */
export function manifestOf(schema: Json, files: Files): Manifest {
  const lockOf = (target: Target) => readFileSync(`${generatorOf(target)}/package-lock.json`, "utf8");
  return {
    schema: sha256(JSON.stringify(schema)),
    generators: Object.fromEntries(TARGETS.map((target) => [target, sha256(lockOf(target))])),
    files: Object.fromEntries([...files].map(([file, text]) => [file, sha256(text)])),
  };
}

/**
 * Why the bindings are not current, in sentences; empty when they are.
 * @param made the manifest from when they were made. @param now the manifest of the current files.
 */
export function differences(made: Manifest, now: Manifest): readonly string[] {
  const found: string[] = [];
  if (made.schema !== now.schema) found.push("The provider's schema or version is another one.");
  for (const target of TARGETS) {
    if (made.generators[target] !== now.generators[target]) {
      found.push(`The generator for ${target} is another one.`);
    }
  }
  for (const [file, hash] of Object.entries(made.files)) {
    const present = now.files[file];
    if (present === undefined) found.push(`${file} is missing.`);
    else if (present !== hash) found.push(`${file} was changed by hand.`);
  }
  for (const file of Object.keys(now.files)) {
    if (made.files[file] === undefined) found.push(`${file} is not made of the schema.`);
  }
  return found;
}
