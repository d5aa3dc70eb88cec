import { createHash } from "node:crypto";
import { MESSAGE } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import { done, useCase } from "../actions/use-case.js";
import { checkForm } from "../actions/validation.js";
import { Prisma } from "../database/generated/client.js";
import type { Client, Transaction } from "../database/prisma.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import {
  isMailPurpose,
  type MailPurpose,
  type MessagePurpose,
  type TextOverride,
} from "../delivery/texts/message-facts.js";
import { checkOverride } from "../delivery/texts/override.js";
import { changesBetween } from "../events/record.js";

/** An account's own text, as it is stored. */
export type MessageTextRow = Awaited<ReturnType<typeof readMessageTexts>>[number];

/** Which message a text is for. */
export interface MessageTextKey {
  readonly kind: DeliveryKind;
  /** A language: en, de, fr, es, uk or pl. */
  readonly locale: string;
  readonly purpose: MessagePurpose;
}

/** All of an account's own texts. There are at most as many as kinds, purposes and languages allow. */
export function readMessageTexts(client: Client | Transaction, accountId: string) {
  return client.messageText.findMany({
    where: { accountId },
    orderBy: [{ kind: "asc" }, { purpose: "asc" }, { locale: "asc" }],
  });
}

/** An account's own text for a message; null when it has none. */
export function findMessageText(
  client: Client | Transaction,
  accountId: string,
  { kind, purpose, locale }: MessageTextKey,
): Promise<MessageTextRow | null> {
  return client.messageText.findUnique({
    where: { accountId_kind_purpose_locale: { accountId, kind, purpose, locale } },
  });
}

/** An author of the text of a mailed link could lead its reader elsewhere. @throws Refusal VALIDATION_FAILED */
function checkPurpose(purpose: MessagePurpose | MailPurpose): MessagePurpose {
  if (!isMailPurpose(purpose)) return purpose;
  throw new Refusal(
    "VALIDATION_FAILED",
    "The text of this mail cannot be changed. Choose SIGN_IN, CHECK, ENROLMENT, CONTACT or TEST.",
    ["input", "purpose"],
  );
}

function checkLocale(locale: string): string {
  return checkForm(locale, MESSAGE.locale, ["input", "locale"]);
}

const PARTS = ["subject", "text", "html"] as const;

const NOTHING_OF_ITS_OWN: TextOverride = { subject: null, text: null, html: null };

/** Which of the parts a refused text is wrong in. */
function wrongPart(kind: DeliveryKind, override: TextOverride, purpose: MessagePurpose) {
  return PARTS.find(
    (part) => checkOverride(kind, { ...NOTHING_OF_ITS_OWN, [part]: override[part] }, purpose) !== null,
  );
}

/** @throws Refusal VALIDATION_FAILED */
function checkText(kind: DeliveryKind, override: TextOverride, purpose: MessagePurpose): void {
  if (PARTS.every((part) => override[part] === null)) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "Give a subject, a text or an HTML text. To return to the default texts, use messageTextClear.",
      ["input", "text"],
    );
  }
  const sentence = checkOverride(kind, override, purpose);
  if (sentence === null) return;
  throw new Refusal("VALIDATION_FAILED", sentence, ["input", wrongPart(kind, override, purpose) ?? "text"]);
}

/** A text as an event shows it. HTML is long, and is shown by its hash. */
function shown({ subject, text, html }: TextOverride): TextOverride {
  const hash = html === null ? null : `sha256:${createHash("sha256").update(html).digest("hex")}`;
  return { subject, text, html: hash };
}

/** Holds the account's row: its texts change one after the other. */
async function lockAccount(transaction: Transaction, accountId: string): Promise<string> {
  const [account] = await transaction.$queryRaw<{ locale: string }[]>(
    Prisma.sql`SELECT locale FROM accounts WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`,
  );
  if (account === undefined) throw new TypeError("there is no such account");
  return account.locale;
}

/** Which message a request names. */
interface NamedMessageText extends Omit<MessageTextKey, "purpose"> {
  readonly purpose: MessagePurpose | MailPurpose;
}

/** The text that `messageTextSet` sets, in place of the whole previous one. A part that is absent is the usual one. */
export interface MessageTextSetRequest extends NamedMessageText {
  /** Of e-mails only. */
  readonly html?: string | null | undefined;
  /** Of e-mails only. */
  readonly subject?: string | null | undefined;
  readonly text?: string | null | undefined;
}

/** Sets an account's own text for messages of a kind, a purpose and a language. */
export const messageTextSet = useCase("messageTextSet", {
  errors: [],
  run: async (input: MessageTextSetRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const key = {
      kind: input.kind,
      purpose: checkPurpose(input.purpose),
      locale: checkLocale(input.locale),
    };
    const own = { subject: input.subject ?? null, text: input.text ?? null, html: input.html ?? null };
    checkText(key.kind, own, key.purpose);
    await lockAccount(transaction, accountId);
    const before = await findMessageText(transaction, accountId, key);
    const changes = changesBetween({ ...shown(before ?? NOTHING_OF_ITS_OWN) }, { ...shown(own) });
    if (changes.length > 0) {
      const columns = { ...own, updatedAt: new Date(now) };
      await transaction.messageText.upsert({
        where: { accountId_kind_purpose_locale: { accountId, ...key } },
        create: { accountId, ...key, ...columns },
        update: columns,
      });
      action.record({
        type: "MESSAGE_TEXT_SET",
        changes,
        params: key,
      });
    }
    const updatedAt = changes.length === 0 ? (before?.updatedAt ?? new Date(now)) : new Date(now);
    return done({ messageText: { ...key, ...own, updatedAt: updatedAt.toISOString() } });
  },
});

/** Which text `messageTextClear` removes. */
export type MessageTextClearRequest = NamedMessageText;

/** Removes an account's own text, so that the usual one is sent. */
export const messageTextClear = useCase("messageTextClear", {
  errors: [],
  run: async (input: MessageTextClearRequest, action: Action) => {
    const { transaction, accountId } = action;
    const key = {
      kind: input.kind,
      purpose: checkPurpose(input.purpose),
      locale: checkLocale(input.locale),
    };
    await lockAccount(transaction, accountId);
    const before = await findMessageText(transaction, accountId, key);
    if (before !== null) {
      await transaction.messageText.delete({
        where: { accountId_kind_purpose_locale: { accountId, ...key } },
      });
      action.record({
        type: "MESSAGE_TEXT_CLEARED",
        changes: changesBetween({ ...shown(before) }, { ...NOTHING_OF_ITS_OWN }),
        params: key,
      });
    }
    return done({ isCleared: before !== null });
  },
});

/** The language that `messageLanguageSet` sets. */
export interface MessageLanguageSetRequest {
  /** en, de, fr, es, uk or pl. */
  readonly locale: string;
}

/** Sets the language of an account's messages, for requests that name none. */
export const messageLanguageSet = useCase("messageLanguageSet", {
  errors: [],
  run: async (input: MessageLanguageSetRequest, action: Action) => {
    const { transaction, accountId, now } = action;
    const locale = checkLocale(input.locale);
    const changes = changesBetween({ locale: await lockAccount(transaction, accountId) }, { locale });
    if (changes.length > 0) {
      await transaction.account.update({
        where: { id: accountId },
        data: { locale, updatedAt: new Date(now) },
      });
      action.record({
        type: "MESSAGE_LANGUAGE_SET",
        changes,
        params: { locale },
      });
    }
    return done({ accountId });
  },
});
