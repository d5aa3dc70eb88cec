import type { Command } from "commander";
import { systemClock } from "../clock.js";
import { readConfig } from "../config.js";
import { demandDatabase } from "../database/demand-database.js";
import { choice } from "./options.js";

/** The roles of people. */
const ROLES = ["ADMIN", "HELPDESK", "AUDITOR"] as const;

interface InviteOptions {
  readonly login: string;
  readonly role: (typeof ROLES)[number];
  readonly account?: string;
  readonly tokenLost?: true;
}

async function invite({ login, role, account, tokenLost }: InviteOptions): Promise<void> {
  const config = readConfig(process.env);
  demandDatabase(config);
  const { inviteOnHost } = await import("../sign-in/host-invitation.js");
  const { openInstallation } = await import("../installation.js");
  const { createLog } = await import("../log.js");
  const installation = await openInstallation(config, systemClock, createLog(config, 2));
  const wanted = { login, role, address: account ?? null, tokenLost: tokenLost === true };
  try {
    console.log(await inviteOnHost(installation.services, wanted));
  } finally {
    await installation.close();
  }
}

export function addAdministratorCommands(program: Command): void {
  program
    .command("administrator")
    .description("Give people access to the console, from the host.")
    .command("invite")
    .description(
      "Print a link by which a person sets a password, and enrols a token if the person has none. Use it for the first administrator, and for a person who cannot sign in any more. The person's previous password is removed, and all sessions of the person end. It reads the same settings as start.",
    )
    .requiredOption(
      "--login <login>",
      "the person's login; a user with that login is created if there is none",
    )
    .addOption(choice("--role <role>", "the role, if the person has none yet", ROLES).default("ADMIN"))
    .option("--account <address>", "the account's address; needed if there are several accounts")
    .option(
      "--token-lost",
      "unlink the token that the person used to sign in, so that the person enrols another one",
    )
    .action(invite);
}
