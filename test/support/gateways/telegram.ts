import { type Gateway, type GatewayRequest, type Handling, jsonTexts, startGateway } from "./gateway.js";

export interface TelegramMessage {
  readonly chatId: string;
  readonly text: string;
}

export interface TelegramGateway extends Gateway<TelegramMessage> {
  readonly botToken: string;
  readonly botUsername: string;
  /** Chats that the bot may write to. */
  readonly chats: Set<string>;
  /** Chats whose person blocked the bot. */
  readonly blocked: Set<string>;
  /** Somebody writes to the bot. */
  readonly write: (chatId: number, text: string, type?: "private" | "group") => void;
}

const BOT_TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_";

/** A Bot API server with one bot. It knows the chats that are put into `chats`. */
export async function startTelegram(): Promise<TelegramGateway> {
  const chats = new Set<string>();
  const blocked = new Set<string>();
  const updates: Update[] = [];
  const gateway = await startGateway((request, count) => handle(request, count, chats, blocked, updates));
  return {
    ...gateway,
    botToken: BOT_TOKEN,
    botUsername: "tokenplane_bot",
    chats,
    blocked,
    write(chatId, text, type = "private") {
      chats.add(String(chatId));
      nextUpdate += 1;
      updates.push({ update_id: nextUpdate, message: { chat: { id: chatId, type }, text } });
    },
  };
}

interface Update {
  readonly update_id: number;
  readonly message: { readonly chat: { readonly id: number; readonly type: string }; readonly text: string };
}

let nextUpdate = 1_000;

/** Answers at once, also when there is nothing: the real one waits. What is before the offset is forgotten. */
function getUpdates(request: GatewayRequest, updates: Update[]): Handling<never> {
  const { offset = 0, limit = 100 } = JSON.parse(request.body) as { offset?: number; limit?: number };
  const kept = updates.filter(({ update_id: id }) => id >= offset);
  updates.splice(0, updates.length, ...kept);
  return { refuse: { status: 200, body: { ok: true, result: kept.slice(0, limit) } } };
}

function handle(
  request: GatewayRequest,
  count: number,
  chats: ReadonlySet<string>,
  blocked: ReadonlySet<string>,
  updates: Update[],
): Handling<TelegramMessage> {
  if (!request.path.startsWith(`/bot${BOT_TOKEN}/`)) return refuse(401, "Unauthorized");
  if (request.path.endsWith("/getUpdates")) return getUpdates(request, updates);
  if (!request.path.endsWith("/sendMessage")) return refuse(404, "Not Found");
  const texts = jsonTexts(request);
  const chatId = texts?.get("chat_id");
  const text = texts?.get("text");
  if (chatId === undefined) return refuse(400, "Bad Request: chat_id is empty");
  if (text === undefined || text === "") return refuse(400, "Bad Request: message text is empty");
  if (text.length > 4096) return refuse(400, "Bad Request: message is too long");
  if (texts?.has("parse_mode") === true) return refuse(400, "Bad Request: can't parse entities");
  if (blocked.has(chatId)) return refuse(403, "Forbidden: bot was blocked by the user");
  if (!chats.has(chatId)) return refuse(400, "Bad Request: chat not found");
  const result = { message_id: count + 1, date: 0, chat: { id: Number(chatId), type: "private" }, text };
  return { accept: { chatId, text }, answer: { status: 200, body: { ok: true, result } } };
}

function refuse(status: number, description: string): Handling<never> {
  return { refuse: { status, body: { ok: false, error_code: status, description } } };
}

/** The answer of Telegram to a bot that is too fast. */
export function floodLimit(retryAfterSeconds: number) {
  return {
    status: 429,
    body: {
      ok: false,
      error_code: 429,
      description: `Too Many Requests: retry after ${retryAfterSeconds}`,
      parameters: { retry_after: retryAfterSeconds },
    },
  };
}
