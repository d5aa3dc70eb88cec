// `npm run bench`: builds the benchmark, which takes a while, and starts it.
import { spawnSync } from "node:child_process";
import { readArguments } from "../../provider/arguments.js";

readArguments(
  `Usage: npm run bench

Measures sign-ins, the feed, the sending of codes, large accounts, Terraform and sizes on this machine, and writes bench-results.md. Settings, from
the environment: BENCH_PARTS (sign-in,feed,sending,large,terraform,sizes), BENCH_SECONDS, BENCH_PEOPLE, BENCH_TOKENS, BENCH_EVENTS,
BENCH_EMBEDDED_TOKENS, BENCH_EMBEDDED_EVENTS.`,
  {},
);

for (const args of [
  ["node_modules/typescript/bin/tsc", "-p", "test/bench"],
  ["server/dev/dist/bench/test/bench/main.js"],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
