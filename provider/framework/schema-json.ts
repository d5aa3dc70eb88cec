// A provider's schemas as `terraform providers schema -json` prints them, but made without a core. Bindings and
// documentation are made from them.
import { ObjectNesting, type SchemaAttribute } from "../plugin/tfplugin6.js";
import type { AnyProvider } from "./provider.js";
import { providerSchemas, type ProviderSchemas } from "./schema.js";

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const NESTING_MODE = new Map<number, string>(
  Object.entries(ObjectNesting).map(([name, number]) => [number, name.toLowerCase()]),
);

function flags(attribute: SchemaAttribute): Record<string, Json> {
  const set = ["required", "optional", "computed", "sensitive", "write_only", "deprecated"] as const;
  return Object.fromEntries(set.filter((flag) => attribute[flag] === true).map((flag) => [flag, true]));
}

function attributeJson(attribute: SchemaAttribute): Json {
  const { type, nested_type: nested, description = "" } = attribute;
  const shape: Record<string, Json> =
    nested === undefined
      ? { type: JSON.parse(Buffer.from(type ?? []).toString("utf8")) as Json }
      : {
          nested_type: {
            attributes: attributesJson(nested.attributes ?? []),
            nesting_mode: NESTING_MODE.get(nested.nesting ?? 0) ?? "single",
          },
        };
  return { ...shape, description, description_kind: "markdown", ...flags(attribute) };
}

function attributesJson(attributes: readonly SchemaAttribute[]): Json {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name ?? "", attributeJson(attribute)]));
}

function getSchema({ version = 0, block }: ProviderSchemas["provider"]): Json {
  return {
    version,
    block: {
      attributes: attributesJson(block?.attributes ?? []),
      description: block?.description ?? "",
      description_kind: "markdown",
      ...(block?.deprecated === true ? { deprecated: true } : {}),
    },
  };
}

function each<T>(types: Readonly<Record<string, T>>, describe: (type: T) => Json): Json {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, describe(type)]));
}

function typeJson(type: Uint8Array | undefined): Json {
  return JSON.parse(Buffer.from(type ?? []).toString("utf8")) as Json;
}

function parameterJson(
  parameter: NonNullable<ProviderSchemas["functions"][string]["variadic_parameter"]>,
): Json {
  return {
    name: parameter.name ?? "",
    type: typeJson(parameter.type),
    description: parameter.description ?? "",
    ...(parameter.allow_null_value === true ? { is_nullable: true } : {}),
  };
}

/**
 * The document, under each of the provider's source addresses. @param provider what `defineProvider` returned.
 */
export function schemaJson(provider: AnyProvider): Json {
  const schemas = providerSchemas(provider);
  const document = {
    provider: getSchema(schemas.provider),
    resource_schemas: each(schemas.resource_schemas, getSchema),
    data_source_schemas: each(schemas.data_source_schemas, getSchema),
    ephemeral_resource_schemas: each(schemas.ephemeral_resource_schemas, getSchema),
    functions: each(
      schemas.functions,
      ({ summary = "", description = "", parameters = [], variadic_parameter: rest, return: returned }) => ({
        summary,
        description,
        return_type: typeJson(returned?.type),
        parameters: parameters.map(parameterJson),
        ...(rest === undefined ? {} : { variadic_parameter: parameterJson(rest) }),
      }),
    ),
    list_resource_schemas: each(schemas.list_resource_schemas, getSchema),
    action_schemas: each(schemas.action_schemas, ({ schema }) => getSchema(schema ?? {})),
    resource_identity_schemas: each(
      schemas.identity_schemas,
      ({ version = 0, identity_attributes: attributes = [] }) => ({
        version,
        attributes: Object.fromEntries(
          attributes.map((attribute) => [
            attribute.name ?? "",
            {
              type: typeJson(attribute.type),
              description: attribute.description ?? "",
              ...(attribute.required_for_import === true ? { required_for_import: true } : {}),
              ...(attribute.optional_for_import === true ? { optional_for_import: true } : {}),
            },
          ]),
        ),
      }),
    ),
  };
  return {
    format_version: "1.0",
    provider_schemas: Object.fromEntries(provider.sources.map((source) => [source, document])),
  };
}
