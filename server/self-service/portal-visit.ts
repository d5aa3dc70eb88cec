import { Refusal } from "@tokenplane/rules/refusal";
import type { SelfServiceAction } from "@tokenplane/rules/self-service";
import { act, type Action } from "../actions/action.js";
import { demandStepUp } from "../actions/step-up.js";
import type { Preparer } from "../actions/use-case.js";
import { inTransaction } from "../database/transaction.js";
import { Prisma } from "../database/generated/client.js";
import { globalId } from "../global-id.js";
import { voidInvitations } from "../invitations/invitation-store.js";
import { RequestError } from "../request-error.js";
import { sessionEnded } from "../sessions/ended.js";
import { type SessionOrigin, USED_WAYS } from "../sessions/begin.js";
import { noSuchToken, tokenKey } from "../tokens/token-ref.js";
import { lockToken, type TokenKey, type TokenRow } from "../tokens/token-store.js";
import { findUser, type UserRow } from "../users/user-store.js";
import type { PortalChange } from "../delivery/texts/message-facts.js";
import { mailPortalChange } from "../messages/portal-mail.js";
import { allowedActions, demandAllowed, type Portal, getPortal } from "./portal.js";
import { isMailboxAloneBeside } from "./mailed-codes.js";
import {
  actingLevel,
  isJustConnected,
  mayBindFirst,
  type PortalMembership,
  readPortalMembership,
} from "./portal-membership.js";
import { waitingAt } from "./waiting.js";

/** Where a user acts: the portal, the user, and how the session was begun. */
export interface PortalVisit {
  readonly portal: Portal;
  readonly user: UserRow;
  readonly membership: PortalMembership;
  readonly sessionId: string;
  readonly level: number;
  readonly way: SessionOrigin;
  readonly verifiedAt: Date;
  /** When a first code of a token was typed in the session; null when none was. */
  readonly connectedAt: Date | null;
}

type SessionRow = Pick<PortalVisit, "level" | "way" | "verifiedAt" | "connectedAt">;

/**
 * Where the user of an action is. The session is held until the transaction ends, so that nothing is done in one that was
 * ended meanwhile; what a user does happens one after the other, also from two tabs. When a token stops in it, the database takes
 * level 2 from the user's other sessions (tokens_proofs_end), and not from this one.
 * @throws RequestError UNAUTHENTICATED, FORBIDDEN
 */
export async function readPortalVisit({
  transaction,
  accountId,
  actor,
  callerAddress,
  now,
}: Action): Promise<PortalVisit> {
  const { credential, resourceId, id: userId } = actor;
  if (actor.role !== "USER" || credential === null || resourceId === null) throw sessionEnded();
  // The user first: of two browsers of one user, neither holds what the other waits for.
  await transaction.$queryRaw(
    Prisma.sql`SELECT 1 FROM users WHERE account_id = ${accountId}::uuid AND id = ${userId}::uuid FOR NO KEY UPDATE`,
  );
  const [session] = await transaction.$queryRaw<SessionRow[]>(Prisma.sql`
    SELECT level::int AS level, way, verified_at AS "verifiedAt", connected_at AS "connectedAt",
      set_config('tokenplane.portal_session', id::text, true) AS held FROM sessions
    WHERE account_id = ${accountId}::uuid AND id = ${credential.id}::uuid AND revoked_at IS NULL
      AND expires_at > ${new Date(now)} FOR UPDATE`);
  const database = inTransaction(transaction);
  const portal = await getPortal(database, accountId, resourceId);
  const membership = await readPortalMembership(database, accountId, userId, resourceId, now);
  const user = await findUser(transaction, accountId, { id: userId });
  if (
    session === undefined ||
    portal === null ||
    membership === null ||
    membership.hasRole ||
    user === null
  ) {
    throw sessionEnded();
  }
  demandAllowed(portal, { address: callerAddress });
  const level = actingLevel(session.level, membership);
  return { portal, user, membership, sessionId: credential.id, ...session, level };
}

