// Of what the server's bundle is made. The release asks again, to know which packages are in it.

/**
 * Packages that have more than JavaScript, WebAssembly in files or native code. They are all that the server needs beside
 * its bundle.
 */
const WHOLE_PACKAGES = /^(@electric-sql\/pglite|@node-rs\/argon2)($|\/)/;

export const SERVER_BUNDLE = {
  input: {
    "commands/tokenplane": "commands/tokenplane.ts",
    "client/follow-events": "client/follow-events.ts",
  },
  platform: "node",
  external: WHOLE_PACKAGES,
  // In development, graphql-js looks at each value twice.
  transform: { define: { "process.env.NODE_ENV": '"production"' } },
  logLevel: "warn",
};
