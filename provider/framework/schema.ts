// Schemas as a core reads them.
import { typeBytes } from "../plugin/cty/type.js";
import type { Sent } from "../plugin/protobuf.js";
import {
  ObjectNesting,
  StringKind,
  type ActionSchema,
  type FunctionSchema,
  type ResourceIdentitySchema,
  type Schema,
  type SchemaAttribute,
} from "../plugin/tfplugin6.js";
import type { Attribute, Attributes, Presence } from "./attributes.js";
import { isNested } from "./block.js";
import type { AnyFunction, Parameter } from "./function.js";
import type { AnyProvider } from "./provider.js";
import type { IdentityAttributes } from "./resource.js";

const NESTING = {
  single: ObjectNesting.SINGLE,
  list: ObjectNesting.LIST,
  set: ObjectNesting.SET,
  map: ObjectNesting.MAP,
} as const;

const PRESENCE: Readonly<
  Record<Presence, Pick<SchemaAttribute, "required" | "optional" | "computed" | "write_only">>
> = {
  required: { required: true },
  optional: { optional: true },
  // A core lets a provider fill in only computed attributes; a default is filled in, too.
  default: { optional: true, computed: true },
  identifier: { computed: true },
  computed: { computed: true },
  optionalComputed: { optional: true, computed: true },
  writeOnly: { optional: true, write_only: true },
};

function attributeSchema(
  name: string,
  { type, presence, options }: Attribute<unknown, Presence>,
): SchemaAttribute {
  return {
    name,
    ...(isNested(type)
      ? {
          nested_type: {
            attributes: attributeSchemas(type.nested.attributes),
            nesting: NESTING[type.nested.nesting],
          },
        }
      : { type: typeBytes(type.cty) }),
    description: options.description,
    description_kind: StringKind.MARKDOWN,
    ...PRESENCE[presence],
    sensitive: options.sensitive ?? false,
    deprecated: options.deprecated !== undefined,
    deprecation_message: options.deprecated ?? "",
  };
}

function attributeSchemas(attributes: Attributes): SchemaAttribute[] {
  return Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, attribute]) => attributeSchema(name, attribute));
}

/** Something with attributes. */
interface Described {
  readonly description: string;
  readonly deprecated?: string;
  readonly attributes: Attributes;
}

function schema({ description, deprecated, attributes }: Described, version = 0): Sent<typeof Schema> {
  return {
    version,
    block: {
      version,
      attributes: attributeSchemas(attributes),
      description,
      description_kind: StringKind.MARKDOWN,
      deprecated: deprecated !== undefined,
      deprecation_message: deprecated ?? "",
    },
  };
}

function parameterSchema({ name, type, description, mayBeUnknown }: Parameter<unknown>) {
  return {
    name,
    type: typeBytes(type.cty),
    allow_null_value: type.mayBeNull ?? false,
    allow_unknown_values: mayBeUnknown ?? false,
    description,
    description_kind: StringKind.MARKDOWN,
  };
}

function functionSchema(described: AnyFunction): Sent<typeof FunctionSchema> {
  const { summary, description, deprecated, parameters, variadic, returns } = described;
  return {
    parameters: parameters.map(parameterSchema),
    ...(variadic === undefined ? {} : { variadic_parameter: parameterSchema(variadic) }),
    return: { type: typeBytes(returns.cty) },
    summary,
    description,
    description_kind: StringKind.MARKDOWN,
    deprecation_message: deprecated ?? "",
  };
}

function identitySchema(attributes: IdentityAttributes): Sent<typeof ResourceIdentitySchema> {
  return {
    version: 0,
    identity_attributes: Object.entries(attributes).map(([name, attribute]) => ({
      name,
      type: typeBytes(attribute.type.cty),
      required_for_import: attribute.import === "required",
      optional_for_import: attribute.import === "optional",
      description: attribute.description,
    })),
  };
}

/** All schemas of a provider, by full names. */
export interface ProviderSchemas {
  readonly provider: Sent<typeof Schema>;
  readonly resource_schemas: Readonly<Record<string, Sent<typeof Schema>>>;
  readonly data_source_schemas: Readonly<Record<string, Sent<typeof Schema>>>;
  readonly ephemeral_resource_schemas: Readonly<Record<string, Sent<typeof Schema>>>;
  readonly functions: Readonly<Record<string, Sent<typeof FunctionSchema>>>;
  readonly list_resource_schemas: Readonly<Record<string, Sent<typeof Schema>>>;
  readonly action_schemas: Readonly<Record<string, Sent<typeof ActionSchema>>>;
  readonly identity_schemas: Readonly<Record<string, Sent<typeof ResourceIdentitySchema>>>;
}

/** The schemas of a provider and of everything in it. */
export function providerSchemas(provider: AnyProvider): ProviderSchemas {
  const named = <T, S>(types: Readonly<Record<string, T>>, describe: (type: T) => S) =>
    Object.fromEntries(
      Object.entries(types).map(([name, type]) => [`${provider.name}_${name}`, describe(type)]),
    );
  const identified = Object.entries(provider.resources).flatMap(([name, { identity }]) =>
    identity === undefined
      ? []
      : [[`${provider.name}_${name}`, identitySchema(identity.attributes)] as const],
  );
  return {
    provider: schema(provider),
    resource_schemas: named(provider.resources, (resource) => schema(resource, resource.version)),
    data_source_schemas: named(provider.dataSources, (dataSource) => schema(dataSource)),
    ephemeral_resource_schemas: named(provider.ephemeralResources, (ephemeral) => schema(ephemeral)),
    functions: Object.fromEntries(
      Object.entries(provider.functions).map(([name, described]) => [name, functionSchema(described)]),
    ),
    list_resource_schemas: named(provider.listResources, (listResource) => schema(listResource)),
    action_schemas: named(provider.actions, (action) => ({ schema: schema(action) })),
    identity_schemas: Object.fromEntries(identified),
  };
}
