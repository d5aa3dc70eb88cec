// Makes the Prisma client from schema/schema.prisma as a library call: the `prisma` command line would add
// half a gigabyte to every installation and wants a download that fails offline.
// CommonJS, because the ESM entry of the generator does not load.
const { getGenerators, loadSchemaContext } = require("@prisma/internals");
const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
const path = require("node:path");

async function generate() {
  const root = path.resolve(__dirname, "../..");
  const schemaContext = await loadSchemaContext({
    schemaPath: { cliProvidedPath: path.join(root, "schema/schema.prisma") },
  });
  const registry = { "prisma-client": { type: "in-process", generator: new PrismaClientTsGenerator() } };
  for (const generator of await getGenerators({ schemaContext, registry })) {
    await generator.generate();
    generator.stop();
  }
}

generate().catch((error) => {
  console.error(error);
  process.exit(1);
});
