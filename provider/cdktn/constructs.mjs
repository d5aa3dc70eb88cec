// Makes constructs/ from the constructs for CDKTF: they differ only in the package that they build on. What only CDK
// Terrain has, and what CDKTF refuses with an error, is in ephemeral.ts here.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const from = path.join(here, "../cdktf/constructs");
const to = path.join(here, "constructs");

mkdirSync(to, { recursive: true });
const files = readdirSync(from).filter((file) => file !== "ephemeral.ts");
for (const file of readdirSync(to)) if (!files.includes(file)) rmSync(path.join(to, file));
for (const file of files) {
  const text = readFileSync(path.join(from, file), "utf8")
    .replaceAll('from "cdktf"', 'from "cdktn"')
    .replaceAll('from "./ephemeral.js"', 'from "../ephemeral.js"');
  const made = path.join(to, file);
  // Unchanged files are not written: another build may be reading them.
  if (!existsSync(made) || readFileSync(made, "utf8") !== text) writeFileSync(made, text);
}