/**
 * Looks at what is refused anyway before slow work is begun: who may not do it occupies no processor. The action looks again.
 * @param look changes nothing.
 */
export function lookAhead<Seen>(
  { services, ...caller }: Preparer,
  look: (action: Action) => Promise<Seen>,
): Promise<Seen> {
  return act(services, caller, services.clock(), look);
}

/** Refuses what the portal does not allow now. @throws Refusal POLICY_REFUSED */
function demandPolicy({ portal }: PortalVisit, ...actions: readonly SelfServiceAction[]): void {
  const isIn = (allowed: readonly SelfServiceAction[]) => actions.some((action) => allowed.includes(action));
  if (isIn(allowedActions(portal))) return;
  const { name } = portal.resource;
  throw new Refusal(
    "POLICY_REFUSED",
    isIn(portal.policy.actions)
      ? `${name} is closed at the moment. Only a loss can be reported; try again later, or ask the helpdesk.`
      : `The portal of ${name} does not allow this. Ask the helpdesk.`,
  );
}

/** Refuses what asks for a code in a session in which none was typed. @throws RequestError STEP_UP_REQUIRED */
export function demandLevel2({ level }: PortalVisit): void {
  if (level >= 2) return;
  throw new RequestError("STEP_UP_REQUIRED", "Confirm with a code of your token that it is you.");
}

/** Refuses what asks for a code, when the last one is too old or none was typed. @throws RequestError STEP_UP_REQUIRED */
function demandCode(visit: PortalVisit, now: number): void {
  demandLevel2(visit);
  demandStepUp(visit, now);
}

/**
 * Refuses to make a recovery code without a code. The first code of a token that was connected in this session a moment ago counts
 * here, and nowhere else: what is made is of no use without the password or the mailbox, while a session of level 2 could give the
 * token to another phone, and a person who finds the session of an invitation open must not get that far. A code that was mailed proves
 * nothing in a session that a mail began. @throws RequestError STEP_UP_REQUIRED
 */
async function demandAnyCode({ transaction, accountId, now }: Action, visit: PortalVisit): Promise<void> {
  const { connectedAt, membership, way, user, portal } = visit;
  const isConnected = isJustConnected({ connectedAt, membership, now });
  const asMailed = { way, accountId, userId: user.id, resourceId: portal.resource.id };
  if (isConnected && !(await isMailboxAloneBeside(transaction, asMailed))) return;
  demandCode(visit, now);
}

/**
 * Where a user is who may do one of several things.
 * @param proof what the user must have proven: NOTHING_MORE than at the sign-in, a CODE in the last ten minutes, ANY_CODE, which may
 * be a first one, or a code unless this is the FIRST_TOKEN.
 * @throws Refusal POLICY_REFUSED @throws RequestError UNAUTHENTICATED, FORBIDDEN, STEP_UP_REQUIRED
 */
export async function demand(
  action: Action,
  actions: readonly SelfServiceAction[],
  proof: "NOTHING_MORE" | "CODE" | "ANY_CODE" | "FIRST_TOKEN",
): Promise<PortalVisit> {
  const visit = await readPortalVisit(action);
  demandPolicy(visit, ...actions);
  if (proof === "NOTHING_MORE") return visit;
  if (proof === "ANY_CODE") {
    await demandAnyCode(action, visit);
    return visit;
  }
  const { portal, membership, way } = visit;
  if (proof === "FIRST_TOKEN" && mayBindFirst(portal.policy, membership, way, action.now)) return visit;
  if (proof === "FIRST_TOKEN" && !membership.hasWorkingToken && visit.level < 2) {
    throw new Refusal(
      "POLICY_REFUSED",
      membership.hasComingToken
        ? "Your token is not valid yet. Wait until it is, or ask the helpdesk."
        : membership.enrolledAt === null
          ? "You need an invitation to connect your first token. Ask the helpdesk for one."
          : "You had a token before. After a loss, sign in with your recovery code, or ask the helpdesk for an invitation to connect another one.",
    );
  }
  demandCode(visit, action.now);
  return visit;
}

