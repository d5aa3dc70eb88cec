// Makes provider/cdktf/bindings and provider/cdktn/bindings of the provider's schemas, each with its own generator.
// `--check` says whether they are current instead, without the generators.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readArguments } from "../arguments.js";
import { makeBindings } from "./generators.js";
import { differences, manifestOf, presentFiles, type Manifest } from "./manifest.js";
import { schemaForBindings } from "./schema.js";

const MANIFEST = "provider/bindings/manifest.json";

const { values } = readArguments(
  `Usage: npm run bindings [-- --check]

Makes the bindings for CDKTF and CDK Terrain of the provider's schemas.

  --check    says whether they are current instead`,
  { options: { check: { type: "boolean" } } },
);
if (values.check === true) {
  const made = JSON.parse(readFileSync(MANIFEST, "utf8")) as Manifest;
  const found = differences(made, manifestOf(schemaForBindings(), presentFiles()));
  if (found.length > 0) {
    console.error(`The bindings are not current: run \`npm run bindings\`. ${found.join(" ")}`);
    process.exitCode = 1;
  }
} else {
  const present = presentFiles();
  const files = await makeBindings(process.env);
  for (const file of present.keys()) if (!files.has(file)) rmSync(file);
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(MANIFEST, `${JSON.stringify(manifestOf(schemaForBindings(), files), null, 2)}\n`);
}
