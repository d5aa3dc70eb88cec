import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig } from "vitest/config";

const RULES = path.join(import.meta.dirname, "../../schema/rules");

// What `npm run mutants` runs for each mutant: the unit tests beside the rules. They need no database.
export default defineConfig({
  resolve: {
    // As in the main configuration: one copy of the package.
    alias: [
      { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql") },
      // As they stand in the files, built or not.
      { find: /^@tokenplane\/rules\/(.*)$/, replacement: `${RULES}/$1.ts` },
    ],
  },
  test: {
    include: ["schema/rules/*.test.ts", "server/{otp,authentication,bypass,imports}/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    setupFiles: ["test/mutants/setup.ts"],
    testTimeout: 60_000,
  },
});
