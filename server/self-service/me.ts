import type { SelfServicePolicy } from "@tokenplane/rules/self-service";
import type { Caller } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { isSessionWay } from "../sessions/begin.js";
import { sessionEnded } from "../sessions/ended.js";
import { findSession } from "../sessions/store.js";
import type { TokenRow } from "../tokens/store.js";
import { findUser, type UserRow } from "../users/store.js";
import { type ContactChange, waitingChange } from "./contact-change.js";
import { demandAllowed, portalOf } from "./portal.js";
import { mayBindFirst, standingOf } from "./standing.js";

/** What a user sees in a portal: the own person, the policy, and the own tokens that sign in there. */
export interface Me {
  readonly user: UserRow;
  readonly account: string;
  readonly resource: string;
  readonly policy: SelfServicePolicy;
  readonly level: number;
  readonly verifiedAt: Date;
  readonly expiresAt: Date;
  readonly mayConnectFirst: boolean;
  readonly passwordSet: boolean;
  readonly tokens: readonly TokenRow[];
  /** The new contact that waits for its code in this session; null when none does. */
  readonly contactChange: ContactChange | null;
}

/**
 * What the user of a portal session sees.
 * @throws RequestError UNAUTHENTICATED when the session or the portal ended, FORBIDDEN from where the portal may not be used.
 */
export async function readMe(
  { database, clock }: Services,
  { actor, callerAddress }: Pick<Caller, "actor" | "callerAddress">,
): Promise<Me> {
  const { prisma } = database;
  const { accountId, id: userId, resourceId, credential } = actor;
  if (credential?.kind !== "PORTAL_SESSION" || resourceId === null) throw sessionEnded();
  const [session, portal, standing, user, password, tokens, contactChange] = await Promise.all([
    findSession(prisma, accountId, credential.id),
    portalOf(database, accountId, resourceId),
    standingOf(database, accountId, userId, resourceId),
    findUser(prisma, accountId, { id: userId }),
    prisma.password.count({ where: { accountId, userId } }),
    prisma.token.findMany({
      where: { accountId, userId, assignments: { some: { resourceId } } },
      orderBy: { id: "asc" },
    }),
    waitingChange(prisma, { accountId, userId, sessionId: credential.id }, clock()),
  ]);
  if (
    session === null ||
    session.revokedAt !== null ||
    portal === null ||
    standing === null ||
    user === null ||
    !isSessionWay(session.way)
  ) {
    throw sessionEnded();
  }
  demandAllowed(portal, { address: callerAddress });
  return {
    user,
    account: portal.account,
    resource: portal.resource.name,
    policy: portal.policy,
    level: session.level,
    verifiedAt: session.verifiedAt,
    expiresAt: session.expiresAt,
    mayConnectFirst: mayBindFirst(portal.policy, standing, session.way, clock()),
    passwordSet: password > 0,
    tokens,
    contactChange,
  };
}
