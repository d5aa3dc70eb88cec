import type { Command } from "commander";
import { writeFile } from "node:fs/promises";
import { StartError } from "../start-error.js";

export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("Print the API's GraphQL schema.")
    .option("--out <file>", "write it to a file, in place of standard output")
    .action(async ({ out }: { out?: string }) => {
      const { printedSchema } = await import("../graphql/schema.js");
      if (out === undefined) process.stdout.write(printedSchema());
      else
        await writeFile(out, printedSchema()).catch((error: NodeJS.ErrnoException) => {
          throw new StartError(`The file ${out} cannot be written (${error.code}).`);
        });
    });
}
