import { LOCALES } from "@tokenplane/rules/channel";
import {
  messageLanguageSet,
  messageTextClear,
  messageTextSet,
  readMessageTexts,
} from "../../channels/message-texts.js";
import type { DeliveryKind as Kind } from "../../delivery/delivery.js";
import type { MessagePurpose as Purpose } from "../../delivery/texts/message-facts.js";
import { accountLoader } from "../accounts/account-loader.js";
import { LONGEST_PARTS } from "../../delivery/texts/override.js";
import { builder } from "../builder.js";
import { bounded } from "../input-bounds.js";
import { loadReturned } from "../loader.js";
import { type InputBuilder, mutation } from "../mutation.js";
import { textCost } from "../text-cost.js";
import { DeliveryKind, MessagePurpose } from "./delivery-kind.js";

/** An account's own texts: of three kinds, for five purposes, in each language. */
const MAX_TEXTS = 3 * 5 * LOCALES.length;

/** An account's own text, as the API shows it. */
interface ShownText {
  readonly kind: Kind;
  readonly purpose: Purpose;
  readonly locale: string;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly updatedAt: Date;
}

const MessageText = builder.objectRef<ShownText>("MessageText").implement({
  description:
    "An account's own text for messages of one kind, purpose and language. The built-in text is used for each part that is null.",
  fields: (t) => ({
    kind: t.field({ type: DeliveryKind, description: "The kind of message.", resolve: ({ kind }) => kind }),
    purpose: t.field({
      type: MessagePurpose,
      description: "The purpose of the message.",
      resolve: ({ purpose }) => purpose,
    }),
    locale: t.exposeString("locale", { description: "The language: en, de, fr, es, uk or pl." }),
    subject: t.exposeString("subject", { nullable: true, description: "The subject of an e-mail." }),
    text: t.exposeString("text", {
      nullable: true,
      description: "The text.",
      complexity: textCost(LONGEST_PARTS.text),
    }),
    html: t.exposeString("html", {
      nullable: true,
      description: "The HTML text of an e-mail.",
      complexity: textCost(LONGEST_PARTS.html),
    }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last set." }),
  }),
});

builder.objectFields("Account", (t) => ({
  locale: t.exposeString("locale", {
    description: "The language of its messages, if a request names none: en, de, fr, es, uk or pl.",
  }),
}));

builder.queryFields((t) => ({
  messageTexts: t.field({
    type: [MessageText],
    nullable: true,
    description: "The account's own texts for messages. All other messages have the built-in texts.",
    complexity: { field: 1, multiplier: MAX_TEXTS },
    resolve: async (_root, _args, { services, actor }) => {
      const rows = await readMessageTexts(services.database.prisma, actor.accountId);
      // The database holds both to the values that there are.
      return rows.map((row) => ({ ...row, kind: row.kind as Kind, purpose: row.purpose as Purpose }));
    },
  }),
}));

/** Which message a text is for. */
function keyFields(t: InputBuilder) {
  return {
    kind: t.field({ type: DeliveryKind, required: true, description: "The kind of message." }),
    purpose: t.field({
      type: MessagePurpose,
      required: true,
      description:
        "The purpose of the message: SIGN_IN, CHECK, ENROLMENT, CONTACT or TEST. Messages for other purposes always have the built-in texts.",
    }),
    locale: t.string({ required: true, description: "The language: en, de, fr, es, uk or pl." }),
  };
}

mutation(messageTextSet, {
  description:
    "Sets an account's own text for messages of a kind, a purpose and a language. It replaces the whole previous text; an absent part gets the built-in text. Placeholders are {code}, {minutes}, {account}, {resource}, {login} and {address} (of the client). {code} is required, and must come before {account}, {resource} and {login}.",
  input: (t) => ({
    ...keyFields(t),
    subject: t.string({ description: "The subject, of e-mails only: at most 150 characters." }),
    text: t.string({
      ...bounded({ longest: LONGEST_PARTS.text }),
      description: "The text: at most 5,000 characters; for SMS, at most the length of three SMS.",
    }),
    html: t.string({
      ...bounded({ longest: LONGEST_PARTS.html }),
      description:
        "The HTML text, of e-mails only: at most 20,000 characters. Only tags, attributes and styles for text, tables, links and pictures are accepted; a refusal names any other one.",
    }),
  }),
  payload: (t) => ({
    messageText: t.field({
      type: MessageText,
      description: "The text that was set.",
      resolve: ({ payload: { messageText } }) => ({
        ...messageText,
        updatedAt: new Date(messageText.updatedAt),
      }),
    }),
  }),
});

mutation(messageTextClear, {
  description: "Removes an account's own text, so that the built-in one is sent.",
  input: keyFields,
  payload: (t) => ({
    cleared: t.boolean({
      description: "Whether there was one.",
      resolve: ({ payload }) => payload.isCleared,
    }),
  }),
});

mutation(messageLanguageSet, {
  description: "Sets the language of the account's messages, for requests that name none.",
  input: (t) => ({
    locale: t.string({ required: true, description: "The language: en, de, fr, es, uk or pl." }),
  }),
  payload: (t) => ({
    account: t.field({
      type: "Account",
      description: "The account as it is now.",
      resolve: ({ payload }, _args, context) => loadReturned(accountLoader(context), payload.accountId),
    }),
  }),
});
