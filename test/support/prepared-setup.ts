import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "../../server/database/embedded.js";
import { getDatabaseFolder } from "../../server/database/embedded-folder.js";
import { migrate } from "../../server/database/migrate.js";
import "./prepared.js";

/** Makes one embedded database for the run, of which tests take copies. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tokenplane-prepared-"));
  const database = await openEmbedded(getDatabaseFolder(folder));
  await migrate(database);
  await database.close();
  project.provide("preparedFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
