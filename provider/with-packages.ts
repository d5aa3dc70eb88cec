// Packages for one use: a generator that is too large to stay installed with this project.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Installs packages from a lock file, uses them, and removes them. Needs the package registry, or npm's cache.
 * @param locked the folder with package.json and package-lock.json.
 * @param use gets the folder in which they are installed.
 * @returns what `use` returns.
 * @throws {Error} with npm's output if they cannot be installed.
 */
export async function withPackages<Result>(
  locked: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync("dist", { recursive: true });
  const folder = mkdtempSync(path.resolve("dist/packages-"));
  try {
    for (const file of ["package.json", "package-lock.json"]) {
      copyFileSync(path.join(locked, file), path.join(folder, file));
    }
    const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    await run("npm", install, { cwd: folder, shell: process.platform === "win32" }).catch(
      (error: unknown) => {
        throw new Error(`npm could not install the packages of ${locked}. ${String(error)}`, {
          cause: error,
        });
      },
    );
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
