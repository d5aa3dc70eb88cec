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
    .description("Let people into the console, from the host.")
    .command("invite")
    .description(
      "Print a link by which a person sets a password, and enrols a token if there is none. For the first administrator, and for whoever is locked out: the password before is removed, and sessions end. Takes the settings of start.",
    )
    .requiredOption("--login <login>", "who; a user of that login is made if there is none")
    .addOption(choice("--role <role>", "the role of somebody who has none yet", ROLES).default("ADMIN"))
    .option("--account <address>", "address of the account, if there are several")
    .option(
      "--token-lost",
      "unlink the token that the person signed in with, so that another one is enrolled",
    )
    .action(invite);
}
