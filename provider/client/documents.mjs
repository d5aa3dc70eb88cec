// Makes operations.ts from operations.graphql: the documents, checked against the server's schema, with the types of
// their variables and answers. `--check` only reports whether the file is current.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as operationsPlugin from "@graphql-codegen/typescript-operations";
import { buildSchema, Kind, parse, print, validate, visit } from "graphql";
import { format, resolveConfig } from "prettier";
import { readArguments } from "../arguments.ts";

const { values } = readArguments(
  `Usage: npm run documents [-- --check]

Makes provider/client/operations.ts of operations.graphql and the server's schema.

  --check    says whether it is current instead`,
  { options: { check: { type: "boolean" } } },
);
const here = path.resolve("provider/client");
const target = path.join(here, "operations.ts");
const schemaText = readFileSync(path.join(here, "../../schema/schema.graphql"), "utf8");
const document = parse(readFileSync(path.join(here, "operations.graphql"), "utf8"));

const problems = validate(buildSchema(schemaText), document);
if (problems.length > 0) {
  console.error(problems.map((problem) => problem.toString()).join("\n\n"));
  process.exit(1);
}

const types = await codegen({
  filename: target,
  schema: parse(schemaText),
  documents: [{ location: "operations.graphql", document }],
  config: {
    enumsAsTypes: true,
    immutableTypes: true,
    useTypeImports: true,
    skipTypename: true,
    scalars: { ID: "string", Cursor: "string", DateTime: "string", Counter: "number", Upload: "never" },
    strictScalars: true,
  },
  plugins: [{ operations: {} }],
  pluginMap: { operations: operationsPlugin },
});

/** The fragments that an operation uses, directly or through other fragments. */
function fragmentsOf(definition, found = new Map()) {
  visit(definition, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      const fragment = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name.value,
      );
      found.set(name.value, fragment);
      fragmentsOf(fragment, found);
    },
  });
  return [...found.values()];
}

const operations = document.definitions
  .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  .map((operation) => {
    const name = operation.name.value;
    const kind = operation.operation === "query" ? "Query" : "Mutation";
    const text = [operation, ...fragmentsOf(operation)].map((one) => print(one)).join("\n");
    return `export const ${name}: Document<${name}${kind}, ${name}${kind}Variables> = { name: "${name}", isMutation: ${kind === "Mutation"}, text: ${JSON.stringify(text)} };`;
  });

const made = await format(
  `// Made by documents.mjs of operations.graphql and the server's schema. Do not edit.\n` +
    `import type { Document } from "./document.js";\n${types}\n${operations.join("\n")}\n`,
  { ...(await resolveConfig(target)), parser: "typescript" },
);
if (values.check === true) {
  if (readFileSync(target, "utf8") !== made) {
    console.error("provider/client/operations.ts is not current: run `npm run documents`.");
    process.exit(1);
  }
} else {
  writeFileSync(target, made);
}
