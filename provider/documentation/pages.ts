// The pages of a provider, as both registries show them.
import type { AnyProvider } from "../framework/provider.js";
import { providerSchemas } from "../framework/schema.js";
import { schemaPart } from "./attributes.js";
import type { Examples } from "./examples.js";
import { functionParts } from "./function-part.js";
import { importPart } from "./import-part.js";
import { KINDS, getSubcategory, type Kind } from "./kinds.js";
import { page, type Page } from "./page.js";

/** The pages of all types, sorted as the provider lists them. */
export function typePages(provider: AnyProvider, examples: Examples): Page[] {
  const schemas = providerSchemas(provider);
  const getPages = <T>(
    kind: Kind,
    types: Readonly<Record<string, T>>,
    getSchema: (type: T) => Parameters<typeof schemaPart>[0] | undefined,
    more: (name: string, folder: string) => string[] = () => [],
  ): Page[] =>
    Object.entries(types).map(([name, type]) => {
      const schema = getSchema(type) ?? {};
      const short = name.slice(provider.name.length + 1);
      const description = schema.block?.description ?? "";
      const folder = `${kind.folder}/${name}`;
      return page(
        `${kind.folder}/${short}.md`,
        {
          title: `${name} ${kind.title} - ${provider.name}`,
          subcategory: getSubcategory(short),
          description,
        },
        [
          `# ${name} (${kind.title})`,
          description,
          "## Example Usage",
          examples.block(`${folder}/${kind.example}`),
          schemaPart(schema),
          ...more(name, folder),
        ],
      );
    });
  return [
    ...getPages(
      KINDS.resource,
      schemas.resource_schemas,
      (schema) => schema,
      (name, folder) => {
        const identity = schemas.identity_schemas[name];
        return identity === undefined ? [] : [importPart(examples, folder, identity)];
      },
    ),
    ...getPages(KINDS.dataSource, schemas.data_source_schemas, (schema) => schema),
    ...getPages(KINDS.ephemeral, schemas.ephemeral_resource_schemas, (schema) => schema),
    ...getPages(KINDS.list, schemas.list_resource_schemas, (schema) => schema),
    ...getPages(KINDS.action, schemas.action_schemas, ({ schema }) => schema),
    ...functionPages(provider, examples),
  ];
}

function functionPages(provider: AnyProvider, examples: Examples): Page[] {
  const { folder, title, example } = KINDS.function;
  return Object.entries(providerSchemas(provider).functions).map(([name, described]) => {
    const { summary = "", description = "" } = described;
    return page(
      `${folder}/${name}.md`,
      { title: `${name} ${title} - ${provider.name}`, subcategory: "", description: `${summary}.` },
      [
        `# function: ${name}`,
        description,
        "## Example Usage",
        examples.block(`${folder}/${name}/${example}`),
        ...functionParts(name, described),
      ],
    );
  });
}