/** The state of a user's token at the portal's resource: it signs in there, or will do so in the place of a lost one. */
type Part = "LINKED" | "WAITING";

/**
 * A token of the user, held.
 * @returns null when there is none, or when it is no token of the user here, as after the helpdesk took it.
 */
export async function holdOwn(
  { transaction, accountId }: Action,
  { user, portal }: PortalVisit,
  key: TokenKey,
): Promise<{ readonly token: TokenRow; readonly part: Part } | null> {
  const token = await lockToken(transaction, accountId, key);
  if (token === null || token.userId !== user.id) return null;
  const visit = { accountId, tokenId: token.id, resourceId: portal.resource.id };
  const links = await transaction.assignment.count({ where: visit });
  if (links > 0) return { token, part: "LINKED" };
  if (token.status !== "PENDING") return null;
  const waiting = { accountId, tokenId: token.id, ...waitingAt(user.id, portal.resource.id) };
  return (await transaction.recoveredToken.count({ where: waiting })) > 0 ? { token, part: "WAITING" } : null;
}

/**
 * The user's own token, held: one that signs in at the portal's resource, or will do so in the place of a lost one.
 * @param id global. @throws Refusal NOT_FOUND
 */
export async function ownToken(action: Action, visit: PortalVisit, id: string): Promise<TokenRow> {
  const key = tokenKey({ id });
  const own = key === null ? null : await holdOwn(action, visit, key);
  if (own === null) throw noSuchToken(["input", "token"]);
  return own.token;
}

/**
 * An invitation connects one token, and so does a recovery code: then it is used up in the user's sessions, and invitations to
 * other portals are void. A person who finds one open would else report the new token as lost, and connect another one.
 */
export async function useUpWays(action: Action, { user }: PortalVisit): Promise<void> {
  const { transaction, accountId } = action;
  await voidInvitations(action, user, "TOKEN_CONNECTED", { purpose: "ENROL" });
  for (const [way, used] of Object.entries(USED_WAYS)) {
    await transaction.userSession.updateMany({
      where: { accountId, userId: user.id, kind: "PORTAL", way },
      data: { way: used },
    });
  }
}

/** Notes in the session that a first code of a token was typed in it. */
export async function noteConnected(
  { transaction, accountId, now }: Action,
  { sessionId }: PortalVisit,
): Promise<void> {
  await transaction.userSession.update({
    where: { accountId_id: { accountId, id: sessionId } },
    data: { connectedAt: new Date(now) },
  });
}

/** Names a token for a use case. */
export function getRef({ id }: Pick<TokenRow, "id">): { readonly id: string } {
  return { id: globalId("Token", id) };
}

/** Refuses a model that the policy does not name. @throws Refusal POLICY_REFUSED */
export function demandModel({ portal }: PortalVisit, model: string, path: readonly string[]): void {
  const { models } = portal.policy;
  if (models.some((allowed) => allowed === model)) return;
  throw new Refusal(
    "POLICY_REFUSED",
    `The portal of ${portal.resource.name} allows these models: ${models.join(", ") || "none"}.`,
    path,
  );
}

/** Mails to the user what changed, and from where. @param token that it is about; null for none. */
export function notify(
  action: Action,
  { user, portal, sessionId }: PortalVisit,
  change: PortalChange,
  token: Pick<TokenRow, "id" | "name"> | null,
): Promise<void> {
  return mailPortalChange(action, user, {
    change,
    resourceName: portal.resource.name,
    token: token === null ? null : { id: token.id, name: token.name },
    clientAddress: action.callerAddress,
    sessionId,
  });
}
