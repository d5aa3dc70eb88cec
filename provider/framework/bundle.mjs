#!/usr/bin/env node
// Bundles a provider into one executable file: `bundle-provider ENTRY.ts OUTPUT`.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";

const USAGE = `Usage: bundle-provider ENTRY.ts OUTPUT

Bundles a provider, and all that it imports, into one executable file.`;

/** The arguments without options, of which --help is the only one. */
function readPaths() {
  try {
    const options = { help: { type: "boolean", short: "h" } };
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    if (values.help !== true) return positionals;
    process.stdout.on("error", () => process.exit()).write(`${USAGE}\n`);
    process.exit();
  } catch (error) {
    wrong(`${error.message.split(". ")[0]}.`);
  }
}

function wrong(sentence) {
  console.error(`${sentence} Run it with --help to see its arguments.`);
  process.exit(2);
}

const [entry, output, ...more] = readPaths();
if (output === undefined || more.length > 0) wrong("It takes an entry and an output.");

/**
 * A core calls its copy terraform-provider-NAME_v1.2.3 and may keep it inside of somebody's project. Node.js started
 * with such a file asks the nearest package.json what it is, and refuses it where that says "module"; `require` takes
 * it for CommonJS everywhere. So a shell reads the first lines, which are comments to JavaScript, and becomes Node.js.
 * What a plugin prints in place of its handshake, a core shows to its user.
 */
const HEAD = `#!/bin/sh
":" //; command -v node >/dev/null || { echo "\${0##*/} needs Node.js 20.19 or newer, and there is no node on PATH."; exit 127; }
":" //; exec node --eval 'require(require("path").resolve(process.argv[1]))' -- "$0" "$@"
;{
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    const [name] = process.argv[1].split("/").slice(-1);
    console.log(name + " needs Node.js 20.19 or newer; this is " + process.version + ".");
    process.exit(1);
  }
}
`;

const bundle = await rolldown({ input: entry, platform: "node", logLevel: "warn" });
const {
  output: [{ code }],
} = await bundle.generate({ format: "cjs", codeSplitting: false });
await bundle.close();
mkdirSync(path.dirname(output), { recursive: true });
writeFileSync(output, HEAD + code);
chmodSync(output, 0o755);
