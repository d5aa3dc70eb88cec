// Runs a script that is written in TypeScript, or imports such modules: `node provider/run.mjs ENTRY.ts …`. It runs in
// the project's folder.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  console.error("Usage: node provider/run.mjs ENTRY.ts …");
  process.exit(2);
}
process.chdir(path.join(import.meta.dirname, ".."));

// Packages are not bundled: the bundle is in a place where Node.js finds them. Some are installed for the server alone.
const folder = entry.startsWith("server/dev/") ? "server/dev/dist/scripts" : "dist/scripts";
const bundle = await rolldown({
  input: entry,
  platform: "node",
  logLevel: "warn",
  external: /^[^./]/,
});
const {
  output: [{ code }],
} = await bundle.generate({ format: "esm", codeSplitting: false });
await bundle.close();
const script = path.resolve(folder, `${entry.replaceAll("/", "-").replace(/\.m?[jt]s$/, "")}.mjs`);
mkdirSync(path.dirname(script), { recursive: true });
// Written completely or not at all: the same script may be starting a second time.
const part = `${script}.${process.pid}`;
writeFileSync(part, code);
renameSync(part, script);
process.argv = [process.execPath, script, ...args];
await import(pathToFileURL(script).href);
