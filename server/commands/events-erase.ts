import type { Command } from "commander";
import { z } from "zod";
import { change } from "./client.js";
import { AS_JSON, printJson } from "./options.js";

const Erased = z.object({ erased: z.number(), isComplete: z.boolean() });

const ERASE =
  "mutation ($input: UserEraseInput!) { userErase(input: $input) { ... on UserErasePayload { erased isComplete } ... on Error { code message path } } }";

const UNKNOWN = "It is not known whether events were erased. Run the command again: it erases what is left.";

async function erase(
  user: string,
  { reason, json }: { readonly reason?: string; readonly json?: true },
): Promise<void> {
  let total = 0;
  for (let isComplete = false; !isComplete;) {
    const step = await change("userErase", ERASE, { user, reason: reason ?? null }, Erased, UNKNOWN);
    total += step.erased;
    ({ isComplete } = step);
  }
  if (json === true) {
    printJson({ erased: total, isComplete: true });
    return;
  }
  console.log(
    total === 0
      ? "No event names that user any more."
      : `The personal data of that user was erased from ${total.toLocaleString("en")} event${total === 1 ? "" : "s"}.`,
  );
}

export function addEraseCommand(events: Command): void {
  events
    .command("erase")
    .description(
      "Erase the personal data of a deleted user from past events, permanently; the log stays verifiable.",
    )
    .argument("<user>", "the global id that the user had")
    .option("--reason <text>", "the reason, for the record; do not write the person's name")
    .option(...AS_JSON)
    .action(erase);
}
