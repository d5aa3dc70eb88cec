import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { checkTarget } from "../channels/channel-target.js";
import type { Client, Transaction } from "../database/prisma.js";
import { Prisma } from "../database/generated/client.js";
import { codeHmac, isCode, newCode } from "../otp/sent-code.js";
import { queueMessage } from "../messages/queue.js";
import type { PortalVisit } from "./portal-visit.js";

/** For how many minutes the code for a new contact is valid (NIST SP 800-63B-4, section 3.1.3.2: at most ten). */
const CODE_MINUTES = 10;

/** Wrong codes that a change survives, less one. */
const ATTEMPTS = 5;

/** How a person is reached: a change is of one of the two. */
export type Contact =
  { readonly kind: "EMAIL"; readonly contact: string } | { readonly kind: "SMS"; readonly contact: string };

/** A new contact that waits for its code. */
export type ContactChange = Contact & {
  readonly messageId: string;
  readonly attemptsLeft: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Which change: that of a user, asked for in one session. */
interface Asked {
  readonly accountId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/** The change that waits in a session; null when none does. @param now milliseconds since 1970 UTC. */
export async function waitingChange(
  client: Client | Transaction,
  { accountId, userId, sessionId }: Asked,
  now: number,
): Promise<ContactChange | null> {
  const row = await client.contactChange.findUnique({
    where: { accountId_userId: { accountId, userId }, sessionId, expiresAt: { gt: new Date(now) } },
  });
  if (row === null) return null;
  const { kind, ...rest } = row;
  return { ...rest, kind: kind === "SMS" ? "SMS" : "EMAIL" };
}

/** The change of the session, held with the user's row. @throws Refusal NOT_FOUND */
export async function heldChange(
  { transaction, accountId, now }: Action,
  { user, sessionId }: PortalVisit,
): Promise<ContactChange> {
  const waiting = await waitingChange(transaction, { accountId, userId: user.id, sessionId }, now);
  if (waiting !== null) return waiting;
  throw new Refusal(
    "NOT_FOUND",
    "No change of a contact waits for a code, or the code has expired. Begin again.",
  );
}

/** Drops the change that waits for the user, wherever it was asked for. */
export async function dropChange({ transaction, accountId }: Action, { user }: PortalVisit): Promise<void> {
  await transaction.contactChange.deleteMany({ where: { accountId, userId: user.id } });
}

/** The name under which the code of a change is kept: a code of one message is none of another one. */
const ofMessage = (messageId: string): string => `contact ${messageId}`;

/**
 * Sends a code to a new contact, and keeps the contact until the code is typed. What waited before is void. The limits hold
 * that hold for every code that is sent, and one for codes to new contacts: a stranger's number is not flooded.
 * @throws Refusal VALIDATION_FAILED when no code can reach it, POLICY_REFUSED when the code cannot be sent.
 */
export async function sendContactCode(action: Action, visit: PortalVisit, asked: Contact): Promise<void> {
  const { transaction, accountId, now, services, callerAddress } = action;
  const { user, portal, sessionId } = visit;
  const { kind } = asked;
  const path = ["input", "contact", kind === "EMAIL" ? "email" : "phoneNumber"];
  const contact = checkTarget(kind, asked.contact, path);
  const code = newCode();
  const expiresAt = new Date(now + CODE_MINUTES * 60_000);
  const { id: messageId, obstacle } = await queueMessage(action, {
    kind,
    purpose: "CONTACT",
    tokenId: null,
    userId: user.id,
    challengeId: null,
    channelId: null,
    // Not the budget of the sign-ins: a person continues to sign in while a contact changes.
    subject: `contact ${user.id}`,
    isConfirmed: false,
    payload: {
      to: contact,
      code,
      locale: null,
      resourceName: portal.resource.name,
      login: user.login,
      clientAddress: callerAddress,
      userId: null,
      minutes: CODE_MINUTES,
      link: null,
      portal: null,
      wakeUp: null,
    },
    expiresAt,
  });
  if (obstacle !== null) {
    throw new Refusal(
      "POLICY_REFUSED",
      obstacle === "SENT_TOO_OFTEN"
        ? "Too many codes were sent in a short time. Wait some minutes, and try again."
        : `No code can be sent by ${kind === "EMAIL" ? "e-mail" : "SMS"} there. Ask the helpdesk to change it for you.`,
      path,
    );
  }
  const columns = {
    sessionId,
    resourceId: portal.resource.id,
    kind,
    contact,
    messageId,
    codeHmac: codeHmac(services.hmacKey, ofMessage(messageId), code),
    attemptsLeft: ATTEMPTS,
    createdAt: new Date(now),
    expiresAt,
  };
  await transaction.contactChange.upsert({
    where: { accountId_userId: { accountId, userId: user.id } },
    create: { accountId, userId: user.id, ...columns },
    update: columns,
  });
}

/** Whether a code is the one of a held change. It takes as long whether it is or not. */
export async function isContactCode(
  { transaction, accountId, services }: Action,
  { user }: PortalVisit,
  { messageId }: ContactChange,
  code: string,
): Promise<boolean> {
  const row = await transaction.contactChange.findUnique({
    where: { accountId_userId: { accountId, userId: user.id } },
    select: { codeHmac: true },
  });
  return isCode(services.hmacKey, ofMessage(messageId), code, row?.codeHmac ?? null);
}

/** Counts a wrong code; with the last one, the change is void. @returns attempts that are left. */
export async function countWrongContactCode(
  action: Action,
  visit: PortalVisit,
  { attemptsLeft }: ContactChange,
): Promise<number> {
  const { transaction, accountId } = action;
  const left = attemptsLeft - 1;
  if (left === 0) await dropChange(action, visit);
  else {
    await transaction.contactChange.update({
      where: { accountId_userId: { accountId, userId: visit.user.id } },
      data: { attemptsLeft: left },
    });
  }
  return left;
}

/** Notes that the code of a change was used: codes that are not used show that somebody has them sent for money. */
export async function noteUsed(
  { transaction, accountId }: Action,
  { messageId }: ContactChange,
): Promise<void> {
  await transaction.$executeRaw(Prisma.sql`
    UPDATE messages SET used = true WHERE account_id = ${accountId}::uuid AND id = ${messageId}::uuid`);
}
