import type { Action } from "../actions/action.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { EndedBecause } from "../events/types/people.js";
import { hashSecret, newSecret } from "../sessions/session-secret.js";

/** The purposes of links; schema.prisma says what each does. */
export const PURPOSES = ["SETUP", "JOIN", "PASSWORD", "TOKEN", "ENROL"] as const;
export type InvitationPurpose = (typeof PURPOSES)[number];

/** The purposes of a link to a portal. */
export type PortalPurpose = Extract<InvitationPurpose, "ENROL" | "PASSWORD">;

export function isPurpose(text: string): text is InvitationPurpose {
  return PURPOSES.some((purpose) => purpose === text);
}

/** How a link reaches its person: somebody brings it, or it is mailed. */
export const DELIVERIES = ["LINK", "MAIL"] as const;
export type InvitationDelivery = (typeof DELIVERIES)[number];

export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** An invitation of the account, or null. */
export function findInvitation(transaction: Client | Transaction, accountId: string, id: string) {
  return transaction.invitation.findUnique({ where: { accountId_id: { accountId, id } } });
}

/** A link that was just made. The secret is shown once. */
export interface NewInvitation {
  readonly id: string;
  readonly secret: string;
}

/** Whom a link is for. */
type Guest = { readonly id: string; readonly login: string };

/**
 * Makes a link for a person, in an action. A link of the same person to the same place that still works is void: it is
 * replaced. Those to other portals stay.
 * @param user null for the link that makes the first administrator. @param ttl how long it works, in milliseconds.
 * @param resourceId whose portal it leads to; null for the console.
 */
export async function createInvitation(
  action: Action,
  user: Guest | null,
  purpose: InvitationPurpose,
  ttl: number,
  resourceId: string | null = null,
): Promise<NewInvitation> {
  const { transaction, accountId, now, newId } = action;
  const secret = newSecret();
  const id = newId();
  if (user !== null) await voidInvitations(action, user, "REPLACED", { place: { resourceId } });
  await transaction.invitation.create({
    data: {
      accountId,
      id,
      userId: user?.id ?? null,
      purpose,
      resourceId,
      hash: hashSecret(secret),
      createdAt: new Date(now),
      expiresAt: new Date(now + ttl),
    },
  });
  return { id, secret };
}

/** Notes which message carries a link. */
export async function noteMessage(
  { transaction, accountId }: Action,
  id: string,
  messageId: string,
): Promise<void> {
  await transaction.invitation.update({ where: { accountId_id: { accountId, id } }, data: { messageId } });
}

/** Which of a person's links; without a condition, all. */
interface Links {
  /** Those to one place; a resourceId of null is the console. */
  readonly place?: { readonly resourceId: string | null };
  readonly purpose?: InvitationPurpose;
  /** Only those that were mailed. */
  readonly mailed?: boolean;
}

/**
 * Revokes a person's links that still work, with an event for each; those that were not used in time stay what they are. One
 * statement, however many there are.
 * @param user null for the links that make the first administrator.
 */
export async function voidInvitations(
  action: Action,
  user: Guest | null,
  because: EndedBecause,
  { place, purpose, mailed = false }: Links = {},
): Promise<void> {
  const { transaction, accountId, now } = action;
  const at = new Date(now);
  const conditions = [
    Prisma.sql`account_id = ${accountId}::uuid AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ${at}`,
    user === null ? Prisma.sql`user_id IS NULL` : Prisma.sql`user_id = ${user.id}::uuid`,
    ...(place === undefined ? [] : [Prisma.sql`resource_id IS NOT DISTINCT FROM ${place.resourceId}::uuid`]),
    ...(purpose === undefined ? [] : [Prisma.sql`purpose = ${purpose}`]),
    ...(mailed ? [Prisma.sql`message_id IS NOT NULL`] : []),
  ];
  const revoked = await transaction.$queryRaw<{ readonly id: string | null; readonly name: string | null }[]>(
    Prisma.sql`
      UPDATE invitations SET revoked_at = ${at} WHERE ${Prisma.join(conditions, " AND ")}
      RETURNING resource_id AS id, (
        SELECT name FROM resources WHERE resources.account_id = invitations.account_id AND resources.id = resource_id) AS name`,
  );
  for (const { id, name } of revoked) {
    const resource = id === null || name === null ? null : { id, name };
    action.record({ type: "INVITATION_REVOKED", user, resource, params: { because } });
  }
}

/** A link that somebody opened, with the account and the person that it is for. */
export interface OpenInvitation {
  readonly accountId: string;
  readonly account: string;
  readonly id: string;
  readonly purpose: string;
  /** Whose portal it leads to; null for the console. */
  readonly resourceId: string | null;
  readonly userId: string | null;
  readonly login: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
}

