import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Database } from "./database.js";
import { guardDisk, refuseFullDisk } from "./embedded-disk.js";
import { refuseForeignFiles, whyNotOpened } from "./embedded-files.js";
import { preparedQueries } from "./embedded-statements.js";
import { createPrisma } from "./prisma.js";
import { PROVE_WRITE } from "./write-proof.js";

/**
 * Opens the embedded database in a folder, or in memory when there is none. The caller must have locked the
 * folder (`holdFolder`): two processes on one folder would corrupt it.
 * @param begin is called when nothing speaks against opening it: from then on, its files may change.
 * @throws StartError when the folder contains something else, this process may not write to its files, or its disk has too
 * little room.
 */
export async function openEmbedded(
  folder: string | undefined,
  begin: () => Promise<void> = () => Promise.resolve(),
): Promise<Database> {
  if (folder !== undefined) {
    await refuseFullDisk(folder);
    await refuseForeignFiles(folder);
  }
  await begin();
  const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder }).catch(
    async (error: unknown) => {
      // Others may have filled the disk meanwhile.
      if (folder !== undefined) await refuseFullDisk(folder);
      throw whyNotOpened(folder ?? "memory", error);
    },
  );
  const disk = guardDisk(pglite, folder);
  const prisma = createPrisma(new PrismaPGlite(pglite));
  const prepared = preparedQueries(pglite);
  const database: Database = {
    prisma,
    embedded: true,
    // There is only one connection, so all other work shares it with requests.
    get periodic() {
      return database;
    },
    get background() {
      return database;
    },
    lost: disk.lost,
    async query(statement) {
      disk.check();
      return prepared(statement);
    },
    async script(text) {
      await pglite.exec(text);
    },
    onOneConnection: (work) => work(database),
    // Only this process uses the folder, so no other process can change anything in it.
    exclusively: (work) => work(),
    listen: () => undefined,
    sealing: (work) => work().then(() => true),
    async proveWrite() {
      await pglite.query(PROVE_WRITE);
    },
    connections: () => [],
    // It answers, or this whole process is blocked.
    abandon() {},
    async close() {
      disk.stop();
      await prisma.$disconnect();
      if (!disk.isLost()) await pglite.close();
    },
  };
  return database;
}
