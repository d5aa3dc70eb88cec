import type { ProviderCalls } from "../../plugin/serve.js";
import { providerSchemas } from "../schema.js";
import type { Session } from "../session.js";

/** What a provider can do beyond the first version of the protocol. */
const CAPABILITIES = {
  // A plan to delete is shown to the provider too.
  plan_destroy: true,
  // One look at the schema is enough for all processes of the provider.
  get_provider_schema_optional: true,
  // `moved` blocks between types, and configurations of what is imported.
  move_resource_state: true,
  generate_resource_config: true,
};

/** What a provider says of itself. */
export function schemaCalls({ provider }: Session) {
  // Made when it is first asked for: a core that has it cached does not ask.
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
