// Copies the rules into a package that is published without this one: `node copy.mjs FOLDER`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node copy.mjs FOLDER");
  process.exit(2);
}
/** The sources of a folder and of the folder of drivers in it. */
const sourcesIn = (where) =>
  ["", "drivers"].flatMap((inner) =>
    readdirSync(path.join(where, inner))
      .filter((file) => /(?<!\.test)\.ts$/.test(file))
      .map((file) => path.join(inner, file)),
  );
const files = sourcesIn(import.meta.dirname);
mkdirSync(path.join(folder, "drivers"), { recursive: true });
for (const file of sourcesIn(folder)) if (!files.includes(file)) rmSync(path.join(folder, file));
for (const file of files) {
  const text = readFileSync(path.join(import.meta.dirname, file), "utf8");
  const made = path.join(folder, file);
  // What is the same is left alone: another build may be reading it.
  if (!existsSync(made) || readFileSync(made, "utf8") !== text) writeFileSync(made, text);
}
