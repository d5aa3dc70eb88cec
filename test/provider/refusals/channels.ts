// What a server refuses of channels, and of tokens whose codes are sent.
import type { Fields } from "../../support/fake-core/proposed.js";
import type { Gone, Row } from "./row.js";
import { getId, type Scene } from "../../support/scene.js";

const CHANNEL = "tokenplane_channel";
const TOKEN = "tokenplane_token";
const PLAN_AGAIN = "It was deleted after the plan: plan again.";

/** A channel of Slack, which sends nothing here. */
export function slack(name: string, more: Fields = {}): Fields {
  return { name, slack: {}, secrets_wo: { bot_token: "xoxb-1" }, ...more };
}

/** A channel of Twilio. */
export function twilio(more: Fields = {}, settings: Fields = {}): Fields {
  return {
    name: "SMS",
    twilio: { account_sid: `AC${"0a".repeat(16)}`, from: "Example", ...settings },
    allowed_countries: ["DE"],
    secrets_wo: { auth_token: "token" },
    ...more,
  };
}

/** A channel of a mail server. @param isSigned with a key that has the form of one, and is none. */
function mail(isSigned = false): Fields {
  const key = `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n-----END PRIVATE KEY-----`;
  const dkim = isSigned ? { dkim_domain: "example.org", dkim_selector: "mail" } : {};
  return {
    name: "Mail",
    smtp: { host: "mail.example.org", from: "codes@example.org", ...dkim },
    secrets_wo: isSigned ? { dkim_private_key: key } : null,
  };
}

const BODY = '{"to": "{to}", "text": "{text}"}';

/** A channel of a gateway with an HTTP interface. */
export function gateway(settings: Fields = {}, more: Fields = {}): Fields {
  return { name: "Gateway", bot_http: { url: "https://chat.example.org", body: BODY, ...settings }, ...more };
}

/** A token of a chat. */
function chat(channel_id: string, more: Fields = {}): Fields {
  return { model: "BOT", name: "Chat", channel_id, chat_id: "U0123ABCD", ...more };
}

/** A number that a code confirmed. */
async function confirmed(scene: Scene, id: string): Promise<void> {
  const { admin } = scene.seed;
  const token = { id };
  await admin.do("tokenEnrolmentStart", { token }, "__typename");
  for (let waited = 0; waited < 100; waited += 1) {
    const { outbox } = await admin.query<{ outbox: { text: string }[] }>("{ outbox { text } }");
    const code = /\b\d{6}\b/.exec(outbox[0]?.text ?? "")?.[0];
    if (code !== undefined) {
      await admin.do("tokenEnrolmentConfirm", { token, otp: code }, "__typename");
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("no code was sent");
}

export const channelRows: readonly Row[] = [
  {
    refusal: "ChannelCreate AlreadyExistsError",
    when: "another channel has the name",
    async happens(scene) {
      await scene.make(CHANNEL, slack("Company chat"));
      await scene.make(CHANNEL, slack("Company chat"));
    },
    at: "name",
    says: 'terraform import tokenplane_channel.NAME "Company chat"',
  },
  {
    refusal: "ChannelCreate QuotaExceededError",
    when: "the account has as many channels as it may",
    async happens(scene) {
      for (let number = 1; number <= 50; number += 1) {
        const driver = { slack: { botToken: "xoxb-1" } };
        await scene.admin.do("channelCreate", { name: `Chat ${number}`, driver }, "__typename");
      }
      await scene.make(CHANNEL, slack("One more"));
    },
    at: "",
    says: "Delete one first.",
  },
  {
    refusal: "ChannelCreate ValidationFailedError",
    when: "the key for DKIM is no key",
    happens: (scene) => scene.make(CHANNEL, mail(true)),
    at: "secrets_wo",
    says: "This private key cannot be read as an RSA key.",
  },
  {
    refusal: "ChannelUpdate AlreadyExistsError",
    when: "another channel has the new name",
    async happens(scene) {
      await scene.make(CHANNEL, slack("Chat"));
      await scene.change(CHANNEL, slack("Other"), slack("Chat"));
    },
    at: "name",
    says: "Another channel has this name. Choose another.",
  },
  {
    refusal: "ChannelUpdate NotFoundError",
    when: "somebody deleted the channel since the plan",
    happens: (scene) =>
      scene.change(CHANNEL, slack("Chat"), slack("Chat", { enabled: false }), (id) =>
        scene.admin.do("channelDelete", { channel: { id } }, "__typename"),
      ),
    at: "",
    says: PLAN_AGAIN,
  },
  {
    refusal: "ChannelUpdate ValidationFailedError",
    when: "the new key for DKIM is no key",
    happens: (scene) => scene.change(CHANNEL, mail(), mail(true)),
    at: "secrets_wo",
    says: "This private key cannot be read as an RSA key.",
  },
  {
    refusal: "ChannelDelete StillInUseError",
    when: "tokens get their codes by it",
    happens: (scene) =>
      scene.change(CHANNEL, slack("Chat"), null, (id) =>
        scene.admin.do(
          "tokenCreate",
          {
            name: "Chat",
            enrolLater: true,
            model: { software: { bot: { channel: { id }, chatId: "U0123ABCD" } } },
          },
          "__typename",
        ),
      ),
    at: "",
    says: "First create new tokens with another channel",
  },
  {
    refusal: "TokenCreate NotFoundError",
    when: "there is no channel with the id",
    happens: (scene) => scene.make(TOKEN, chat("nothing")),
    at: "channel_id",
    says: "Set channel_id to the id of one that exists in the account.",
  },
  {
    refusal: "TokenCreate ValidationFailedError",
    when: "the channel is not that of a bot",
    happens: async (scene) => scene.make(TOKEN, chat(getId(await scene.make(CHANNEL, twilio())))),
    at: "channel_id",
    says: "This is not the channel of a bot. Name one of the kind BOT.",
  },
  {
    refusal: "TokenCreate ValidationFailedError",
    when: "the bot cannot learn the chat",
    happens: async (scene) =>
      scene.make(TOKEN, chat(getId(await scene.make(CHANNEL, slack("Chat"))), { chat_id: null })),
    at: "chat_id",
    says: "Give chat_id: only a Telegram bot can learn it by a link.",
  },
  {
    refusal: "TokenCreate ValidationFailedError",
    when: "the phone number is not that of a mobile",
    happens: (scene) => scene.make(TOKEN, { model: "SMS", name: "Desk", phone_number: "+4930123456" }),
    at: "phone_number",
    says: "mobile",
  },
  {
    refusal: "TokenUpdate PolicyRefusedError",
    when: "no code can be sent to the new number, as all channels are disabled",
    async happens(scene) {
      const number = { model: "SMS", name: "Number", phone_number: "+491701234567" };
      await scene.change(TOKEN, number, { ...number, phone_number: "+491701234568" }, async (id) => {
        await confirmed(scene, id);
        await scene.make(CHANNEL, twilio({ enabled: false }));
      });
    },
    at: "phone_number",
    says: "The code cannot be sent",
  },
];

export const goneChannels: readonly Gone[] = [
  {
    refusal: "ChannelDelete NotFoundError",
    happens: (scene) =>
      scene.change(CHANNEL, slack("Chat"), null, (id) =>
        scene.admin.do("channelDelete", { channel: { id } }, "__typename"),
      ),
  },
];
