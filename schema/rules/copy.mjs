// Copies the rules into a package that is published without this one: `node copy.mjs FOLDER`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node copy.mjs FOLDER");
  process.exit(2);
}
const files = readdirSync(import.meta.dirname).filter((file) => /(?<!\.test)\.ts$/.test(file));
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!files.includes(file)) rmSync(path.join(folder, file));
for (const file of files) {
  const text = readFileSync(path.join(import.meta.dirname, file), "utf8");
  const made = path.join(folder, file);
  // What is the same is left alone: another build may be reading it.
  if (!existsSync(made) || readFileSync(made, "utf8") !== text) writeFileSync(made, text);
}
