// Builds when there is no build or a source is newer than it, so that `npm start` and `npm test` always run
// what stands in the files, also after an install without scripts.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const built = [
  "schema/rules/dist/fields.js",
  "schema/files/dist/csv.js",
  "provider/client/operations.ts",
  "server/console/generated/documents.json",
  "server/dist/commands/tokenplane.js",
  "provider/dist/terraform-provider-tokenplane",
  "provider/cdktn/dist/constructs/index.js",
].map((file) => path.join(root, file));

/** Made by the build, where the compiler takes them for sources. */
const made = new Set(
  [
    "provider/cdktn/constructs",
    "provider/cdktn/rules",
    "provider/cdktf/rules",
    "provider/cdktf/constructs/driver-props.ts",
    "provider/client/operations.ts",
  ].map((folder) => path.join(root, folder)),
);

/** Made by the build, built by commands of their own, or read by nothing that is built. */
const NOT_SOURCES = ["node_modules", "dist", "generated", "bindings", "console", "docs", "examples"];

/** The time of the newest file of a folder and of those in it. @param except names of files and folders that do not count. */
function newest(folder, except = NOT_SOURCES, ending = "") {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (except.includes(entry.name)) continue;
    const file = path.join(folder, entry.name);
    if (made.has(file)) continue;
    if (entry.isDirectory()) latest = Math.max(latest, newest(file, except, ending));
    else if (file.endsWith(ending)) latest = Math.max(latest, statSync(file).mtimeMs);
  }
  return latest;
}

/** Whether what was built is missing or older than its sources. */
function isStale(files, newestSource) {
  return files.some((file) => !existsSync(file) || statSync(file).mtimeMs < newestSource);
}

function run(command, ...options) {
  const { status } = spawnSync(command, options, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

const pages = [path.join(root, "server/console/dist/index.html")];
/** What the pages and the server are both built of. */
const common = Math.max(newest(path.join(root, "schema/rules")), newest(path.join(root, "schema/files")));
const pageSources = Math.max(
  common,
  newest(path.join(root, "server/console"), ["node_modules", "dist", "generated"]),
);
if (process.argv.includes("--console")) {
  if (isStale(pages, pageSources)) run(process.execPath, "server/console/build.mjs");
  process.exit();
}

const sources = Math.max(
  common,
  newest(path.join(root, "server")),
  newest(path.join(root, "provider")),
  newest(path.join(root, "provider/bindings"), []),
  statSync(path.join(root, "schema/schema.prisma")).mtimeMs,
  statSync(path.join(root, "schema/schema.graphql")).mtimeMs,
  // The server answers these documents.
  newest(path.join(root, "server/console"), ["node_modules", "dist", "generated"], ".graphql"),
);
if (isStale(built, sources)) {
  console.log("Building …");
  run("npm", "run", "--silent", "build");
  // The compiler leaves a file alone that comes out the same, which would be found older than its source each time.
  const now = new Date();
  for (const file of built) utimesSync(file, now, now);
} else if (isStale(pages, pageSources)) {
  console.log("Building the console …");
  run(process.execPath, "server/console/build.mjs");
}
