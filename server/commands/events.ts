import type { Command } from "commander";
import { addExportCommand } from "./events-export.js";
import { addVerifyCommand } from "./events-verify.js";

export function addEventCommands(program: Command): void {
  const events = program
    .command("events")
    .description(
      "Check the event log for tampering, or export it, through the running server (TOKENPLANE_ENDPOINT, TOKENPLANE_API_KEY).",
    );
  addVerifyCommand(events);
  addExportCommand(events);
}
