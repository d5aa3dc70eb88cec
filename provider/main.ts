import { exportAccount } from "./export/command.js";
import { serve } from "./framework/serve.js";
import { provider } from "./provider.js";

// Loaded with the rest, which costs a start a millisecond: a part of one file that is loaded later costs it two or three,
// since the bundler then makes a function of every module that both share.
void serve(provider, process.argv.slice(2), { export: exportAccount });
