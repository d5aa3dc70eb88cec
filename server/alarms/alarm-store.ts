import { createHmac } from "node:crypto";
import type { Action } from "../actions/action.js";
import type { Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { PortalChange } from "../delivery/texts/message-facts.js";
import { hashSecret } from "../sessions/session-secret.js";

/** How long a person can say "this was not me", in milliseconds. */
export const ALARM_TTL_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * The address that a person opens. The secret is in the fragment, which browsers do not send, and opening the page changes
 * nothing: programs that look at links in mails do it, too.
 */
export function alarmUrl({ console }: Pick<Services, "console">, secret: string): string {
  return `${console.url}/alarm#${secret}`;
}

/** The effect that the use of a link can have besides ending sessions. */
export type AlarmEffect =
  | "TOKEN_DISABLED"
  | "ENROLMENT_CANCELLED"
  | "PASSWORD_REMOVED"
  | "EMAIL_REMOVED"
  | "PHONE_NUMBER_REMOVED"
  | "RECOVERY_CODE_REMOVED";

/** The change or the event that a person's link is about. */
export interface NewAlarm {
  readonly userId: string;
  readonly change: PortalChange;
  readonly resourceName: string;
  /** null when the change was about no token. */
  readonly token: { readonly id: string; readonly name: string } | null;
  /** The e-mail address that gets the link. */
  readonly mailedTo: string;
  /** The e-mail address or phone number that the change set; null for other changes. */
  readonly contactSet: string | null;
  /** The session in which it changed; null when there was none yet. */
  readonly sessionId: string | null;
}

type Keyed = Pick<Services, "hmacKey">;

/** The HMAC of an address that is stored: it does not reveal the address, and it can be compared. */
function addressHmac({ hmacKey }: Keyed, accountId: string, address: string) {
  return createHmac("sha256", hmacKey)
    .update(`alarm mailed to ${accountId}\n${address.toLowerCase()}`)
    .digest();
}

/** The HMAC of a phone number that is stored. */
function phoneHmac({ hmacKey }: Keyed, accountId: string, phoneNumber: string) {
  return createHmac("sha256", hmacKey).update(`alarm phone number ${accountId}\n${phoneNumber}`).digest();
}

/** The HMAC that is stored of the contact that a change set. */
function contactHmac(services: Keyed, accountId: string, change: string, contact: string) {
  return (change === "PHONE_NUMBER_CHANGED" ? phoneHmac : addressHmac)(services, accountId, contact);
}

/** Stores a link with its secret. */
export async function storeAlarm(action: Action, secret: string, alarm: NewAlarm): Promise<void> {
  const { transaction, accountId, now, services } = action;
  const { userId, change, resourceName, token, mailedTo, contactSet, sessionId } = alarm;
  await transaction.alarm.create({
    data: {
      accountId,
      id: action.newId(),
      userId,
      change,
      resourceName,
      tokenId: token?.id ?? null,
      tokenName: token?.name ?? null,
      mailedTo: addressHmac(services, accountId, mailedTo),
      contactSet: contactSet === null ? null : contactHmac(services, accountId, change, contactSet),
      sessionId,
      hash: hashSecret(secret),
      createdAt: new Date(now),
      expiresAt: new Date(now + ALARM_TTL_MS),
    },
  });
}

/** A link that somebody opened, used or not. */
export interface KnownAlarm {
  readonly accountId: string;
  readonly account: string;
  readonly id: string;
  readonly userId: string;
  readonly login: string;
  readonly change: PortalChange;
  readonly resourceName: string;
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly mailedTo: Uint8Array;
  readonly contactSet: Uint8Array | null;
  readonly sessionId: string | null;
  readonly createdAt: Date;
  /** null while it is not used. */
  readonly usedAt: Date | null;
  readonly effects: readonly string[];
}

/** The link with a secret; null when it is unknown, void or too old. @param now milliseconds since 1970 UTC. */
export async function findAlarm(
  database: Pick<Database, "query">,
  secret: string,
  now: number,
): Promise<KnownAlarm | null> {
  const [row] = await database.query<KnownAlarm>(Prisma.sql`
    SELECT l.account_id AS "accountId", a.name AS account, l.id, l.user_id AS "userId", u.login, l.change,
      l.resource_name AS "resourceName", l.token_id AS "tokenId", l.token_name AS "tokenName", l.mailed_to AS "mailedTo", l.contact_set AS "contactSet",
      l.session_id AS "sessionId", l.created_at AS "createdAt", l.used_at AS "usedAt", l.effects
    FROM alarms AS l JOIN accounts AS a ON a.id = l.account_id AND a.enabled
    JOIN users AS u ON u.account_id = l.account_id AND u.id = l.user_id
    WHERE l.hash = ${hashSecret(secret)} AND l.voided_at IS NULL AND l.expires_at > ${new Date(now)}`);
  return row ?? null;
}

/** Whether a link was mailed to an address. */
export function wasMailedTo(
  services: Keyed,
  { accountId, mailedTo }: Pick<KnownAlarm, "accountId" | "mailedTo">,
  address: string,
): boolean {
  return addressHmac(services, accountId, address).equals(mailedTo);
}

/** A change that an alarm blocks: its own, or another one. */
export type BlockedChange = Pick<
  KnownAlarm,
  "id" | "userId" | "login" | "change" | "tokenId" | "contactSet" | "createdAt"
>;

/** Whether a contact of a person is the one that a change set. */
export function isContactOf(
  { services, accountId }: Pick<Action, "services" | "accountId">,
  { change, contactSet }: Pick<BlockedChange, "change" | "contactSet">,
  contact: string,
): boolean {
  return contactSet !== null && contactHmac(services, accountId, change, contact).equals(contactSet);
}

/** Whether a link was mailed to the very address that a change set. The actor of the change reads it there. */
export function isMailedToNew(
  { mailedTo }: Pick<KnownAlarm, "mailedTo">,
  { contactSet }: Pick<BlockedChange, "contactSet">,
): boolean {
  return contactSet !== null && Buffer.from(mailedTo).equals(contactSet);
}

/** Uses other links of the same person, also void ones. @param which a condition on `alarms`. @returns what they were about. */
async function takeOthers(
  { transaction, accountId, now }: Action,
  { userId, login }: KnownAlarm,
  which: Prisma.Sql,
): Promise<BlockedChange[]> {
  const taken = await transaction.$queryRaw<Omit<BlockedChange, "userId" | "login">[]>(Prisma.sql`
    UPDATE alarms SET used_at = ${new Date(now)}
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid AND used_at IS NULL AND ${which}
    RETURNING id, change, token_id AS "tokenId", contact_set AS "contactSet", created_at AS "createdAt"`);
  return taken.map((one) => ({ ...one, userId, login }));
}

/**
 * Uses the other links of the session in which the change of a link was made: those after it, and those before it that were
 * mailed to the same address. An earlier one that another address got stays, for the same reason as below.
 * @returns what they were about.
 */
export async function takeOfSession(action: Action, alarm: KnownAlarm): Promise<BlockedChange[]> {
  const { id, mailedTo, sessionId } = alarm;
  if (sessionId === null) return [];
  return takeOthers(
    action,
    alarm,
    Prisma.sql`session_id = ${sessionId}::uuid AND id <> ${id}::uuid AND (id > ${id}::uuid OR mailed_to = ${mailedTo})`,
  );
}

/**
 * Uses the links that were mailed to other addresses of the person after this one. The actor who changed the address got them, and
 * the person did not. Links that were mailed before this one stay: of two addresses that get a notice of one change, the one
 * before gets it first, so no person uses up its link by the one that the new address got.
 * @returns what they were about.
 */
export function takeLaterElsewhere(action: Action, alarm: KnownAlarm): Promise<BlockedChange[]> {
  const { id, mailedTo } = alarm;
  return takeOthers(action, alarm, Prisma.sql`id > ${id}::uuid AND mailed_to <> ${mailedTo}`);
}

/** Uses a link. @returns false when somebody was faster, or it is void or too old by now. */
export async function takeAlarm({ transaction, accountId, now }: Action, id: string): Promise<boolean> {
  const { count } = await transaction.alarm.updateMany({
    where: { accountId, id, usedAt: null, voidedAt: null, expiresAt: { gt: new Date(now) } },
    data: { usedAt: new Date(now) },
  });
  return count === 1;
}

/**
 * Makes unused links of a person void. What they are about can still be blocked by others.
 * @param but those that were mailed to this address; null for all.
 */
export async function voidAlarms(
  { transaction, accountId, now, services }: Action,
  userId: string,
  but: string | null = null,
): Promise<void> {
  await transaction.alarm.updateMany({
    where: {
      accountId,
      userId,
      usedAt: null,
      voidedAt: null,
      ...(but === null ? {} : { mailedTo: { not: addressHmac(services, accountId, but) } }),
    },
    data: { voidedAt: new Date(now) },
  });
}

/**
 * Keeps what the use of links did, for a person who opens one of them again.
 * @param ids of the one that was used, and of those that it used up.
 */
export async function keepEffects(
  { transaction, accountId }: Action,
  ids: readonly string[],
  effects: readonly AlarmEffect[],
): Promise<void> {
  await transaction.alarm.updateMany({
    where: { accountId, id: { in: [...ids] } },
    data: { effects: [...effects] },
  });
}
