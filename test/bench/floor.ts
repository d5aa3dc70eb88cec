// The protocol floor: a provider of the same types that answers at once, and does nothing.
import { schemaCalls } from "../../provider/framework/calls/schema.js";
import { createLog } from "../../provider/plugin/log.js";
import { servePlugin, type ProviderCalls } from "../../provider/plugin/serve.js";
import { provider } from "../../provider/provider.js";

const now = () => new Date();
const log = createLog("provider.floor", undefined, () => {}, now);
const nothing = async () => ({ diagnostics: [] });

const calls: ProviderCalls = {
  ...schemaCalls({ provider, log, configured: null, stop: new AbortController() }),
  ValidateProviderConfig: nothing,
  ConfigureProvider: nothing,
  ValidateResourceConfig: nothing,
  UpgradeResourceState: async ({ raw_state }) => ({ upgraded_state: { json: raw_state?.json } }),
  UpgradeResourceIdentity: async ({ raw_identity }) => ({
    upgraded_identity: { identity_data: { json: raw_identity?.json } },
  }),
  ReadResource: async ({ current_state, current_identity }) => ({
    new_state: current_state,
    new_identity: current_identity,
  }),
  PlanResourceChange: async ({ proposed_new_state }) => ({ planned_state: proposed_new_state }),
  ApplyResourceChange: async ({ planned_state }) => ({ new_state: planned_state }),
  StopProvider: async () => ({}),
};

void servePlugin({
  executable: "terraform-provider-tokenplane",
  sources: provider.sources,
  calls: () => calls,
  log,
  now,
  debug: false,
});
