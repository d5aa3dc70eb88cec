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
} from "./answers.js";
import type { Driver, SendResult } from "./delivery.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";

/** Sends messages by a bot of Mattermost, to a channel (also a direct one) by its id. */
export function mattermostDriver(
  settings: SettingsOf<"MATTERMOST">,
  secrets: SecretsOf<"MATTERMOST">,
  http: OutgoingHttp,
): Driver {
  return {
    async send(message, signal) {
      const request = {
        url: below(settings.url, "api/v4/posts"),
        method: "POST",
        headers: { authorization: `Bearer ${secrets.botToken}`, "content-type": "application/json" },
        body: JSON.stringify({ channel_id: message.to, message: message.text }),
      } as const;
      return getResult(await http(request, signal), judge);
    },
  };
}

function judge(answer: HttpAnswer): SendResult {
  switch (answer.status) {
    case 200:
    case 201:
      return accepted(getId(field(readJson(answer.body), "id")));
    case 400:
    case 404:
      return refused(
        `Mattermost refused the message (${answer.status}). Check the channel's URL, and let the person enrol again.`,
      );
    case 401:
      return refused("Mattermost does not know the bot token (401). Correct the channel's bot token.");
    case 403:
      return refused(
        "The bot may not write to this person or channel (403). Add the bot to it in Mattermost.",
      );
    case 429: {
      // Seconds until the limit is reset (Mattermost, API reference, Rate limiting).
      const reset = answer.headers["x-ratelimit-reset"];
      return typeof reset === "string" && /^\d{1,9}$/.test(reset)
        ? notAccepted("The bot sends more than Mattermost allows (429).", boundedSeconds(Number(reset)))
        : failedStatus(answer, "Mattermost");
    }
    default:
      return failedStatus(answer, "Mattermost");
  }
}
