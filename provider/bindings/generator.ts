// The generator of CDK Terrain, which makes the bindings.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { withPackages } from "../with-packages.js";
import { constraintForBindings, schemaForBindings } from "./schema.js";

/** The folder with the generator's lock file. */
export const GENERATOR = "provider/bindings/generator";

/** Texts of bindings for CDK Terrain, by the names of their folders. */
export type Bindings = ReadonlyMap<string, string>;

/**
 * Makes the bindings for CDK Terrain of the provider's schemas: the blocks, each by itself, but not the index, which would
 * load all of them.
 * @throws {Error} when npm or the generator fails.
 */
export function makeBindings(): Promise<Bindings> {
  return withPackages(GENERATOR, async (folder) => {
    const generate = [path.resolve(GENERATOR, "generate.mjs"), constraintForBindings(), folder];
    try {
      execFileSync(process.execPath, generate, {
        cwd: folder,
        env: { ...process.env, CHECKPOINT_DISABLE: "1" },
        input: JSON.stringify(schemaForBindings()),
        // It warns that there is no configuration of a Terraform command line.
        stdio: "pipe",
      });
    } catch (error) {
      throw new Error(`The bindings could not be made. ${String(error)}`, { cause: error });
    }
    const made = path.join(folder, "providers/tokenplane");
    const names = readdirSync(made, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return new Map(names.map(({ name }) => [name, readFileSync(path.join(made, name, "index.ts"), "utf8")]));
  });
}
