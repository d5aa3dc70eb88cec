// The messages and calls of Terraform's plugin protocol, version 6 (package `tfplugin6`), up to minor version 6.11.
// State stores are left out: no released core uses them outside of experiments.
import {
  bool,
  bytes,
  field,
  integer,
  mapped,
  message,
  optional,
  recursive,
  repeated,
  string,
  type Received,
  type Message,
  type Sent,
} from "./protobuf.js";

export const DynamicValue = message({ msgpack: field(1, bytes), json: field(2, bytes) });

/** The severity of a diagnostic. For cores, 0 is no error, so it is never sent. */
export const Severity = { ERROR: 1, WARNING: 2 } as const;
export const StringKind = { PLAIN: 0, MARKDOWN: 1 } as const;
/** How nested attributes repeat. */
export const ObjectNesting = { SINGLE: 1, LIST: 2, SET: 3, MAP: 4 } as const;
/** How nested blocks repeat. */
export const BlockNesting = { SINGLE: 1, LIST: 2, SET: 3, MAP: 4, GROUP: 5 } as const;

/** One step of a path; exactly one of the three is set. */
export const Step = message({
  attribute_name: optional(1, string),
  element_key_string: optional(2, string),
  element_key_int: optional(3, integer),
});
export const AttributePath = message({ steps: repeated(1, Step) });

export const Diagnostic = message({
  severity: field(1, integer),
  summary: field(2, string),
  detail: field(3, string),
  attribute: optional(4, AttributePath),
});

export const FunctionError = message({ text: field(1, string), function_argument: optional(2, integer) });
export const RawState = message({ json: field(1, bytes), flatmap: mapped(2, string) });
export const ResourceIdentityData = message({ identity_data: optional(1, DynamicValue) });

const IdentityAttribute = message({
  name: field(1, string),
  type: field(2, bytes),
  required_for_import: field(3, bool),
  optional_for_import: field(4, bool),
  description: field(5, string),
});
export const ResourceIdentitySchema = message({
  version: field(1, integer),
  identity_attributes: repeated(2, IdentityAttribute),
});

// Attributes contain objects that contain attributes, and blocks contain blocks: TypeScript needs names for these
// types.
export interface SchemaObject {
  readonly attributes?: readonly SchemaAttribute[] | undefined;
  readonly nesting?: number | undefined;
}
export interface SchemaAttribute {
  readonly name?: string | undefined;
  /** The type constraint as JSON; absent if `nested_type` is set. */
  readonly type?: Uint8Array | undefined;
  readonly nested_type?: SchemaObject | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly optional?: boolean | undefined;
  readonly computed?: boolean | undefined;
  readonly sensitive?: boolean | undefined;
  readonly description_kind?: number | undefined;
  readonly deprecated?: boolean | undefined;
  readonly write_only?: boolean | undefined;
  readonly deprecation_message?: string | undefined;
}
export interface SchemaNestedBlock {
  readonly type_name?: string | undefined;
  readonly block?: SchemaBlock | undefined;
  readonly nesting?: number | undefined;
  readonly min_items?: number | undefined;
  readonly max_items?: number | undefined;
}
export interface SchemaBlock {
  readonly version?: number | undefined;
  readonly attributes?: readonly SchemaAttribute[] | undefined;
  readonly block_types?: readonly SchemaNestedBlock[] | undefined;
  readonly description?: string | undefined;
  readonly description_kind?: number | undefined;
  readonly deprecated?: boolean | undefined;
  readonly deprecation_message?: string | undefined;
}

