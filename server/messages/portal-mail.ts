import type { Action } from "../actions/action.js";
import { ALARM_TTL_MS, alarmUrl, storeAlarm } from "../alarms/alarm-store.js";
import { isForThisMachine } from "../config.js";
import { getCountry, mobileObjection, spelledOnce } from "../delivery/phone-number.js";
import type { ContactChanged, PortalChange } from "../delivery/texts/message-facts.js";
import { NIL_UUID } from "../nil-uuid.js";
import type { Visitor } from "../sessions/begin.js";
import { isKnownNetwork } from "../sessions/known-network.js";
import { newSecret } from "../sessions/session-secret.js";
import { loginKey, type UserRow } from "../users/user-store.js";
import {
  addressLimits,
  changeNoticeLimits,
  countInTime,
  countSend,
  mailedLinkLimits,
  networkLimits,
  personNetworkLimits,
  strangerLimits,
  subjectLimits,
  type Turn,
  UNCOUNTED,
} from "./message-limits.js";
import {
  NOTICE_TTL_MS,
  type QueuedMail,
  queueMail,
  sendsMails,
  storeMail,
  usableAddress,
} from "./person-queue.js";
import { NOTHING_NAMED } from "./payload.js";
import { storeMessage } from "./queue.js";
import { getRoutes } from "./routes.js";

type Person = Pick<UserRow, "id" | "login" | "email">;

/** A link by which a person enrols a token in a portal, or sets another password. */
export interface PortalLink {
  readonly url: string;
  readonly asksFor: "ENROL" | "PASSWORD";
  /** The portal's resource. */
  readonly resourceName: string;
  /** The maker of the link: a person, or the account. */
  readonly by: string;
  /** Until when it works: milliseconds since 1970 UTC. */
  readonly until: number;
}

/**
 * Mails a link to a portal to a person, after the transaction has committed. It is sent only while an invitation names the
 * message (`noteMessage`) and works.
 * @returns the message's id, or what prevents the mail: then nothing is stored.
 */
export function mailPortalLink(action: Action, person: Person, link: PortalLink): Promise<QueuedMail> {
  const { accountId } = action;
  const { id: userId, login, email } = person;
  return queueMail(action, {
    purpose: "PORTAL_INVITATION",
    userId,
    to: email,
    says: { login, portal: { purpose: "PORTAL_INVITATION", ...link } },
    limits: (to) => mailedLinkLimits(accountId, userId, to),
    expiresAt: new Date(link.until),
  });
}

/** The asker of a code: a person, or a login that no user has. */
export type CodeAsker = Person | { readonly id: null; readonly login: string; readonly email: null };

/** A code by which a person begins to sign in to a portal. */
export interface PortalCode {
  /** Six digits. */
  readonly code: string;
  /** The portal's resource. */
  readonly resourceName: string;
  /** For how long the code is valid: whole minutes. */
  readonly minutes: number;
  /** From where it was asked for. */
  readonly visitor: Pick<Visitor, "address" | "network">;
}

/** The result of asking for a code. */
export interface AskedMail extends Pick<Turn, "isInTime" | "nextAt"> {
  /** The message's id, or why no mail is sent: the page must not show which. */
  readonly mailed: QueuedMail;
}

/** For whom nothing is stored: the place of an address is taken, so that the work is the same. */
const NOBODYS = "nobody@example.org";

/**
 * Mails a code to a person, after the transaction has committed; when it has expired, it is not sent any more. The limits for
 * one person hold (gaps of 30, 60 and 120 seconds; 5 in 10 minutes, 10 an hour, 20 a day), and those of the address. Each
 * network from which the person had a session has them for itself, and what strangers ask for is counted apart: a person who knows a
 * login takes neither these codes away nor the person's turn. Where no person gets a mail, as much is counted under another name,
 * and the same work is done: the time does not show who exists, and nothing is used up.
 */
export async function mailPortalCode(
  action: Action,
  asker: CodeAsker,
  { code, resourceName, minutes, visitor }: PortalCode,
): Promise<AskedMail> {
  const { transaction, accountId, now, services } = action;
  const { hmacKey, config } = services;
  const { hourlyCodes } = config;
  const { network, address: clientAddress } = visitor;
  const to = usableAddress(asker.email);
  const isKnown = await isKnownNetwork(transaction, accountId, asker.id ?? NIL_UUID, network, now);
  const sends = await sendsMails(transaction, config, accountId);
  const isInVain = to === null || !sends;
  const login = `${isInVain ? "in vain " : ""}portal ${loginKey(asker.login)}`;
  const subject = isKnown ? `${login} at ${network}` : login;
  const decoy = `decoy ${accountId}`;
  const limitsOfAddress = isKnown ? addressLimits : strangerLimits;
  const asking = { accountId: isInVain ? decoy : accountId, network, hourlyCodes };
  const limits = [
    ...subjectLimits(accountId, subject),
    ...(isKnown ? [] : personNetworkLimits(login, asking)),
  ];
  const others = [
    ...(isInVain
      ? limitsOfAddress({ accountId: decoy, kind: "EMAIL", to: `${decoy} ${subject}`, hourlyCodes })
      : limitsOfAddress({ accountId, kind: "EMAIL", to, hourlyCodes })),
    ...(isKnown ? [] : networkLimits(asking)),
  ];
  // The gap is the person's, whatever the network.
  const turn = await countInTime(transaction, hmacKey, { accountId, subject, limits }, others, now);
  const { isInTime, nextAt, counts } = turn;
  const asked = { isInTime, nextAt };
  if (!sends) return { ...asked, mailed: "NO_CHANNEL" };
  if (counts === null) return { ...asked, mailed: "SENT_TOO_OFTEN" };
  const mail = {
    purpose: "PORTAL_CODE",
    says: {
      login: asker.login,
      portal: { purpose: "PORTAL_CODE", code, resourceName, minutes, clientAddress },
    },
    expiresAt: new Date(now + minutes * 60_000),
  } as const;
  const messageId = await storeMail(action, mail, to === null ? null : asker.id, to ?? NOBODYS, counts);
  return { ...asked, mailed: to === null ? "NO_ADDRESS" : { messageId } };
}

