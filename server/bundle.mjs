// Builds `dist`: the command line in few files, because a start that reads a thousand takes twice as long.
import path from "node:path";
import { rolldown } from "rolldown";

/** Packages that have more than JavaScript: WebAssembly, native code, worker threads, or pages of their own. */
const WHOLE_PACKAGES =
  /^(@electric-sql\/pglite|@graphql-yoga\/render-graphiql|@node-rs\/argon2|@prisma\/|pg$|pglite-prisma-adapter|pino)/;

const bundle = await rolldown({
  cwd: import.meta.dirname,
  input: {
    "commands/tokenplane": "commands/tokenplane.ts",
    "client/follow-events": "client/follow-events.ts",
  },
  platform: "node",
  external: WHOLE_PACKAGES,
  // In development, graphql-js looks at each value twice.
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  logLevel: "warn",
});
await bundle.write({
  dir: path.join(import.meta.dirname, "dist"),
  format: "esm",
  chunkFileNames: "commands/[name]-[hash].js",
  cleanDir: true,
});
await bundle.close();
