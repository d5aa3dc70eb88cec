// The licences of the packages that are bundled into the executable: they must be distributed with it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The folders of the packages from which a bundle of an entry contains code. */
async function packagesOf(entry: string): Promise<string[]> {
  const bundle = await rolldown({ input: entry, platform: "node", logLevel: "warn" });
  const { output } = await bundle.generate({ format: "cjs", codeSplitting: false });
  await bundle.close();
  const [{ moduleIds }] = output;
  const folders = moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []);
  return [...new Set(folders)].sort();
}

/** The text of the notices. @throws {Error} when a package has no licence. */
export async function notices(entry: string): Promise<string> {
  const parts = (await packagesOf(entry)).map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(folder, "package.json"), "utf8"),
    ) as Manifest;
    return `${name} ${version} (${license})\n\n${licence(folder)}\n`;
  });
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}

function licence(folder: string): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one));
  if (file === undefined)
    throw new Error(`${folder} has no licence: a release cannot have the package in it.`);
  return readFileSync(path.join(folder, file), "utf8").trim();
}
