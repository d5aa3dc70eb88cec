// How large a release is, and what is installed of it: bytes do not depend on what else the machine does.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Bytes of all files below a folder. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

/** What a browser gets of the pages at first: all scripts and styles, compressed. */
function getPages(root: string): number {
  const assets = path.join(root, "server/console/dist/assets");
  return readdirSync(assets)
    .filter((name) => /\.(?:js|css)\.br$/.test(name))
    .reduce((sum, name) => sum + statSync(path.join(assets, name)).size, 0);
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/**
 * Makes a release of the server, installs its package, and unpacks its archives.
 * @param root the project's folder. @param folder an empty one.
 * @returns the lines of a table.
 */
export function measureSizes(root: string, folder: string): string[] {
  const made = path.join(folder, "release");
  const run = (command: string, args: readonly string[], cwd: string) =>
    execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  run(process.execPath, ["provider/run.mjs", "release/server.ts", made], root);
  const lines = readdirSync(made)
    .filter((name) => /\.t(?:ar\.)?gz$/.test(name))
    .map((name) => {
      const place = path.join(folder, `of-${name}`);
      mkdirSync(place);
      const isPackage = name.endsWith(".tgz");
      if (isPackage) {
        const quietly = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
        run("npm", ["install", ...quietly, path.join(made, name)], place);
      } else run("tar", ["-xzf", path.join(made, name), "-C", place], folder);
      const installed = bytesBelow(isPackage ? path.join(place, "node_modules") : place);
      return `| ${name} | ${megabytes(statSync(path.join(made, name)).size)} | ${megabytes(installed)} |`;
    });
  return [
    "| Size of | MB | installed or unpacked, MB |",
    "|---|---|---|",
    ...lines,
    `| the provider | ${megabytes(statSync(path.join(root, "provider/dist/terraform-provider-tokenplane")).size)} | – |`,
    `| scripts and styles of all pages, compressed | ${megabytes(getPages(root))} | – |`,
  ];
}
