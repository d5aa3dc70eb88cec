// Bundles a provider into one executable file: `node provider/bundle.mjs ENTRY.ts OUTPUT`.
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

const [entry, output] = process.argv.slice(2);
if (entry === undefined || output === undefined) {
  console.error("Usage: node provider/bundle.mjs ENTRY.ts OUTPUT");
  process.exit(1);
}
const bundle = await rolldown({ input: entry, platform: "node", logLevel: "warn" });
await bundle.write({
  file: output,
  // A core calls its copy terraform-provider-NAME_v1.2.3, and Node.js takes a file ".3" for CommonJS.
  format: "cjs",
  codeSplitting: false,
  banner: "#!/usr/bin/env node",
});
await bundle.close();
chmodSync(output, 0o755);
// Where it is built, the workspace would make a module of it.
writeFileSync(path.join(path.dirname(output), "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
