// Makes constructs/ of the constructs for CDKTF: they are the same but for the package they build on, and what only
// CDK Terrain has takes the place of its refusal.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const from = path.join(here, "../cdktf/constructs");
const to = path.join(here, "constructs");

mkdirSync(to, { recursive: true });
const files = readdirSync(from);
for (const file of readdirSync(to)) if (!files.includes(file)) rmSync(path.join(to, file));
for (const file of files) {
  const own = file === "ephemeral.ts" ? path.join(here, file) : path.join(from, file);
  const text = readFileSync(own, "utf8").replaceAll('from "cdktf"', 'from "cdktn"');
  const made = path.join(to, file);
  // What is the same is left alone: another build may be reading it.
  if (!existsSync(made) || readFileSync(made, "utf8") !== text) writeFileSync(made, text);
}
