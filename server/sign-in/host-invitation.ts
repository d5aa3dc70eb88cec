import { Refusal } from "@tokenplane/rules/refusal";
import { act } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { ActingServices, Services } from "../actions/services.js";
import { getConsoleToken, invite } from "../administrators/invite.js";
import { makeAdministrator } from "../administrators/make.js";
import { removePassword, unlinkFromConsole } from "../administrators/administrator-mutations.js";
import { findAdministrator, type PersonRole } from "../administrators/administrator-store.js";
import { invitationUrl } from "../invitations/link.js";
import { endSessions } from "../sessions/end.js";
import { StartError } from "../start-error.js";
import { createUser } from "../users/create-user.js";
import { findUser } from "../users/user-store.js";

/** Whom somebody on the host invites. */
export interface HostInvitation {
  /** Address of the account; null where there is only one account. */
  readonly address: string | null;
  readonly login: string;
  /** Of somebody who has no role yet. */
  readonly role: PersonRole;
  /** Whether the token that the person signed in with is lost. */
  readonly tokenLost: boolean;
}

/** The account that is meant. @throws StartError */
async function getAccount({ database }: Pick<Services, "database">, address: string | null): Promise<string> {
  const accounts = await database.prisma.account.findMany({
    where: { kind: "TENANT", ...(address === null ? {} : { address: address.toLowerCase() }) },
    select: { id: true },
    take: 2,
  });
  const [account] = accounts;
  if (account === undefined) {
    throw new StartError(
      address === null
        ? "There is no account yet. Start the server once: it creates the first account."
        : `There is no account with the address ${address}. \`account { address }\` in the API shows it.`,
    );
  }
  if (accounts.length > 1)
    throw new StartError("There are several accounts. Name one of them with --account.");
  return account.id;
}

/**
 * Makes a link for an administrator, by somebody who has the host: for the first one, and for one who is locked out. The
 * password is removed, and sessions end. The user and the role are made if they are missing.
 * @returns the link, to be shown once. @throws StartError
 */
export async function inviteOnHost(services: ActingServices, wanted: HostInvitation): Promise<string> {
  const { login, role, tokenLost } = wanted;
  const accountId = await getAccount(services, wanted.address);
  const now = services.clock();
  return act(services, systemCaller(accountId, "command line", now), now, async (action) => {
    const { transaction } = action;
    const user =
      (await findUser(transaction, accountId, { login })) ?? (await createUser(action, { login }, ["login"]));
    if (!user.enabled) throw new StartError("The user is disabled. Enable the user first, with userUpdate.");
    if ((await findAdministrator(transaction, accountId, user.id)) === null)
      await makeAdministrator(action, user, role);
    const passwords = await transaction.password.count({ where: { accountId, userId: user.id } });
    if (passwords > 0) await removePassword(action, user);
    await endSessions(action, user, "LINK_MADE_ON_HOST");
    const token = tokenLost ? await getConsoleToken(action, user.id) : null;
    if (token !== null) await unlinkFromConsole(action, token.id);
    const { secret } = await invite(action, user, "JOIN");
    return invitationUrl(services, secret);
  }).catch((error: unknown) => {
    throw error instanceof Refusal ? new StartError(error.message) : error;
  });
}
