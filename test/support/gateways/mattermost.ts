import {
  type Gateway,
  type GatewayRequest,
  type Handling,
  hasBearer,
  jsonTexts,
  startGateway,
} from "./gateway.js";

export interface MattermostMessage {
  readonly id: string;
  readonly channelId: string;
  readonly message: string;
}

export interface MattermostGateway extends Gateway<MattermostMessage> {
  readonly botToken: string;
  /** Channels that the bot is in, by id. */
  readonly channels: Set<string>;
}

const BOT_TOKEN = "9xuqwrwgstrb3mzrxb83nb357a";

/** A server of Mattermost with one bot. The bot is in the channels that are put into `channels`. */
export async function startMattermost(): Promise<MattermostGateway> {
  const channels = new Set<string>();
  const gateway = await startGateway((request, count) => handle(request, count, channels));
  return { ...gateway, botToken: BOT_TOKEN, channels };
}

function handle(
  request: GatewayRequest,
  count: number,
  channels: ReadonlySet<string>,
): Handling<MattermostMessage> {
  if (request.path !== "/api/v4/posts" || request.method !== "POST") {
    return refuse(404, "api.context.404.app_error");
  }
  if (!hasBearer(request, BOT_TOKEN)) return refuse(401, "api.context.session_expired.app_error");
  const texts = jsonTexts(request);
  const channelId = texts?.get("channel_id");
  const message = texts?.get("message");
  if (channelId === undefined || !/^[a-z0-9]{26}$/.test(channelId)) {
    return refuse(400, "api.context.invalid_body_param.app_error");
  }
  if (message === undefined || message === "") return refuse(400, "model.post.is_valid.msg.app_error");
  if (!channels.has(channelId)) return refuse(403, "api.context.permissions.app_error");
  const id = `post${String(count + 1).padStart(22, "0")}`;
  return {
    accept: { id, channelId, message },
    answer: { status: 201, body: { id, channel_id: channelId, message } },
  };
}

function refuse(status: number, id: string): Handling<never> {
  return { refuse: { status, body: { id, message: "It was refused.", status_code: status } } };
}
