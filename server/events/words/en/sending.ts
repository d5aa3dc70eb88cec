import type { SENDING_EVENTS } from "../../types/sending.js";
import type { Sentences } from "../words.js";

const TEXTS = { SMS: "SMS", EMAIL: "e-mails", BOT: "messages of bots" } as const;

/** Channels and messages, in English. */
export const SENDING_EN: Sentences<keyof typeof SENDING_EVENTS> = {
  CHANNEL_CREATED: ({ params: { channel, kind, driver } }) =>
    `Channel ${channel} was created: ${kind} by ${driver}.`,
  CHANNEL_UPDATED: ({ params: { channel }, changed }) => `Channel ${channel} changed: ${changed}.`,
  CHANNEL_DELETED: ({ params: { channel } }) => `Channel ${channel} was deleted.`,
  CHANNEL_SUSPENDED: ({ params: { channel, country, sent, used } }) =>
    `Channel ${channel} no longer sends to ${country}: of ${sent} codes in an hour, ${used} were used.`,
  CHANNEL_RESUMED: ({ params: { channel, country } }) => `Channel ${channel} sends to ${country} again.`,
  MESSAGE_TEXT_SET: ({ params: { kind, purpose, locale } }) =>
    `The account's own text for ${TEXTS[kind ?? "SMS"]} (${purpose}, ${locale}) was set.`,
  MESSAGE_TEXT_CLEARED: ({ params: { kind, purpose, locale } }) =>
    `The account's own text for ${TEXTS[kind ?? "SMS"]} (${purpose}, ${locale}) was removed.`,
  MESSAGE_LANGUAGE_SET: ({ params: { locale } }) => `The language of the account's messages is ${locale}.`,
  MESSAGE_FAILED: ({ params: { kind, to, failure } }) =>
    `A message of kind ${kind} to ${to} was not sent, or its result is unknown: ${failure}`,
  MESSAGE_SUPPRESSED: ({ params: { to }, token, reason }) =>
    `No code was sent to ${to} for token ${token}: ${reason}.`,
};
