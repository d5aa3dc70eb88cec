#!/usr/bin/env node
// What `npx tokenplane` runs. It stands in the repository, because npm links commands before anything is built.
import process from "node:process";

// Threads in which names are looked up, files read and PINs hashed. Of the usual four, two look up names: two hosts whose name servers
// do not answer would stop all others. In Node.js 20 these threads are there before any module runs; there it must be set from outside.
process.env.UV_THREADPOOL_SIZE ??= "16";
await import("./dist/commands/tokenplane.js");
