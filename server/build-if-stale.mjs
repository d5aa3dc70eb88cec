// Builds when there is no build or a source is newer than it, so that `npm start` and `npm test` always run
// what stands in the files, also after an install without scripts.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const built = [
  "schema/rules/dist/fields.js",
  "schema/files/dist/csv.js",
  "server/dist/commands/tokenplane.js",
  "provider/dist/terraform-provider-tokenplane",
  "provider/cdktn/dist/constructs/index.js",
].map((file) => path.join(root, file));

/** Made by the build, where the compiler takes them for sources. */
const made = new Set(
  ["provider/cdktn/constructs", "provider/cdktn/rules", "provider/cdktf/rules"].map((folder) =>
    path.join(root, folder),
  ),
);

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (["node_modules", "dist", "generated", "console", "docs", "examples"].includes(entry.name)) continue;
    const file = path.join(folder, entry.name);
    if (made.has(file)) continue;
    latest = Math.max(latest, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }
  return latest;
}

const sources = Math.max(
  newest(path.join(root, "schema/rules")),
  newest(path.join(root, "schema/files")),
  newest(path.join(root, "server")),
  newest(path.join(root, "provider")),
  statSync(path.join(root, "schema/schema.prisma")).mtimeMs,
);
if (built.some((file) => !existsSync(file) || statSync(file).mtimeMs < sources)) {
  console.log("Building …");
  const { status } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
  // The compiler leaves a file alone that comes out the same, which would be found older than its source each time.
  const now = new Date();
  for (const file of built) utimesSync(file, now, now);
}
