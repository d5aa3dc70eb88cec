import type { SelfServicePolicy } from "@tokenplane/rules/self-service";
import { CODE_PROOF_MS } from "../actions/step-up.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { SessionOrigin, Way } from "../sessions/begin.js";
import { hasBegun, hasNotEnded } from "../tokens/validity.js";

/** The data that decides what a user may do in a portal, besides its policy. */
export interface PortalMembership {
  /** Whether the user has a token at the portal's resource, whatever its state is. */
  readonly hasTokenHere: boolean;
  /** Whether the user has a token that works at the portal's resource. */
  readonly worksHere: boolean;
  /** Whether the token at the resource is one whose validity has ended. */
  readonly endedHere: boolean;
  /** Whether the user has a token that works, anywhere in the account. */
  readonly hasWorkingToken: boolean;
  /** Whether the user has a token that is not valid yet and will work then, anywhere in the account. */
  readonly hasComingToken: boolean;
  /** When the user first had a token that worked; null for never. */
  readonly enrolledAt: Date | null;
  readonly createdAt: Date;
  /** Whether the user has a role: such people use the console. */
  readonly hasRole: boolean;
}

/** Whether `tokens` sign in at a moment, as far as they are not locked, in SQL. @param now milliseconds since 1970 UTC. */
function works(now: number): Sql {
  return Prisma.sql`tokens.status = 'ACTIVE' AND tokens.enabled AND ${hasBegun(now)} AND ${hasNotEnded(now)}`;
}

/**
 * The standing of a user in the portal of a resource; null when there is no such user, or the user is disabled.
 * @param now milliseconds since 1970 UTC.
 */
export async function readPortalMembership(
  { query }: Pick<Database, "query">,
  accountId: string,
  userId: string,
  resourceId: string,
  now: number,
): Promise<PortalMembership | null> {
  const [row] = await query<PortalMembership>(Prisma.sql`
    SELECT EXISTS (
        SELECT 1 FROM assignments WHERE account_id = u.account_id AND resource_id = ${resourceId}::uuid AND user_id = u.id
      ) AS "hasTokenHere", EXISTS (
        SELECT 1 FROM assignments AS l JOIN tokens ON tokens.account_id = l.account_id AND tokens.id = l.token_id
        WHERE l.account_id = u.account_id AND l.resource_id = ${resourceId}::uuid AND l.user_id = u.id
          AND ${works(now)}
      ) AS "worksHere", EXISTS (
        SELECT 1 FROM assignments AS l JOIN tokens ON tokens.account_id = l.account_id AND tokens.id = l.token_id
        WHERE l.account_id = u.account_id AND l.resource_id = ${resourceId}::uuid AND l.user_id = u.id
          AND NOT ${hasNotEnded(now)}
      ) AS "endedHere", EXISTS (
        SELECT 1 FROM tokens WHERE tokens.account_id = u.account_id AND tokens.user_id = u.id AND ${works(now)}
      ) AS "hasWorkingToken", EXISTS (
        SELECT 1 FROM tokens WHERE tokens.account_id = u.account_id AND tokens.user_id = u.id
          AND tokens.status = 'ACTIVE' AND tokens.enabled AND NOT ${hasBegun(now)} AND ${hasNotEnded(now)}
      ) AS "hasComingToken", u.enrolled_at AS "enrolledAt", u.created_at AS "createdAt", EXISTS (
        SELECT 1 FROM administrators WHERE account_id = u.account_id AND user_id = u.id
      ) AS "hasRole"
    FROM users AS u WHERE u.account_id = ${accountId}::uuid AND u.id = ${userId}::uuid AND u.enabled`);
  return row ?? null;
}

/**
 * Whether a user has a token that works at a resource. Its row is held until the transaction ends: an action that stops the token
 * meanwhile waits, and then finds the session of level 2 that it opens.
 * @param now milliseconds since 1970 UTC.
 */
export async function holdProof(
  { query }: Pick<Database, "query">,
  accountId: string,
  userId: string,
  resourceId: string,
  now: number,
): Promise<boolean> {
  // The user first, as every actor in a portal does: neither waits for the other.
  await query(
    Prisma.sql`SELECT 1 FROM users WHERE account_id = ${accountId}::uuid AND id = ${userId}::uuid FOR SHARE`,
  );
  const rows = await query<unknown>(Prisma.sql`
    SELECT 1 FROM assignments AS l JOIN tokens ON tokens.account_id = l.account_id AND tokens.id = l.token_id
    WHERE l.account_id = ${accountId}::uuid AND l.resource_id = ${resourceId}::uuid AND l.user_id = ${userId}::uuid
      AND ${works(now)} FOR SHARE`);
  return rows.length > 0;
}

/**
 * At which level a session acts. A code of a token opens nothing after the end of the token's validity: else its user would
 * connect one without an end.
 */
export function actingLevel(level: number, { endedHere }: Pick<PortalMembership, "endedHere">): number {
  return endedHere ? 1 : level;
}

/**
 * Whether a first code of a token, typed in a session, is as fresh as a code must be, and the user has a token that works here still.
 * @param now milliseconds since 1970 UTC.
 */
export function isJustConnected({
  connectedAt,
  membership: { worksHere },
  now,
}: {
  readonly connectedAt: Date | null;
  readonly membership: Pick<PortalMembership, "worksHere">;
  readonly now: number;
}): boolean {
  return worksHere && connectedAt !== null && now - connectedAt.getTime() < CODE_PROOF_MS;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The fields of a policy that decide who may bind a token, and who may enter. */
type Binding = Pick<SelfServicePolicy, "actions" | "firstEnrolment" | "firstEnrolmentDays">;

/**
 * Whether a recovery code lets a user in: to connect another token in the place of the one at the resource. Whose token was
 * unlinked there, or taken away, has lost more than a token, and needs an invitation.
 */
export function mayRecover({ actions }: Binding, { hasTokenHere, hasRole }: PortalMembership): boolean {
  return !hasRole && hasTokenHere && actions.includes("RECOVERY_CODE");
}

/**
 * Whether a user may bind a token without a code of another one (NIST SP 800-63B-4, section 4.1.2.1). Who has a token that
 * works must use it, and who has one that is not valid yet waits for it. Who had one once needs an invitation, or a recovery
 * code: else a person who learns a password takes the place of a user who was away.
 * @param way by what the session was begun. @param now milliseconds since 1970 UTC.
 */
export function mayBindFirst(
  policy: Binding,
  membership: PortalMembership,
  way: SessionOrigin,
  now: number,
): boolean {
  const { firstEnrolment, firstEnrolmentDays } = policy;
  const { hasWorkingToken, hasComingToken, enrolledAt, createdAt, hasRole } = membership;
  // Two proofs were given, and one of them is kept for the loss of a token that seems to work.
  if (way === "RECOVERY_CODE") return mayRecover(policy, membership);
  if (hasRole || hasWorkingToken || hasComingToken) return false;
  if (way === "INVITATION") return true;
  return (
    enrolledAt === null && firstEnrolment === way && now < createdAt.getTime() + firstEnrolmentDays * DAY_MS
  );
}

/**
 * Whether a user may enter a portal at all: with a token at its resource, or to bind a first one. No user with a role may.
 * @param now milliseconds since 1970 UTC.
 */
export function mayEnter(policy: Binding, membership: PortalMembership, way: Way, now: number): boolean {
  if (membership.hasRole) return false;
  if (way === "RECOVERY_CODE") return mayRecover(policy, membership);
  return membership.hasTokenHere || way === "INVITATION" || mayBindFirst(policy, membership, way, now);
}
