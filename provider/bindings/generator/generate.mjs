// Runs the generator of CDK Terrain in the folder where it is installed: `generate.mjs CONSTRAINT FOLDER`, with the
// provider's schemas on standard input, writes bindings into FOLDER/providers.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [constraint, folder] = process.argv.slice(2);
const require = createRequire(path.resolve("package.json"));
const { ConstructsMakerTarget, Language } = require("@cdktn/commons");
const {
  CodeMaker,
  TerraformProviderConstraint,
  TerraformProviderGenerator,
} = require("@cdktn/provider-generator");

const code = new CodeMaker();
code.indentation = 2;
const generator = new TerraformProviderGenerator(code, JSON.parse(readFileSync(0, "utf8")));
generator.generate(
  ConstructsMakerTarget.from(new TerraformProviderConstraint(constraint), Language.TYPESCRIPT),
);
await code.save(folder);
