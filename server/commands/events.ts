import type { Command } from "commander";
import { addEraseCommand } from "./events-erase.js";
import { addExportCommand } from "./events-export.js";
import { addTailCommand } from "./events-tail.js";
import { addVerifyCommand } from "./events-verify.js";

export function addEventCommands(program: Command): void {
  const events = program
    .command("events")
    .description(
      "Follow the events, check their log for tampering, export it, or erase a deleted user from them, through the running server (TOKENPLANE_ENDPOINT, TOKENPLANE_API_KEY).",
    );
  addTailCommand(events);
  addVerifyCommand(events);
  addExportCommand(events);
  addEraseCommand(events);
}
