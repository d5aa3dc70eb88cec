// The server as one npm package: a bundle, the console's pages, the migrations, and two dependencies.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { SERVER_BUNDLE } from "../server/bundle-options.mjs";
import { fileMember, folderMembers, textMember, trackedMembers, type Member } from "./members.js";
import { bundled, notices, pageFiles } from "./notices.js";

/** The part of the server's package.json that a release has, too. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly type: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly exports: unknown;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

export const MANIFEST = JSON.parse(readFileSync("server/package.json", "utf8")) as Manifest;

/** The packages that the bundle leaves out, each with its one exact version: all that an installation has besides. */
export function runtimeDependencies(): Readonly<Record<string, string>> {
  const wanted = Object.entries(MANIFEST.dependencies).filter(([name]) => SERVER_BUNDLE.external.test(name));
  return Object.fromEntries(wanted);
}

/** The commit that a release is made of, which it says of itself. @throws {Error} outside of a checkout of Git. */
function commit(): string {
  const asked = ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"];
  return execFileSync("git", asked, { encoding: "utf8", stdio: "pipe" }).trim();
}

/** No scripts: an installation runs nothing, and needs no compiler. */
function manifest(): string {
  const { name, version, description, license, type, engines, exports, bin } = MANIFEST;
  const released = { name, version, commit: commit(), description, license, type, engines, exports, bin };
  return `${JSON.stringify({ ...released, dependencies: runtimeDependencies() }, undefined, 2)}\n`;
}

/** @throws {Error} when the bundle imports a package that an installation does not have. */
async function packageNotices(): Promise<string> {
  const { files, imports } = await bundled({ ...SERVER_BUNDLE, cwd: path.resolve("server") });
  const pages = readdirSync("server/console").filter((name) => name.endsWith(".html"));
  const dependencies = Object.keys(runtimeDependencies());
  const missing = [...imports].filter((name) => !isBuiltin(name) && !dependencies.includes(name));
  if (missing.length > 0) throw new Error(`The bundle imports ${missing.join(", ")}, which is not released.`);
  return notices([...files, ...(await pageFiles(path.resolve("server/console"), pages))]);
}

/** The files of the npm package, by their names in it. They are built before. */
export async function npmPackage(): Promise<Member[]> {
  return [
    textMember("package.json", manifest()),
    textMember("NOTICES", await packageNotices()),
    fileMember("release/npm-readme.md", "README.md"),
    ...["LICENSE", "CHANGELOG.md"].map((file) => fileMember(file)),
    { ...fileMember("server/tokenplane.mjs"), isExecutable: true },
    ...folderMembers("server/dist", "dist"),
    ...folderMembers("server/console/dist", "console/dist"),
    ...trackedMembers("schema/migrations", "schema/migrations", (name) => name.endsWith("/migration.sql")),
  ];
}
