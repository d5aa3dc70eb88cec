import { telegramToken } from "@tokenplane/rules/channel";
import type { SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import {
  accepted,
  below,
  boundedSeconds,
  failedStatus,
  field,
  getId,
  notAccepted,
  readJson,
  refused,
  getResult,
  unknown,
} from "./answers.js";
import type { Driver, SendResult } from "./delivery.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";

/** Sends messages by a bot of Telegram. The text is sent as it is: without parse_mode, nothing in it is markup. */
export function telegramDriver(
  settings: SettingsOf<"TELEGRAM">,
  secrets: SecretsOf<"TELEGRAM">,
  http: OutgoingHttp,
): Driver {
  return {
    async send(message, signal) {
      // The token is in the path (core.telegram.org/bots/api, Authorizing your bot).
      if (telegramToken(secrets.botToken) !== null) {
        return refused("The channel's bot token is not a Telegram bot token. Copy it from @BotFather again.");
      }
      const request = {
        url: below(settings.url, `bot${secrets.botToken}/sendMessage`),
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          chat_id: message.to,
          text: message.text,
          link_preview_options: { is_disabled: true },
        }),
      } as const;
      return getResult(await http(request, signal), judge);
    },
  };
}

function judge(answer: HttpAnswer): SendResult {
  const said = readJson(answer.body);
  if (answer.status >= 200 && answer.status < 300) {
    return field(said, "ok") === true
      ? accepted(getId(field(field(said, "result"), "message_id")))
      : unknown(
          "Telegram's answer could not be read. Check the channel's URL, and whether the message arrived.",
        );
  }
  switch (answer.status) {
    case 400:
      return refused(
        "Telegram refused the message (400): usually the chat does not exist. Let the person enrol the bot again.",
      );
    case 401:
    case 404:
      return refused(`Telegram does not know the bot (${answer.status}). Correct the channel's bot token.`);
    case 403:
      return refused("The person blocked the bot in Telegram (403). They can start it again there.");
    case 429: {
      const seconds = field(field(said, "parameters"), "retry_after");
      return typeof seconds === "number" && Number.isFinite(seconds)
        ? notAccepted("The bot sends more than Telegram allows (429).", boundedSeconds(seconds))
        : failedStatus(answer, "Telegram");
    }
    default:
      return failedStatus(answer, "Telegram");
  }
}