/** The change that a person or somebody else made in a portal. */
export interface ChangeInPortal {
  readonly change: PortalChange;
  /** The portal's resource. */
  readonly resourceName: string;
  /** The token that was changed; null when the change was about none. */
  readonly token: { readonly id: string; readonly name: string } | null;
  /** The address from which it was changed. */
  readonly clientAddress: string | null;
  /** The recipient of the mail instead of the person's address: of a changed contact, the address before and the new one. */
  readonly to?: string | null;
  /** Of a changed contact: the new one, which an alarm removes. */
  readonly contactSet?: string;
  /** The session in which it was changed; without it, there was none yet. */
  readonly sessionId?: string;
}

/**
 * Mails to a person what changed in a portal, with a link by which the person says "this was not me" (NIST SP 800-63B-4,
 * 4.6). Without an address or a channel nothing is sent: the change is kept, and its event says it. No one who asks for codes
 * or changes other things can use up what such a mail needs: each kind of change has a limit of its own.
 */
export async function mailPortalChange(
  action: Action,
  person: Person,
  changed: ChangeInPortal,
): Promise<void> {
  const { accountId, now, services } = action;
  const { id: userId, login } = person;
  const { change, resourceName, token, clientAddress, to = person.email } = changed;
  const secret = newSecret();
  const { config } = services;
  // Without an address for other machines, a link leads somewhere on the server's own machine only.
  const leadsHere = config.publicUrl !== undefined || isForThisMachine(config);
  const alarm = leadsHere ? { url: alarmUrl(services, secret), until: now + ALARM_TTL_MS } : null;
  const tokenName = token?.name ?? null;
  const queued = await queueMail(action, {
    purpose: "PORTAL_CHANGE",
    userId,
    to,
    says: {
      login,
      portal: { purpose: "PORTAL_CHANGE", resourceName, change, tokenName, at: now, clientAddress, alarm },
    },
    limits: (address) => changeNoticeLimits(accountId, userId, change, "EMAIL", address),
    expiresAt: new Date(now + NOTICE_TTL_MS),
  });
  // A change that is not mailed because of too many mails is blocked by the links of those before it.
  const isKnown = typeof queued !== "string" || queued === "SENT_TOO_OFTEN";
  if (!isKnown || to === null || alarm === null) return;
  await storeAlarm(action, secret, {
    userId,
    change,
    resourceName,
    token,
    mailedTo: to,
    contactSet: changed.contactSet ?? null,
    sessionId: changed.sessionId ?? null,
  });
}

/** A contact that a person or somebody else changed in a portal. */
export type ContactChangeInPortal = Pick<ChangeInPortal, "resourceName" | "clientAddress"> & {
  readonly change: ContactChanged;
};

/**
 * Says by SMS that a contact changed, at the phone number that the person had before: so the person learns it also where
 * somebody else reads the mailbox, and where there is none. Where no SMS reaches the number, nothing is sent.
 */
export async function textContactChange(
  action: Action,
  { id: userId, login, phoneNumber }: Pick<UserRow, "id" | "login" | "phoneNumber">,
  { change, resourceName, clientAddress }: ContactChangeInPortal,
): Promise<void> {
  const { transaction, accountId, now, services } = action;
  // A number of a user may be older than the rule for its spelling.
  const to = phoneNumber === null ? null : spelledOnce(phoneNumber);
  if (to === null || mobileObjection(to) !== null) return;
  const country = getCountry(to);
  const destination = { accountId, kind: "SMS", country, channelId: null } as const;
  if (typeof (await getRoutes(transaction, services.config, destination)) === "string") return;
  const limits = changeNoticeLimits(accountId, userId, change, "SMS", to);
  if (!(await countSend(transaction, services.hmacKey, limits, now))) return;
  const portal = {
    purpose: "PORTAL_CHANGE",
    resourceName,
    change,
    tokenName: null,
    at: now,
    clientAddress,
    alarm: null,
  } as const;
  await storeMessage(
    action,
    {
      kind: "SMS",
      purpose: "PORTAL_CHANGE",
      tokenId: null,
      userId,
      challengeId: null,
      channelId: null,
      payload: { ...NOTHING_NAMED, wakeUp: null, login, portal, to, userId: null },
      expiresAt: new Date(now + NOTICE_TTL_MS),
    },
    { country, obstacle: null, counts: UNCOUNTED },
  );
}
