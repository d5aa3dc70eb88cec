import { serve } from "./framework/serve.js";
import { provider } from "./provider.js";

void serve(provider, process.argv.slice(2), {
  // Loaded when it is asked for: a core waits for each start.
  export: async (args) => (await import("./export/command.js")).exportAccount(args),
});
