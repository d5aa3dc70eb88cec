// Builds dist/: the pages, with names that say their content, and each of them compressed once, not at every request.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { icons } from "./icons.mjs";

const root = import.meta.dirname;
const target = path.join(root, "dist");

rmSync(target, { recursive: true, force: true });
await build({
  root,
  configFile: false,
  logLevel: "warn",
  build: {
    outDir: target,
    target: "es2023",
    // The policy of the pages has no data: but for images, and scripts are files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // The administrators' pages, the users', and the one of a user's phone.
      input: ["index.html", "portal.html", "device.html"].map((page) => path.join(root, page)),
      onLog(level, log, report) {
        // Packages say "use client" to frameworks that render on servers.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
});

// The worker of the page of a phone: one file, whose address does not change, because browsers look there for a newer one.
await build({
  root,
  configFile: false,
  logLevel: "warn",
  build: {
    outDir: target,
    emptyOutDir: false,
    target: "es2023",
    reportCompressedSize: false,
    rolldownOptions: {
      input: path.join(root, "worker/worker.ts"),
      output: { format: "iife", entryFileNames: "device/worker.js" },
    },
  },
});
for (const [name, picture] of icons()) writeFileSync(path.join(target, "device", name), picture);

const COMPRESSED = /\.(js|css|html|svg|json)$/;
for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue;
  const file = path.join(entry.parentPath, entry.name);
  const content = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
