import { botUsername, telegramToken, tokenSecret, url } from "../channel.js";
import type { DriverDeclaration } from "./declaration.js";

export const TELEGRAM = {
  name: "TELEGRAM",
  kind: "BOT",
  sends: "Messages by a bot of Telegram.",
  type: "Telegram",
  description: "A bot of Telegram.",
  settings: {
    url: {
      type: "text",
      rule: url,
      default: "https://api.telegram.org",
      description: "The address of the Bot API, or of your own Bot API server.",
    },
    botUsername: {
      type: "text",
      rule: botUsername,
      isRequired: true,
      description: "The bot's name, without @.",
    },
  },
  secrets: { botToken: { rule: telegramToken, description: "The bot's token, from @BotFather." } },
  goesTo: ["url"],
} as const satisfies DriverDeclaration;

export const SLACK = {
  name: "SLACK",
  kind: "BOT",
  sends: "Messages by an app of Slack.",
  type: "Slack",
  description: "An app of Slack, with the permission chat:write.",
  settings: {
    url: {
      type: "text",
      rule: url,
      default: "https://slack.com",
      description: "The address of Slack's API.",
    },
  },
  secrets: { botToken: { rule: tokenSecret, description: "The app's bot token; it begins with xoxb-." } },
  goesTo: ["url"],
} as const satisfies DriverDeclaration;

export const MATTERMOST = {
  name: "MATTERMOST",
  kind: "BOT",
  sends: "Messages by a bot of Mattermost.",
  type: "Mattermost",
  description: "A bot account of a Mattermost server.",
  settings: {
    url: {
      type: "text",
      rule: url,
      isRequired: true,
      description: "The address of the Mattermost server.",
    },
  },
  secrets: { botToken: { rule: tokenSecret, description: "The access token of the bot account." } },
  goesTo: ["url"],
} as const satisfies DriverDeclaration;
