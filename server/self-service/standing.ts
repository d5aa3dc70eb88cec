import type { SelfServicePolicy } from "@tokenplane/rules/self-service";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { SessionWay, Way } from "../sessions/begin.js";

/** What decides what a user may do in a portal, besides its policy. */
export interface Standing {
  /** Whether the user has a token at the portal's resource, whatever its state is. */
  readonly hasTokenHere: boolean;
  /** Whether the user has a token that works, anywhere in the account. */
  readonly hasWorkingToken: boolean;
  /** When the user first had a token that worked; null for never. */
  readonly enrolledAt: Date | null;
  readonly createdAt: Date;
  /** Whether the user has a role: such people use the console. */
  readonly hasRole: boolean;
}

/** The standing of a user in the portal of a resource; null when there is no such user, or the user is disabled. */
export async function standingOf(
  { query }: Pick<Database, "query">,
  accountId: string,
  userId: string,
  resourceId: string,
): Promise<Standing | null> {
  const [row] = await query<Standing>(Prisma.sql`
    SELECT EXISTS (
        SELECT 1 FROM assignments WHERE account_id = u.account_id AND resource_id = ${resourceId}::uuid AND user_id = u.id
      ) AS "hasTokenHere", EXISTS (
        SELECT 1 FROM tokens WHERE account_id = u.account_id AND user_id = u.id AND status = 'ACTIVE' AND enabled
      ) AS "hasWorkingToken", u.enrolled_at AS "enrolledAt", u.created_at AS "createdAt", EXISTS (
        SELECT 1 FROM administrators WHERE account_id = u.account_id AND user_id = u.id
      ) AS "hasRole"
    FROM users AS u WHERE u.account_id = ${accountId}::uuid AND u.id = ${userId}::uuid AND u.enabled`);
  return row ?? null;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Whether a user may bind a token without a code of another one (NIST SP 800-63B-4, section 4.1.2.1). Who has a token that
 * works must use it. Who had one once needs an invitation: else whoever learns a password takes the place of a user who was
 * away.
 * @param way by what the session was begun. @param now milliseconds since 1970 UTC.
 */
export function mayBindFirst(
  { firstEnrolment, firstEnrolmentDays }: Pick<SelfServicePolicy, "firstEnrolment" | "firstEnrolmentDays">,
  { hasWorkingToken, enrolledAt, createdAt, hasRole }: Standing,
  way: SessionWay,
  now: number,
): boolean {
  if (hasRole || hasWorkingToken) return false;
  if (way === "INVITATION") return true;
  return (
    enrolledAt === null && firstEnrolment === way && now < createdAt.getTime() + firstEnrolmentDays * DAY_MS
  );
}

/**
 * Whether a user may enter a portal at all: with a token at its resource, or to bind a first one. Nobody with a role may.
 * @param now milliseconds since 1970 UTC.
 */
export function mayEnter(
  policy: Pick<SelfServicePolicy, "firstEnrolment" | "firstEnrolmentDays">,
  standing: Standing,
  way: Way,
  now: number,
): boolean {
  if (standing.hasRole) return false;
  return standing.hasTokenHere || way === "INVITATION" || mayBindFirst(policy, standing, way, now);
}
