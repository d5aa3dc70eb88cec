import type { MailedLink, PortalMail } from "../delivery/texts/message-facts.js";
import type { Place, SecretBox } from "../secrets/secret-box.js";

/** The channel that may have sent a message. */
export interface PossibleSender {
  /** Its id; null for the push service of a browser. */
  readonly by: string | null;
  /** When the channel was changed last (ISO 8601); absent where no channel sent it, and in payloads of older servers. */
  readonly changedAt?: string;
}

/** The payload of a message. It is stored encrypted, and only until the message is settled. */
export interface MessagePayload {
  /** The full address; of a phone that is woken, the fingerprint of its key. */
  readonly to: string;
  /** null in a message to no token: a test, a mail to a person, and what wakes a phone. */
  readonly code: string | null;
  /** The language that was asked for (a BCP 47 tag); null for the person's, or else the account's. */
  readonly locale: string | null;
  readonly resourceName: string | null;
  readonly login: string | null;
  readonly clientAddress: string | null;
  /** Whose token it was when the message was asked for; null for a message to no token. */
  readonly userId: string | null;
  /** Minutes for which the code is valid from the beginning. */
  readonly minutes: number;
  /** Of a mail about the console; null for what has none. */
  readonly link: MailedLink | null;
  /** The facts of a mail about a portal; null for other messages. */
  readonly portal: PortalMail | null;
  /** Which phone is woken, and what it gets; null for what is no wake-up. */
  readonly wakeUp: { readonly deviceId: string; readonly data: Readonly<Record<string, string>> } | null;
  /** Which channel may have sent it in an earlier try. Without it, none has. */
  readonly mayHaveBeenSent?: PossibleSender;
}

/** Of a payload: everything that a text may name. */
export const NOTHING_NAMED = {
  code: null,
  locale: null,
  resourceName: null,
  login: null,
  clientAddress: null,
  minutes: 0,
  link: null,
  portal: null,
} as const satisfies Partial<MessagePayload>;

/** The place where the payload of a message is stored. */
function messagePayloadAad(accountId: string, messageId: string): Place {
  return { account: accountId, table: "messages", column: "payload", row: messageId };
}

/** The payload as it is stored. */
export function sealPayload(
  secrets: SecretBox,
  accountId: string,
  messageId: string,
  payload: MessagePayload,
): Buffer<ArrayBuffer> {
  return secrets.encrypt(Buffer.from(JSON.stringify(payload)), messagePayloadAad(accountId, messageId));
}

/** A stored payload. @throws DecryptionError */
export function openPayload(
  secrets: SecretBox,
  accountId: string,
  messageId: string,
  stored: Uint8Array,
): MessagePayload {
  const text = secrets.decrypt(stored, messagePayloadAad(accountId, messageId)).toString();
  // The server wrote it itself, and authenticated encryption shows that it was not changed.
  return JSON.parse(text) as MessagePayload;
}
