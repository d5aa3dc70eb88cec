// Makes generated/ of the .graphql files beside the pages and of the server's schema: types and ids of the documents for
// the pages, and the documents by their ids for the server. `--check` only reports whether both are current.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { buildSchema, Kind, parse, validate } from "graphql";
import { format, resolveConfig } from "prettier";

const here = import.meta.dirname;
const target = path.join(here, "generated");
const schemaText = readFileSync(path.join(here, "../../schema/schema.graphql"), "utf8");

/** The files of documents of a folder and of those in it, in order. */
function documentFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory())
      return ["node_modules", "dist", "generated"].includes(entry.name) ? [] : documentFiles(file);
    return file.endsWith(".graphql") ? [file] : [];
  });
}

const documents = documentFiles(here)
  .toSorted()
  .map((file) => {
    const rawSDL = readFileSync(file, "utf8");
    return { location: path.relative(here, file), rawSDL, document: parse(rawSDL) };
  });

const problems = validate(buildSchema(schemaText), {
  kind: Kind.DOCUMENT,
  definitions: documents.flatMap(({ document }) => document.definitions),
});
if (problems.length > 0) {
  console.error(problems.map(String).join("\n\n"));
  process.exit(1);
}

const sections = await preset.buildGeneratesSection({
  baseOutputDir: `${target}/`,
  schema: parse(schemaText),
  documents,
  config: {
    documentMode: "string",
    enumsAsTypes: true,
    immutableTypes: true,
    skipTypename: true,
    useTypeImports: true,
    scalars: { ID: "string", Cursor: "string", DateTime: "string", Counter: "number", Upload: "File" },
    strictScalars: true,
  },
  presetConfig: {
    fragmentMasking: false,
    persistedDocuments: {
      mode: "replaceDocumentWithHash",
      hashPropertyName: "documentId",
      hashAlgorithm: "sha256",
    },
  },
  plugins: [],
  pluginMap: {},
  profiler: { run: (run) => run() },
});

const outputs = new Map();
for (const section of sections) {
  const name = path.basename(section.filename);
  if (name === "graphql.ts") outputs.set("documents.ts", await codegen(section));
  if (name === "persisted-documents.json") outputs.set("documents.json", await codegen(section));
}

let isCurrent = true;
for (const [name, content] of outputs) {
  const file = path.join(target, name);
  const made = await format(content, { ...(await resolveConfig(file)), filepath: file });
  if (process.argv.includes("--check")) {
    isCurrent &&= readFileSync(file, "utf8") === made;
  } else {
    mkdirSync(target, { recursive: true });
    writeFileSync(file, made);
  }
}
if (!isCurrent) {
  console.error("server/console/generated is not current: run `npm run documents:console`.");
  process.exit(1);
}
