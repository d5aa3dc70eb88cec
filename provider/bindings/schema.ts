// What the generators are told of the provider.
import { schemaJson, type Json } from "../framework/schema-json.js";
import { provider } from "../provider.js";

/** What the generators read of it; list resources and actions have no bindings. */
const READ = new Set([
  "provider",
  "resource_schemas",
  "data_source_schemas",
  "ephemeral_resource_schemas",
  "functions",
]);

/** The provider's schemas, as `terraform providers schema -json` says them, and its version as generators want it. */
export function schemaForBindings(): Json {
  const document = JSON.parse(JSON.stringify(schemaJson(provider))) as {
    readonly format_version: string;
    readonly provider_schemas: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  };
  // Every source has the same.
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

/** What programs with these bindings ask for: this version and every later one that only adds to it. */
export function constraintForBindings(): string {
  const [major, minor] = provider.version.split(".");
  return `tokenplane/tokenplane@~> ${major}.${minor}`;
}
