import { exportAccount } from "./export/command.js";
import { serve } from "./framework/serve.js";
import { provider } from "./provider.js";

// `exportAccount` is loaded with the rest, which makes a start a millisecond slower. Loading it later from the same
// file would cost two or three: the bundler then turns every module that both parts share into a function.
void serve(provider, process.argv.slice(2), { export: exportAccount });
