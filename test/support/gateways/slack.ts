import {
  type Gateway,
  type GatewayRequest,
  type Handling,
  hasBearer,
  jsonTexts,
  startGateway,
} from "./gateway.js";

export interface SlackMessage {
  readonly channel: string;
  /** As it was sent, with `&lt;` for `<`. */
  readonly text: string;
  readonly ts: string;
}

export interface SlackGateway extends Gateway<SlackMessage> {
  readonly botToken: string;
  /** Persons and channels that the bot may write to, by id. */
  readonly channels: Set<string>;
}

const BOT_TOKEN = "xoxb-0123456789-abcdefghijkl";

/** A workspace of Slack with one bot. It knows the channels that are put into `channels`, and answers 200 to failures. */
export async function startSlack(): Promise<SlackGateway> {
  const channels = new Set<string>();
  const gateway = await startGateway((request, count) => handle(request, count, channels));
  return { ...gateway, botToken: BOT_TOKEN, channels };
}

function handle(
  request: GatewayRequest,
  count: number,
  channels: ReadonlySet<string>,
): Handling<SlackMessage> {
  if (request.path !== "/api/chat.postMessage") return refuse("unknown_method");
  if (request.headers.authorization === undefined) return refuse("not_authed");
  if (!hasBearer(request, BOT_TOKEN)) return refuse("invalid_auth");
  const texts = jsonTexts(request);
  const channel = texts?.get("channel");
  const text = texts?.get("text");
  if (text === undefined || text === "") return refuse("no_text");
  if (channel === undefined || !channels.has(channel)) return refuse("channel_not_found");
  const ts = `1700000000.${String(count + 1).padStart(6, "0")}`;
  return {
    accept: { channel, text, ts },
    answer: { status: 200, body: { ok: true, channel, ts, message: { text } } },
  };
}

function refuse(error: string): Handling<never> {
  return { refuse: { status: 200, body: { ok: false, error } } };
}