/** The link with a secret, while it works; null when it is unknown, used, revoked or too old. @param now milliseconds since 1970 UTC. */
export async function openInvitation(
  database: Database,
  secret: string,
  now: number,
): Promise<OpenInvitation | null> {
  const [row] = await database.query<OpenInvitation>(Prisma.sql`
    SELECT i.account_id AS "accountId", a.name AS account, i.id, i.purpose, i.resource_id AS "resourceId", i.user_id AS "userId", u.login,
      u.first_name AS "firstName", u.last_name AS "lastName", u.locale
    FROM invitations AS i JOIN accounts AS a ON a.id = i.account_id AND a.enabled
    LEFT JOIN users AS u ON u.account_id = i.account_id AND u.id = i.user_id
    WHERE i.hash = ${hashSecret(secret)} AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${new Date(now)}
      AND (i.user_id IS NULL OR u.enabled)`);
  return row ?? null;
}

/** Uses a link up. @returns false when somebody was faster. */
export async function takeInvitation({ transaction, accountId, now }: Action, id: string): Promise<boolean> {
  const { count } = await transaction.invitation.updateMany({
    where: { accountId, id, usedAt: null, revokedAt: null, expiresAt: { gt: new Date(now) } },
    data: { usedAt: new Date(now) },
  });
  return count === 1;
}

/** Invitations by id; null for those of other accounts. */
export async function readInvitations(
  { prisma }: Database,
  accountId: string,
  ids: readonly string[],
): Promise<(InvitationRow | null)[]> {
  return inOrder(ids, await prisma.invitation.findMany({ where: { accountId, id: { in: [...ids] } } }));
}

/** The last link of each of these users to enrol a token in a portal; null for a user who has none. */
export async function readLastInvitations(
  { prisma }: Database,
  accountId: string,
  userIds: readonly string[],
): Promise<(InvitationRow | null)[]> {
  const rows = await prisma.invitation.findMany({
    where: { accountId, userId: { in: [...userIds] }, purpose: "ENROL" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    distinct: ["userId"],
  });
  const last = new Map(rows.map((row) => [row.userId, row]));
  return userIds.map((id) => last.get(id) ?? null);
}

/** The states of a link. */
export const INVITATION_STATES = ["OPEN", "USED", "EXPIRED", "REVOKED"] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** The state of a link. @param now milliseconds since 1970 UTC. */
export function getState(
  { usedAt, revokedAt, expiresAt }: Pick<InvitationRow, "usedAt" | "revokedAt" | "expiresAt">,
  now: number,
): InvitationState {
  if (usedAt !== null) return "USED";
  if (revokedAt !== null) return "REVOKED";
  return expiresAt.getTime() > now ? "OPEN" : "EXPIRED";
}

function isInState(state: InvitationState, now: number): Sql {
  const at = new Date(now);
  switch (state) {
    case "USED":
      return Prisma.sql`invitations.used_at IS NOT NULL`;
    case "REVOKED":
      return Prisma.sql`invitations.used_at IS NULL AND invitations.revoked_at IS NOT NULL`;
    case "OPEN":
      return Prisma.sql`invitations.used_at IS NULL AND invitations.revoked_at IS NULL AND invitations.expires_at > ${at}`;
    case "EXPIRED":
      return Prisma.sql`invitations.used_at IS NULL AND invitations.revoked_at IS NULL AND invitations.expires_at <= ${at}`;
  }
}

/**
 * A condition on `users`: the last link of each to enrol a token in a portal is in one of these states.
 * @param now milliseconds since 1970 UTC.
 */
export function lastIsInState(states: readonly InvitationState[], now: number): Sql {
  const conditions = INVITATION_STATES.filter((state) => states.includes(state)).map(
    (state) => Prisma.sql`(${isInState(state, now)})`,
  );
  if (conditions.length === 0) return Prisma.sql`false`;
  // Asked as "none is newer", so that a join answers for all users at once.
  return Prisma.sql`EXISTS (
    SELECT 1 FROM invitations
    WHERE invitations.account_id = users.account_id AND invitations.user_id = users.id AND invitations.purpose = 'ENROL'
      AND (${Prisma.join(conditions, " OR ")})
      AND NOT EXISTS (
        SELECT 1 FROM invitations AS newer
        WHERE newer.account_id = invitations.account_id AND newer.user_id = invitations.user_id AND newer.purpose = 'ENROL'
          AND (newer.created_at, newer.id) > (invitations.created_at, invitations.id)))`;
}

/** Which links; null is no condition. */
export interface InvitationFilter {
  readonly state: InvitationState;
  readonly resourceId: string | null;
  readonly userId: string | null;
}

/** Links to people, newest first. @param now milliseconds since 1970 UTC. */
export function invitationListing({ state, resourceId, userId }: InvitationFilter, now: number): Listing {
  return {
    from: Prisma.raw("invitations"),
    id: Prisma.raw("invitations.id"),
    parent: Prisma.raw("invitations.account_id"),
    where: [
      Prisma.sql`invitations.user_id IS NOT NULL`,
      isInState(state, now),
      ...(resourceId === null ? [] : [Prisma.sql`invitations.resource_id = ${resourceId}::uuid`]),
      ...(userId === null ? [] : [Prisma.sql`invitations.user_id = ${userId}::uuid`]),
    ],
    order: {
      name: "invitations",
      columns: [
        { column: Prisma.raw("invitations.created_at"), type: Prisma.raw("timestamptz") },
        { column: Prisma.raw("invitations.id"), type: Prisma.raw("uuid") },
      ],
      descending: true,
    },
  };
}
