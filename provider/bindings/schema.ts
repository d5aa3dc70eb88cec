// The schema of the provider as the generators get it.
import { schemaJson, type Json } from "../framework/schema-json.js";
import { provider } from "../provider.js";

/** The parts that the generators read; list resources and actions have no bindings. */
const READ = new Set([
  "provider",
  "resource_schemas",
  "data_source_schemas",
  "ephemeral_resource_schemas",
  "functions",
]);

/**
 * The provider's schemas, as `terraform providers schema -json` prints them, with the version in the form that the
 * generators need.
 */
export function schemaForBindings(): Json {
  const document = JSON.parse(JSON.stringify(schemaJson(provider))) as {
    readonly format_version: string;
    readonly provider_schemas: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  };
  // The schemas are the same under every source address.
  const [first] = Object.entries(document.provider_schemas);
  if (first === undefined) throw new Error("The provider has no source address.");
  const [source, schemas] = first;
  return {
    format_version: document.format_version,
    provider_schemas: {
      [source]: Object.fromEntries(Object.entries(schemas).filter(([name]) => READ.has(name))),
    },
    provider_versions: { [source]: provider.version },
  };
}

/**
 * The version constraint for programs with these bindings: this version, and every later one that only adds to it.
 */
export function constraintForBindings(): string {
  const [major, minor] = provider.version.split(".");
  return `tokenplane/tokenplane@~> ${major}.${minor}`;
}
