// Makes constructs/ of the constructs for CDKTF: they are the same but for the package they build on, and what only
// CDK Terrain has takes the place of its refusal.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const from = path.join(here, "../cdktf/constructs");
const to = path.join(here, "constructs");

rmSync(to, { recursive: true, force: true });
mkdirSync(to);
for (const file of readdirSync(from)) {
  const own = file === "ephemeral.ts" ? path.join(here, file) : path.join(from, file);
  writeFileSync(path.join(to, file), readFileSync(own, "utf8").replaceAll('from "cdktf"', 'from "cdktn"'));
}
