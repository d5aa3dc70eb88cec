import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

// What `npm run mutants` runs for each mutant: the unit tests beside the rules. They need no database.
export default defineConfig({
  resolve: {
    // As in the main configuration: one copy of the package.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql") }],
  },
  test: {
    include: ["server/{otp,authentication,bypass,imports}/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    setupFiles: ["test/mutants/setup.ts"],
    testTimeout: 60_000,
  },
});
