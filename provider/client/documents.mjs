// Makes operations.ts from operations.graphql: the documents, checked against the server's schema, with the types of
// their variables and answers, and with the bulk forms that the API has of mutations.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as operationsPlugin from "@graphql-codegen/typescript-operations";
import { buildSchema, getNamedType, isObjectType, Kind, parse, print, validate, visit } from "graphql";
import { readArguments } from "../arguments.ts";

readArguments(
  `Usage: npm run documents

Makes provider/client/operations.ts of operations.graphql and the server's schema.`,
  { options: {} },
);
const here = path.resolve("provider/client");
const target = path.join(here, "operations.ts");
const schemaText = readFileSync(path.join(here, "../../schema/schema.graphql"), "utf8");
const schema = buildSchema(schemaText);
/** All fields of a type, and of the types below it. */
function selectAll(type) {
  const fields = Object.values(type.getFields()).map(({ name, type: of }) => {
    const named = getNamedType(of);
    return isObjectType(named) ? `${name} ${selectAll(named)}` : name;
  });
  return `{ ${fields.join(" ")} }`;
}

// The settings of every driver, whichever there are.
const settings = `fragment SettingsFields on ChannelSettings ${selectAll(schema.getType("ChannelSettings"))}`;
const document = parse(readFileSync(path.join(here, "operations.graphql"), "utf8") + settings);

function checkDocument(checked) {
  const problems = validate(schema, checked);
  if (problems.length === 0) return;
  console.error(problems.map((problem) => problem.toString()).join("\n\n"));
  process.exit(1);
}
checkDocument(document);

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
function getFragments(definition, found = new Map()) {
  visit(definition, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      const fragment = document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name.value,
      );
      found.set(name.value, fragment);
      getFragments(fragment, found);
    },
  });
  return [...found.values()];
}

const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const mutations = Object.keys(schema.getMutationType().getFields());
/** The input fields of a type, with their types and defaults. */
const inputFields = (type) =>
  Object.values(schema.getType(type).getFields()).map(
    ({ name, type: of, defaultValue }) => `${name}: ${of} = ${defaultValue}`,
  );

/**
 * The bulk form of a mutation: a mutation with a list of the same inputs, and with the same result for each. Each item is
 * asked for what the mutation is asked for. Undefined if the API has none, or if its items lack a field.
 */
function getBulkForm({ operation, selectionSet }) {
  const [{ name, selectionSet: selection }] = selectionSet.selections;
  const single = name.value;
  if (operation !== "mutation") return undefined;
  const field = mutations.find((one) => {
    const payload = schema.getType(`${pascal(one)}Payload`);
    const results = isObjectType(payload) ? payload.getFields().results : undefined;
    return results !== undefined && getNamedType(results.type).name === `${pascal(single)}ItemResult`;
  });
  if (field === undefined) return undefined;
  const own = inputFields(`${pascal(single)}Input`).filter((one) => !one.startsWith("idempotencyKey:"));
  if (own.join() !== inputFields(`${pascal(single)}Item`).join()) return undefined;
  const bulk = pascal(field);
  const text = `mutation ${bulk}($input: ${bulk}Input!) {
    ${field}(input: $input) { ... on ${bulk}Payload { results ${print(selection)} } ...RefusalFields }
  }`;
  const form = parse(text, { noLocation: true }).definitions[0];
  checkDocument({
    kind: Kind.DOCUMENT,
    definitions: [form, ...getFragments(form)],
  });
  return { single, field, name: bulk, text: getText(form) };
}

function getText(operation) {
  return [operation, ...getFragments(operation)].map((one) => print(one)).join("\n");
}

const operations = document.definitions
  .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  .map((operation) => {
    const name = operation.name.value;
    const kind = operation.operation === "query" ? "Query" : "Mutation";
    const form = getBulkForm(operation);
    const bulk =
      form === undefined
        ? ""
        : `, bulk: { single: "${form.single}", field: "${form.field}", document: { name: "${form.name}", isMutation: true, text: ${JSON.stringify(form.text)} } }`;
    return `export const ${name}: Document<${name}${kind}, ${name}${kind}Variables> = { name: "${name}", isMutation: ${kind === "Mutation"}, text: ${JSON.stringify(getText(operation))}${bulk} };`;
  });

writeFileSync(
  target,
  `// Made by documents.mjs of operations.graphql and the server's schema.\n` +
    `import type { Document } from "./document.js";\n${types}\n${operations.join("\n")}\n`,
);
