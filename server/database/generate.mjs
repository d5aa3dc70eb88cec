// Makes the Prisma client of schema/schema.prisma, unless it is current. It calls the generator as a library: the `prisma`
// command line would add half a gigabyte to every installation, and needs a download that fails offline.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { withPackages } from "../../provider/with-packages.ts";

const SCHEMA = "schema/schema.prisma";
const GENERATOR = "server/database/generator";
const LAST = "server/database/generated/made-of.sha256";

const hash = createHash("sha256");
for (const file of [SCHEMA, `${GENERATOR}/package-lock.json`]) hash.update(readFileSync(file));
const now = hash.digest("hex");

if (!existsSync(LAST) || readFileSync(LAST, "utf8") !== now) {
  await withPackages(GENERATOR, async (folder) => {
    // The module for `import` does not load.
    const require = createRequire(path.join(folder, "package.json"));
    const { getGenerators, loadSchemaContext } = require("@prisma/internals");
    const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
    const schemaContext = await loadSchemaContext({ schemaPath: { cliProvidedPath: path.resolve(SCHEMA) } });
    const registry = { "prisma-client": { type: "in-process", generator: new PrismaClientTsGenerator() } };
    for (const generator of await getGenerators({ schemaContext, registry })) {
      await generator.generate();
      generator.stop();
    }
  });
  writeFileSync(LAST, now);
}
