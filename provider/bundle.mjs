// Bundles a provider into one executable file: `node provider/bundle.mjs ENTRY.ts OUTPUT`.
import { chmodSync } from "node:fs";
import { rolldown } from "rolldown";

const [entry, output] = process.argv.slice(2);
if (entry === undefined || output === undefined) {
  console.error("Usage: node provider/bundle.mjs ENTRY.ts OUTPUT");
  process.exit(1);
}
const bundle = await rolldown({ input: entry, platform: "node", logLevel: "warn" });
await bundle.write({
  file: output,
  format: "esm",
  codeSplitting: false,
  banner: "#!/usr/bin/env node",
});
await bundle.close();
chmodSync(output, 0o755);
