import { serve } from "./framework/serve.js";
import { provider } from "./provider.js";

void serve(provider, process.argv.slice(2));
