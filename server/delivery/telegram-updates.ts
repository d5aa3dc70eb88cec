import type { SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import { below, field, readJson } from "./answers.js";
import type { OutgoingHttp } from "./outgoing-http.js";

/** Seconds for which Telegram waits for something to report: less than a request may take. */
const WAIT_SECONDS = 5;

/** Updates in one answer. */
const MOST = 20;

/**
 * Bytes for one update: anybody can write to a bot, 4,096 characters of which each can take twelve bytes as JSON, with
 * entities and the same again of a message that is answered. A longer answer would come again and again.
 */
const MAX_UPDATE_BYTES = 256 * 1024;

/** `/start` and the code of the link that opened the chat (core.telegram.org/bots/features, Deep Linking). */
const START = /^\/start(?:@\w+)? ([\w-]{1,64})$/;

/** Somebody opened a private chat with the bot by a link. */
export interface OpenedChat {
  readonly chatId: string;
  readonly startCode: string;
}

/** The updates of a bot, and the number of the update after the last one. */
export interface BotUpdates {
  readonly opened: readonly OpenedChat[];
  readonly next: number;
}

/**
 * Waits some seconds for what happens at a bot of Telegram. Only messages in private chats count: in a group, everybody
 * would read the codes.
 * @param offset the first update that is of interest; those before it are forgotten by Telegram.
 * @returns a sentence for administrators when the bot cannot be asked.
 */
export async function readTelegramUpdates(
  settings: SettingsOf<"TELEGRAM">,
  secrets: SecretsOf<"TELEGRAM">,
  http: OutgoingHttp,
  offset: number,
  signal: AbortSignal,
): Promise<BotUpdates | string> {
  const outcome = await http(
    {
      url: below(settings.url, `bot${secrets.botToken}/getUpdates`),
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ offset, limit: MOST, timeout: WAIT_SECONDS, allowed_updates: ["message"] }),
      maxAnswerBytes: MOST * MAX_UPDATE_BYTES,
    },
    signal,
  );
  if (outcome.state !== "ANSWERED") return outcome.failure;
  if (outcome.status === 409) {
    return "The bot has a webhook, or another program reads its updates (409). Use a bot that only Tokenplane uses.";
  }
  const result = field(readJson(outcome.body), "result");
  if (outcome.status !== 200 || !Array.isArray(result)) {
    return `Telegram did not send the bot's updates (${outcome.status}). Check the channel's bot token.`;
  }
  const updates: readonly unknown[] = result;
  return {
    opened: updates.flatMap((update) => openedChat(update)),
    next: updates.reduce<number>((next, update) => {
      const id = field(update, "update_id");
      return typeof id === "number" ? Math.max(next, id + 1) : next;
    }, offset),
  };
}

function openedChat(update: unknown): OpenedChat[] {
  const message = field(update, "message");
  const chat = field(message, "chat");
  const [id, text] = [field(chat, "id"), field(message, "text")];
  if (field(chat, "type") !== "private" || typeof id !== "number" || typeof text !== "string") return [];
  const startCode = START.exec(text)?.[1];
  return startCode === undefined ? [] : [{ chatId: String(id), startCode }];
}
