import type { ProviderCalls } from "../../plugin/serve.js";
import { providerSchemas } from "../schema.js";
import type { Session } from "../session.js";

/** The capabilities of a provider beyond the first version of the protocol. */
const CAPABILITIES = {
  // The provider is called for plans that delete, too.
  plan_destroy: true,
  // A core needs to read the schema only once for all processes of the provider.
  get_provider_schema_optional: true,
  // `moved` blocks between types, and configurations of what is imported.
  move_resource_state: true,
  generate_resource_config: true,
};

/** Calls that describe the provider. */
export function schemaCalls({ provider }: Session) {
  // Made at the first call: a core with a cached schema does not ask.
  let made: ReturnType<typeof providerSchemas> | undefined;
  const schemas = () => (made ??= providerSchemas(provider));
  const typeNames = (types: Readonly<Record<string, unknown>>) =>
    Object.keys(types).map((name) => ({ type_name: `${provider.name}_${name}` }));
  return {
    async GetMetadata() {
      return {
        server_capabilities: CAPABILITIES,
        resources: typeNames(provider.resources),
        data_sources: typeNames(provider.dataSources),
        ephemeral_resources: typeNames(provider.ephemeralResources),
        functions: Object.keys(provider.functions).map((name) => ({ name })),
        list_resources: typeNames(provider.listResources),
        actions: typeNames(provider.actions),
      };
    },
    async GetProviderSchema() {
      const { identity_schemas: _identities, ...shown } = schemas();
      return { ...shown, server_capabilities: CAPABILITIES };
    },
    async GetResourceIdentitySchemas() {
      return { identity_schemas: schemas().identity_schemas };
    },
    async GetFunctions() {
      return { functions: schemas().functions };
    },
  } satisfies ProviderCalls;
}
