// Every file that states the version of the project, and how a release changes it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Pages and sources that write no other version in this form. */
const TEXTS = [
  "provider/version.ts",
  "docs/install.md",
  "docs/terraform.md",
  "provider/cdktf/README.md",
  "provider/cdktn/README.md",
  "provider/framework/guide.md",
];
const LOCK = "package-lock.json";

interface Package {
  version?: string;
  dependencies?: Record<string, string>;
}
interface Lock extends Package {
  readonly packages: Readonly<Record<string, Package>>;
}

function packageFiles(): string[] {
  const { workspaces } = JSON.parse(readFileSync("package.json", "utf8")) as { workspaces: string[] };
  const examples = readdirSync("examples").map((name) => path.join("examples", name));
  return [".", ...workspaces, ...examples]
    .map((folder) => path.join(folder, "package.json"))
    .filter((file) => existsSync(file));
}

/** The version that the project has now. */
export function statedVersion(): string {
  return (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
}

/** The version of a package, and of the packages of this project that it depends on. */
function inPackage(text: string, from: string, to: string): string {
  return text
    .replace(`"version": "${from}"`, `"version": "${to}"`)
    .replaceAll(/("@tokenplane\/[a-z]+": "\^?)([\d.]+)"/g, (stated: string, name: string, version: string) =>
      version === from ? `${name}${to}"` : stated,
    );
}

function inText(text: string, from: string, to: string): string {
  return text.replaceAll(
    new RegExp(String.raw`(?<![\d.])${from.replaceAll(".", String.raw`\.`)}(?!\.?\d)`, "g"),
    to,
  );
}

/** npm's list of packages: only those that are folders of this project change. */
function inLock(text: string, from: string, to: string): string {
  const lock = JSON.parse(text) as Lock;
  const own = Object.entries(lock.packages).filter(([place]) => !place.includes("node_modules/"));
  for (const one of [lock, ...own.map(([, found]) => found)]) {
    if (one.version === from) one.version = to;
    for (const [name, version] of Object.entries(one.dependencies ?? {}))
      if (name.startsWith("@tokenplane/") && one.dependencies !== undefined)
        one.dependencies[name] = version.replace(from, to);
  }
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

/** Writes another version into every file that states the version of the project. */
export function stateVersion(from: string, to: string): void {
  const change = (file: string, changed: typeof inText) =>
    writeFileSync(file, changed(readFileSync(file, "utf8"), from, to));
  for (const file of packageFiles()) change(file, inPackage);
  for (const file of TEXTS) change(file, inText);
  change(LOCK, inLock);
}
