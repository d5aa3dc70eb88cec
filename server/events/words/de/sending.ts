import type { SENDING_EVENTS } from "../../types/sending.js";
import type { Names, Sentences } from "../words.js";

const TEXTS = { SMS: "SMS", EMAIL: "E-Mails", BOT: "Nachrichten von Bots" } as const;

/** Channels and messages, in German. */
export const SENDING_DE: Sentences<keyof typeof SENDING_EVENTS> = {
  CHANNEL_CREATED: ({ params: { channel, kind, driver } }) =>
    `Der Kanal ${channel} wurde angelegt: ${kind} über ${driver}.`,
  CHANNEL_UPDATED: ({ params: { channel }, changed }) => `Der Kanal ${channel} wurde geändert: ${changed}.`,
  CHANNEL_DELETED: ({ params: { channel } }) => `Der Kanal ${channel} wurde gelöscht.`,
  CHANNEL_SUSPENDED: ({ params: { channel, country, sent, used } }) =>
    `Der Kanal ${channel} sendet nicht mehr nach ${country}: Von ${sent} Codes in einer Stunde wurden ${used} verwendet.`,
  CHANNEL_RESUMED: ({ params: { channel, country } }) =>
    `Der Kanal ${channel} sendet wieder nach ${country}.`,
  MESSAGE_TEXT_SET: ({ params: { kind, purpose, locale } }) =>
    `Der eigene Text des Kontos für ${TEXTS[kind ?? "SMS"]} (${purpose}, ${locale}) wurde gesetzt.`,
  MESSAGE_TEXT_CLEARED: ({ params: { kind, purpose, locale } }) =>
    `Der eigene Text des Kontos für ${TEXTS[kind ?? "SMS"]} (${purpose}, ${locale}) wurde entfernt.`,
  MESSAGE_LANGUAGE_SET: ({ params: { locale } }) => `Die Sprache der Nachrichten des Kontos ist ${locale}.`,
  MESSAGE_FAILED: ({ params: { kind, to, failure } }) =>
    `Eine Nachricht der Art ${kind} an ${to} wurde nicht gesendet, oder ihr Ergebnis ist unbekannt: ${failure}`,
  MESSAGE_SUPPRESSED: ({ params: { to }, token, reason }) =>
    `Für das Token ${token} wurde kein Code an ${to} gesendet: ${reason}.`,
};

/** What the types of these events are called, in German. */
export const SENDING_NAMES_DE: Names<keyof typeof SENDING_EVENTS> = {
  CHANNEL_CREATED: "Kanal angelegt",
  CHANNEL_UPDATED: "Kanal geändert",
  CHANNEL_DELETED: "Kanal gelöscht",
  CHANNEL_SUSPENDED: "Kanal für ein Land ausgesetzt",
  CHANNEL_RESUMED: "Kanal für ein Land wieder freigegeben",
  MESSAGE_TEXT_SET: "Text von Nachrichten gesetzt",
  MESSAGE_TEXT_CLEARED: "Text von Nachrichten entfernt",
  MESSAGE_LANGUAGE_SET: "Sprache der Nachrichten gesetzt",
  MESSAGE_FAILED: "Nachricht nicht gesendet",
  MESSAGE_SUPPRESSED: "Nachricht unterdrückt",
};
