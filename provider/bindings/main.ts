// Makes provider/cdktf/bindings and provider/cdktn/bindings of the provider's schemas, unless they are current, and the properties
// of the drivers of channels.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readArguments } from "../arguments.js";
import { forCdktf } from "./cdktf.js";
import { driverProps } from "./driver-props.js";
import { GENERATOR, makeBindings } from "./generator.js";
import { constraintForBindings, schemaForBindings } from "./schema.js";

readArguments(
  `Usage: npm run bindings

Makes the bindings for CDKTF and CDK Terrain of the provider's schemas, unless they are current, and the properties of
channels' drivers.`,
  { options: {} },
);

/** Writes a file. An unchanged one stays as it is, so that the compiler need not read it again. */
function writeFile(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const LAST = "provider/cdktn/bindings/made-of.sha256";

/** The hash of the inputs of the bindings: when it changes, they are made again. */
function inputs(): string {
  const hash = createHash("sha256")
    .update(JSON.stringify(schemaForBindings()))
    .update(constraintForBindings());
  for (const file of [`${GENERATOR}/package-lock.json`, "provider/bindings/cdktf.ts"]) {
    hash.update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Writes the bindings of one package. */
function write(folder: string, bindings: ReadonlyMap<string, string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !bindings.has(entry.name)) {
      rmSync(path.join(folder, entry.name), { recursive: true });
    }
  }
  for (const [name, text] of bindings) writeFile(path.join(folder, name, "index.ts"), text);
}

writeFile("provider/cdktf/constructs/driver-props.ts", driverProps());
const now = inputs();
if (!existsSync(LAST) || readFileSync(LAST, "utf8") !== now) {
  const cdktn = await makeBindings();
  const cdktf = new Map<string, string>();
  for (const [name, text] of cdktn) {
    const made = forCdktf(name, text);
    if (made !== undefined) cdktf.set(name, made);
  }
  write("provider/cdktf/bindings", cdktf);
  write("provider/cdktn/bindings", cdktn);
  writeFileSync(LAST, now);
}
