import type { SelfServiceAction, SelfServicePolicy } from "@tokenplane/rules/self-service";
import type { Caller } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { CODE_PROOF_MS } from "../actions/step-up.js";
import { readRecoveryCodeDates } from "../recovery-codes/recovery-code-store.js";
import { isSessionOrigin } from "../sessions/begin.js";
import { sessionEnded } from "../sessions/ended.js";
import { findSession } from "../sessions/session-store.js";
import type { TokenRow } from "../tokens/token-store.js";
import { findUser, type UserRow } from "../users/user-store.js";
import { type ContactChange, waitingChange } from "./contact-change.js";
import { allowedActions, demandAllowed, getPortal } from "./portal.js";
import { isMailboxAloneBeside } from "./mailed-codes.js";
import { actingLevel, isJustConnected, mayBindFirst, readPortalMembership } from "./portal-membership.js";
import { waitingAt } from "./waiting.js";

/** The data that a user sees in a portal: the own person, the policy, and the own tokens that sign in there. */
export interface Me {
  readonly user: UserRow;
  readonly account: string;
  readonly resource: string;
  readonly isResourceEnabled: boolean;
  readonly policy: SelfServicePolicy;
  /** The actions that the policy allows now. */
  readonly actions: readonly SelfServiceAction[];
  readonly level: number;
  readonly verifiedAt: Date;
  /** When a first code of a token was typed in the session; null when none was. */
  readonly connectedAt: Date | null;
  /** Until when a recovery code is made without another code; null when one must be typed. */
  readonly recoveryCodeProvenUntil: Date | null;
  readonly expiresAt: Date;
  readonly mayConnectFirst: boolean;
  /**
   * Whether a first token may be connected because the user used a recovery code: then the lost token stays until another one takes
   * its place.
   */
  readonly isRecovering: boolean;
  readonly passwordSet: boolean;
  /** When the recovery code was made; null when there is none. */
  readonly recoveryCodeCreatedAt: Date | null;
  readonly tokens: readonly TokenRow[];
  /** The new contact that waits for its code in this session; null when none does. */
  readonly contactChange: ContactChange | null;
}

/** The tokens that a user has in the portal of a resource: those that sign in there, and those that will, in the place of a lost one. */
export function readOwnTokens(
  { prisma }: Services["database"],
  accountId: string,
  userId: string,
  resourceId: string,
): Promise<TokenRow[]> {
  return prisma.token.findMany({
    where: {
      accountId,
      userId,
      OR: [
        { assignments: { some: { resourceId } } },
        { status: "PENDING", recovered: waitingAt(userId, resourceId) },
      ],
    },
    orderBy: { id: "asc" },
  });
}

/**
 * At how many other resources tokens sign in; 0 for a token that a user does not have in the portal of a resource.
 * @param ids of tokens. @returns in the order of the ids.
 */
export async function countOtherResources(
  { prisma }: Services["database"],
  accountId: string,
  userId: string,
  resourceId: string,
  ids: readonly string[],
): Promise<number[]> {
  const links = await prisma.assignment.findMany({
    where: { accountId, userId, tokenId: { in: [...ids] }, resourceId: { not: resourceId } },
    select: { tokenId: true },
  });
  return ids.map((id) => links.filter(({ tokenId }) => tokenId === id).length);
}

/**
 * The data that the user of a portal session sees.
 * @throws RequestError UNAUTHENTICATED when the session or the portal ended, FORBIDDEN from where the portal may not be used.
 */
export async function readMe(
  { database, clock }: Pick<Services, "clock" | "database">,
  { actor, callerAddress }: Pick<Caller, "actor" | "callerAddress">,
): Promise<Me> {
  const { prisma } = database;
  const { accountId, id: userId, resourceId, credential } = actor;
  if (credential?.kind !== "PORTAL_SESSION" || resourceId === null) throw sessionEnded();
  const [session, portal, membership, user, password, [recoveryCodeCreatedAt = null], tokens, contactChange] =
    await Promise.all([
      findSession(prisma, accountId, credential.id),
      getPortal(database, accountId, resourceId),
      readPortalMembership(database, accountId, userId, resourceId, clock()),
      findUser(prisma, accountId, { id: userId }),
      prisma.password.count({ where: { accountId, userId } }),
      readRecoveryCodeDates(database, accountId, [userId]),
      readOwnTokens(database, accountId, userId, resourceId),
      waitingChange(prisma, { accountId, userId, sessionId: credential.id }, clock()),
    ]);
  if (
    session === null ||
    session.revokedAt !== null ||
    portal === null ||
    membership === null ||
    user === null ||
    !isSessionOrigin(session.way)
  ) {
    throw sessionEnded();
  }
  demandAllowed(portal, { address: callerAddress });
  const mayConnectFirst =
    portal.isResourceEnabled && mayBindFirst(portal.policy, membership, session.way, clock());
  const level = actingLevel(session.level, membership);
  const { way, connectedAt, verifiedAt } = session;
  const proofs = [
    ...(level < 2 ? [] : [verifiedAt]),
    ...(connectedAt !== null &&
    isJustConnected({ connectedAt, membership, now: clock() }) &&
    !(await isMailboxAloneBeside(prisma, { way, accountId, userId, resourceId }))
      ? [connectedAt]
      : []),
  ].map((at) => at.getTime() + CODE_PROOF_MS);
  return {
    user,
    account: portal.account,
    resource: portal.resource.name,
    isResourceEnabled: portal.isResourceEnabled,
    policy: portal.policy,
    actions: allowedActions(portal),
    level,
    verifiedAt,
    connectedAt,
    recoveryCodeProvenUntil: proofs.length === 0 ? null : new Date(Math.max(...proofs)),
    expiresAt: session.expiresAt,
    mayConnectFirst,
    isRecovering: mayConnectFirst && session.way === "RECOVERY_CODE",
    passwordSet: password > 0,
    recoveryCodeCreatedAt,
    tokens,
    contactChange,
  };
}
