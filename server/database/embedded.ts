import { PGlite } from "@electric-sql/pglite";
import path from "node:path";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Database } from "./database.js";
import { preparedQueries } from "./embedded-statements.js";
import { StartError } from "../start-error.js";
import { createPrisma } from "./prisma.js";

/** The folder of the embedded database inside a data folder. */
export function databaseOf(dataDir: string): string {
  return path.join(dataDir, "database");
}

/**
 * Opens the embedded database in a folder, or in memory when there is none.
 * The folder must be held (`holdFolder`) by the caller: two processes on one folder would corrupt it.
 * @throws StartError when the folder holds something that is not such a database.
 */
export async function openEmbedded(folder: string | undefined): Promise<Database> {
  const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder }).catch(() => {
    throw new StartError(
      `The database in ${folder} cannot be opened: its files are damaged or of another version. Restore a backup.`,
    );
  });
  const prisma = createPrisma(new PrismaPGlite(pglite));
  return {
    prisma,
    embedded: true,
    query: preparedQueries(pglite),
    async script(text) {
      await pglite.exec(text);
    },
    // The folder is ours alone, and so is what happens in it.
    exclusively: (work) => work(),
    listen: () => undefined,
    sealing: (work) => work(),
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