const SchemaObject: Message<SchemaObject, SchemaObject> = message({
  attributes: repeated(
    1,
    recursive(() => SchemaAttribute),
  ),
  nesting: field(3, integer),
});
const SchemaAttribute: Message<SchemaAttribute, SchemaAttribute> = message({
  name: field(1, string),
  type: field(2, bytes),
  description: field(3, string),
  required: field(4, bool),
  optional: field(5, bool),
  computed: field(6, bool),
  sensitive: field(7, bool),
  description_kind: field(8, integer),
  deprecated: field(9, bool),
  nested_type: optional(10, SchemaObject),
  write_only: field(11, bool),
  deprecation_message: field(12, string),
});
const SchemaNestedBlock: Message<SchemaNestedBlock, SchemaNestedBlock> = message({
  type_name: field(1, string),
  block: optional(
    2,
    recursive(() => SchemaBlock),
  ),
  nesting: field(3, integer),
  min_items: field(4, integer),
  max_items: field(5, integer),
});
const SchemaBlock: Message<SchemaBlock, SchemaBlock> = message({
  version: field(1, integer),
  attributes: repeated(2, SchemaAttribute),
  block_types: repeated(3, SchemaNestedBlock),
  description: field(4, string),
  description_kind: field(5, integer),
  deprecated: field(6, bool),
  deprecation_message: field(7, string),
});
/** A schema always has a block, even an empty one: cores read it without a check. */
export const Schema = message({ version: field(1, integer), block: optional(2, SchemaBlock) });
export const ActionSchema = message({ schema: optional(1, Schema) });

const Parameter = message({
  name: field(1, string),
  type: field(2, bytes),
  allow_null_value: field(3, bool),
  allow_unknown_values: field(4, bool),
  description: field(5, string),
  description_kind: field(6, integer),
});
export const FunctionSchema = message({
  parameters: repeated(1, Parameter),
  variadic_parameter: optional(2, Parameter),
  return: optional(3, message({ type: field(1, bytes) })),
  summary: field(4, string),
  description: field(5, string),
  description_kind: field(6, integer),
  deprecation_message: field(7, string),
});

const ServerCapabilities = message({
  plan_destroy: field(1, bool),
  get_provider_schema_optional: field(2, bool),
  move_resource_state: field(3, bool),
  generate_resource_config: field(4, bool),
});
const ClientCapabilities = message({
  deferral_allowed: field(1, bool),
  write_only_attributes_allowed: field(2, bool),
  store_planned_private: field(3, bool),
  computed_blocks_allowed: field(4, bool),
});
const Deferred = message({ reason: field(1, integer) });
const Timestamp = message({ seconds: field(1, integer), nanos: field(2, integer) });
const TypeName = message({ type_name: field(1, string) });

const nothing = message({});
const diagnosticsIn = (number: number) => message({ diagnostics: repeated(number, Diagnostic) });
const configOfType = message({ type_name: field(1, string), config: optional(2, DynamicValue) });

const ImportedResource = message({
  type_name: field(1, string),
  state: optional(2, DynamicValue),
  private: field(3, bytes),
  identity: optional(4, ResourceIdentityData),
});

