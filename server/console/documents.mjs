// Makes generated/ of the .graphql files beside the pages and of the server's schema: types and ids of the documents for
// the pages, and the documents by their ids for the server.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as documentsPlugin from "@graphql-codegen/typed-document-node";
import * as operationsPlugin from "@graphql-codegen/typescript-operations";
import { printExecutableGraphQLDocument } from "@graphql-tools/documents";
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

/** The documents by their ids, as the server gets them. */
const byId = {};

/** Notes a document. @returns what the pages get instead of it: its id. */
function withId(document) {
  const text = printExecutableGraphQLDocument(document);
  const documentId = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  byId[documentId] = text;
  return { documentId };
}

const filename = path.join(target, "documents.ts");
const types = await codegen({
  filename,
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
  plugins: [
    { operations: {} },
    { documents: { unstable_onExecutableDocumentNode: withId, unstable_omitDefinitions: true } },
  ],
  pluginMap: { operations: operationsPlugin, documents: documentsPlugin },
});

mkdirSync(target, { recursive: true });
writeFileSync(filename, types);
writeFileSync(path.join(target, "documents.json"), JSON.stringify(byId, null, 2));
