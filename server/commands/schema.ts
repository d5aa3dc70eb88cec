import type { Command } from "commander";
import { printedSchema } from "../schema.js";

export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("Print the API's GraphQL schema.")
    .action(() => {
      process.stdout.write(printedSchema());
    });
}