/** Calls with one answer, by their names on the wire. */
export const unaryCalls = {
  GetMetadata: {
    request: nothing,
    response: message({
      server_capabilities: optional(1, ServerCapabilities),
      diagnostics: repeated(2, Diagnostic),
      data_sources: repeated(3, TypeName),
      resources: repeated(4, TypeName),
      functions: repeated(5, message({ name: field(1, string) })),
      ephemeral_resources: repeated(6, TypeName),
      list_resources: repeated(7, TypeName),
      actions: repeated(9, TypeName),
    }),
  },
  GetProviderSchema: {
    request: nothing,
    response: message({
      provider: optional(1, Schema),
      resource_schemas: mapped(2, Schema),
      data_source_schemas: mapped(3, Schema),
      diagnostics: repeated(4, Diagnostic),
      server_capabilities: optional(6, ServerCapabilities),
      functions: mapped(7, FunctionSchema),
      ephemeral_resource_schemas: mapped(8, Schema),
      list_resource_schemas: mapped(9, Schema),
      action_schemas: mapped(11, ActionSchema),
    }),
  },
  GetResourceIdentitySchemas: {
    request: nothing,
    response: message({
      identity_schemas: mapped(1, ResourceIdentitySchema),
      diagnostics: repeated(2, Diagnostic),
    }),
  },
  ValidateProviderConfig: {
    request: message({ config: optional(1, DynamicValue) }),
    response: diagnosticsIn(2),
  },
  ValidateResourceConfig: {
    request: message({
      type_name: field(1, string),
      config: optional(2, DynamicValue),
      client_capabilities: optional(3, ClientCapabilities),
    }),
    response: diagnosticsIn(1),
  },
  ValidateDataResourceConfig: { request: configOfType, response: diagnosticsIn(1) },
  ValidateEphemeralResourceConfig: { request: configOfType, response: diagnosticsIn(1) },
  UpgradeResourceState: {
    request: message({
      type_name: field(1, string),
      version: field(2, integer),
      raw_state: optional(3, RawState),
    }),
    response: message({
      upgraded_state: optional(1, DynamicValue),
      diagnostics: repeated(2, Diagnostic),
    }),
  },
  UpgradeResourceIdentity: {
    request: message({
      type_name: field(1, string),
      version: field(2, integer),
      raw_identity: optional(3, RawState),
    }),
    response: message({
      upgraded_identity: optional(1, ResourceIdentityData),
      diagnostics: repeated(2, Diagnostic),
    }),
  },
  ConfigureProvider: {
    request: message({
      terraform_version: field(1, string),
      config: optional(2, DynamicValue),
      client_capabilities: optional(3, ClientCapabilities),
    }),
    response: diagnosticsIn(1),
  },
  ReadResource: {
    request: message({
      type_name: field(1, string),
      current_state: optional(2, DynamicValue),
      private: field(3, bytes),
      client_capabilities: optional(5, ClientCapabilities),
      current_identity: optional(6, ResourceIdentityData),
    }),
    response: message({
      new_state: optional(1, DynamicValue),
      diagnostics: repeated(2, Diagnostic),
      private: field(3, bytes),
      deferred: optional(4, Deferred),
      new_identity: optional(5, ResourceIdentityData),
    }),
  },
  PlanResourceChange: {
    request: message({
      type_name: field(1, string),
      prior_state: optional(2, DynamicValue),
      proposed_new_state: optional(3, DynamicValue),
      config: optional(4, DynamicValue),
      prior_private: field(5, bytes),
      client_capabilities: optional(7, ClientCapabilities),
      prior_identity: optional(8, ResourceIdentityData),
    }),
    response: message({
      planned_state: optional(1, DynamicValue),
      requires_replace: repeated(2, AttributePath),
      planned_private: field(3, bytes),
      diagnostics: repeated(4, Diagnostic),
      deferred: optional(6, Deferred),
      planned_identity: optional(7, ResourceIdentityData),
    }),
  },
  ApplyResourceChange: {
    request: message({
      type_name: field(1, string),
      prior_state: optional(2, DynamicValue),
      planned_state: optional(3, DynamicValue),
      config: optional(4, DynamicValue),
      planned_private: field(5, bytes),
      planned_identity: optional(7, ResourceIdentityData),
    }),
    response: message({
      new_state: optional(1, DynamicValue),
      private: field(2, bytes),
      diagnostics: repeated(3, Diagnostic),
      new_identity: optional(5, ResourceIdentityData),
    }),
  },
  ImportResourceState: {
    request: message({
      type_name: field(1, string),
      id: field(2, string),
      client_capabilities: optional(3, ClientCapabilities),
      identity: optional(4, ResourceIdentityData),
    }),
    response: message({
      imported_resources: repeated(1, ImportedResource),
      diagnostics: repeated(2, Diagnostic),
      deferred: optional(3, Deferred),
    }),
  },
  MoveResourceState: {
    request: message({
      source_provider_address: field(1, string),
      source_type_name: field(2, string),
      source_schema_version: field(3, integer),
      source_state: optional(4, RawState),
      target_type_name: field(5, string),
      source_private: field(6, bytes),
      source_identity: optional(7, RawState),
      source_identity_schema_version: field(8, integer),
    }),
    response: message({
      target_state: optional(1, DynamicValue),
      diagnostics: repeated(2, Diagnostic),
      target_private: field(3, bytes),
      target_identity: optional(4, ResourceIdentityData),
    }),
  },
  GenerateResourceConfig: {
    request: message({ type_name: field(1, string), state: optional(2, DynamicValue) }),
    response: message({ config: optional(1, DynamicValue), diagnostics: repeated(2, Diagnostic) }),
  },
  ReadDataSource: {
    request: message({
      type_name: field(1, string),
      config: optional(2, DynamicValue),
      client_capabilities: optional(4, ClientCapabilities),
    }),
    response: message({
      state: optional(1, DynamicValue),
      diagnostics: repeated(2, Diagnostic),
      deferred: optional(3, Deferred),
    }),
  },
  OpenEphemeralResource: {
    request: message({
      type_name: field(1, string),
      config: optional(2, DynamicValue),
      client_capabilities: optional(3, ClientCapabilities),
    }),
    response: message({
      diagnostics: repeated(1, Diagnostic),
      renew_at: optional(2, Timestamp),
      result: optional(3, DynamicValue),
      private: optional(4, bytes),
      deferred: optional(5, Deferred),
    }),
  },
  RenewEphemeralResource: {
    request: message({ type_name: field(1, string), private: optional(2, bytes) }),
    response: message({
      diagnostics: repeated(1, Diagnostic),
      renew_at: optional(2, Timestamp),
      private: optional(3, bytes),
    }),
  },
  CloseEphemeralResource: {
    request: message({ type_name: field(1, string), private: optional(2, bytes) }),
    response: diagnosticsIn(1),
  },
  GetFunctions: {
    request: nothing,
    response: message({ functions: mapped(1, FunctionSchema), diagnostics: repeated(2, Diagnostic) }),
  },
  CallFunction: {
    request: message({ name: field(1, string), arguments: repeated(2, DynamicValue) }),
    response: message({ result: optional(1, DynamicValue), error: optional(2, FunctionError) }),
  },
  ValidateListResourceConfig: {
    request: message({
      type_name: field(1, string),
      config: optional(2, DynamicValue),
      include_resource_object: optional(3, DynamicValue),
      limit: optional(4, DynamicValue),
    }),
    response: diagnosticsIn(1),
  },
  ValidateActionConfig: { request: configOfType, response: diagnosticsIn(1) },
  PlanAction: {
    request: message({
      action_type: field(1, string),
      config: optional(2, DynamicValue),
      client_capabilities: optional(3, ClientCapabilities),
    }),
    response: message({ diagnostics: repeated(1, Diagnostic), deferred: optional(2, Deferred) }),
  },
  StopProvider: { request: nothing, response: message({ Error: field(1, string) }) },
};

/** Calls whose answer is a stream. */
export const streamingCalls = {
  ListResource: {
    request: message({
      type_name: field(1, string),
      config: optional(2, DynamicValue),
      include_resource_object: field(3, bool),
      limit: field(4, integer),
    }),
    response: message({
      identity: optional(1, ResourceIdentityData),
      display_name: field(2, string),
      resource_object: optional(3, DynamicValue),
      diagnostic: repeated(4, Diagnostic),
    }),
  },
  InvokeAction: {
    request: message({
      action_type: field(1, string),
      config: optional(2, DynamicValue),
      client_capabilities: optional(3, ClientCapabilities),
    }),
    response: message({
      progress: optional(1, message({ message: field(1, string) })),
      completed: optional(2, diagnosticsIn(1)),
    }),
  },
};

type Calls = typeof unaryCalls & typeof streamingCalls;
/** The request of a call. */
export type Request<Name extends keyof Calls> = Received<Calls[Name]["request"]>;
/** The response of a call. */
export type Response<Name extends keyof Calls> = Sent<Calls[Name]["response"]>;
