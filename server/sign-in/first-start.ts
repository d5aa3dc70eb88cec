import { act } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { ActingServices } from "../actions/services.js";
import { invitationUrl, SETUP_TTL_MS } from "../invitations/link.js";
import { createInvitation } from "../invitations/invitation-store.js";

/**
 * Makes the link by which the first administrator signs in, while there is none in the whole installation.
 * @returns the link, to be shown once; null when there is an administrator, or no account.
 */
export async function makeSetupLink(services: ActingServices): Promise<string | null> {
  const { database, clock } = services;
  if ((await database.prisma.administrator.count()) > 0) return null;
  const account = await database.prisma.account.findFirst({
    where: { kind: "TENANT", enabled: true },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  if (account === null) return null;
  const now = clock();
  return act(services, systemCaller(account.id, "start", now), now, async (action) => {
    // Each start makes one, so that its use is an event, and this is none.
    const { secret } = await createInvitation(action, null, "SETUP", SETUP_TTL_MS);
    return invitationUrl(services, secret);
  });
}
