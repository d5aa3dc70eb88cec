import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineGlue from "@prisma/schema-engine-wasm/schema_engine_bg";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { getDatabaseFolder } from "../../server/database/embedded-folder.js";
import { prepareFolder } from "../support/prepared.js";

/** Prisma's own schema engine. Its package leaves the loading of the WebAssembly to a bundler. */
async function loadEngine(): Promise<typeof engineGlue.SchemaEngine> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const code = readFileSync(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": engineGlue });
  const bind: unknown = Reflect.get(engineGlue, "__wbg_set_wasm");
  const start: unknown = instance.exports["__wbindgen_start"];
  assert.ok(typeof bind === "function" && typeof start === "function");
  bind(instance.exports);
  start();
  return engineGlue.SchemaEngine;
}

/** Tells how a migrated database differs from `schema.prisma`. */
export interface DriftCheck {
  /**
   * What would have to be done to the database to make it what `schema.prisma` says, as SQL; empty when they
   * agree. Prisma sees tables, columns, defaults, keys and plain indexes, but not checks and conditions.
   * @param after SQL that is run after the migrations, for this one check.
   */
  drift(after?: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens an embedded database that is migrated, to be compared with `schema.prisma`. */
export async function openDriftCheck(): Promise<DriftCheck> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-drift-"));
  const database = await PGlite.create({
    dataDir: getDatabaseFolder(prepareFolder(path.join(folder, "data"))),
  });
  const file = { path: "schema.prisma", content: readFileSync("schema/schema.prisma", "utf8") };
  const Engine = await loadEngine();
  const engine = await Engine.new(
    { datamodels: [[file.path, file.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)),
  );
  return {
    async drift(after = "") {
      // There is one session only, so the engine sees what is not committed.
      await database.exec(`BEGIN; ${after}`);
      try {
        const { exitCode, stdout } = await engine.diff({
          from: { tag: "schemaDatasource", files: [file], configDir: "." },
          to: { tag: "schemaDatamodel", files: [file] },
          script: true,
          exitCode: true,
          filters: { externalTables: [], externalEnums: [] },
        });
        return exitCode === 0 ? "" : (stdout ?? "");
      } finally {
        await database.exec("ROLLBACK");
      }
    },
    async close() {
      engine.free();
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
