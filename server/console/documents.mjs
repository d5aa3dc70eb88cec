// Makes generated/ of the .graphql files beside the pages and of the server's schema: types and ids of the documents for
// the pages, and the documents by their ids for the server.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { buildSchema, Kind, parse, validate } from "graphql";

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

/** The names of the files that are kept, by those that the preset gives them. */
const KEPT = { "graphql.ts": "documents.ts", "persisted-documents.json": "documents.json" };

mkdirSync(target, { recursive: true });
for (const section of sections) {
  const name = KEPT[path.basename(section.filename)];
  if (name !== undefined) writeFileSync(path.join(target, name), await codegen(section));
}
