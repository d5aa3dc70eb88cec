import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { EVENTUALLY } from "./test/support/eventually.js";

/** The packages that server, provider and constructs share. */
const SHARED = path.join(import.meta.dirname, "schema");

/**
 * What takes longest, by measurement, comes first, so that no worker is left with it at the end: what starts many
 * processes, and what waits for something.
 */
const LONG =
  /\/test\/faults\/|export-large|server-dies|lives|command-results|examples\/run|feed\/follow|interrupted|slow-requests|feed\/tail|live-feed|guides|aliases|replicas|note-provider/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** After so many milliseconds, a test or the work around it hangs, on a busy machine too: what is deep works for minutes. */
const HANGS = { default: 240_000, deep: 1_200_000 };

/** What `npm test` runs, or what `npm run test:deep` does; see test/support/tier.ts. */
const getTier = (mode: string) => (mode === "deep" ? "deep" : "default");

export default defineConfig(({ mode }) => ({
  resolve: {
    // Vite would take the package's .mjs, Node takes its .js; two copies do not know each other's types.
    alias: [
      { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql") },
      // As they stand in the files, built or not.
      { find: /^@tokenplane\/(rules|files)\/(.*)$/, replacement: `${SHARED}/$1/$2.ts` },
    ],
  },
  test: {
    include: ["schema/**/*.test.ts", "server/**/*.test.ts", "provider/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    provide: { tier: getTier(mode) },
    tags: [{ name: "deep", description: "Takes long: not a part of the default tier." }],
    ...(getTier(mode) === "deep" ? {} : { tagsFilter: ["!deep"] }),
    globalSetup: [
      "test/support/temporary-setup.ts",
      "test/support/databases-setup.ts",
      "test/support/cores-setup.ts",
    ],
    setupFiles: ["test/support/cpu-time.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
    testTimeout: HANGS[getTier(mode)],
    hookTimeout: HANGS[getTier(mode)],
    // One second, as it is without this, is too little for a machine that has other work.
    expect: { poll: EVENTUALLY },
    // The server is imported once by each worker, not by each file: that took a quarter of the run. So no test may reset modules: it
    // would import all of them again, and what they count would begin again.
    isolate: false,
    experimental: { fsModuleCache: true },
    // More than processors of a small machine: much of the time is spent waiting for other processes.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
}));
