// Builds everything: `npm run build`. Steps that do not need each other run at the same time, because some of them wait for downloads and
// others use one core.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** Runs scripts of package.json, one after the other. It ends the build when one fails. */
async function run(...names) {
  for (const name of names) {
    const status = await new Promise((resolve) => {
      spawn(scripts[name], { cwd: root, stdio: "inherit", shell: true }).once("exit", resolve);
    });
    if (status !== 0) {
      console.error(`npm run ${name} failed.`);
      process.exit(status ?? 1);
    }
  }
}

await run("build:rules");
await Promise.all([
  run("generate"),
  run("documents", "bundle", "bindings", "build:constructs"),
  run("documents:console", "build:console"),
]);
await run("build:server");
