import type { Command } from "commander";

export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("Print the API's GraphQL schema.")
    .action(async () => {
      const { printedSchema } = await import("../schema.js");
      process.stdout.write(printedSchema());
    });
}
