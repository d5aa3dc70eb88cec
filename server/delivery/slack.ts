import type { SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import {
  accepted,
  below,
  failedStatus,
  field,
  getId,
  notAccepted,
  readJson,
  refused,
  getResult,
  retryAfterSeconds,
  unknown,
} from "./answers.js";
import type { Driver, SendResult } from "./delivery.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";

/** The meanings of Slack's errors (docs.slack.dev, chat.postMessage). */
const REASONS: Readonly<Record<string, string>> = {
  account_inactive: "The bot's account was deleted. Install the app again.",
  channel_not_found: "The bot does not see this person or channel. Let the person enrol again.",
  invalid_auth: "Correct the channel's bot token.",
  is_archived: "The channel in Slack is archived. Let the person enrol again.",
  messages_tab_disabled: "Enable the Messages tab of the app's home.",
  missing_scope: "Give the bot the scope chat:write, and install the app again.",
  not_authed: "Set the bot token with channelUpdate.",
  not_in_channel: "Invite the bot to the conversation in Slack.",
  token_expired: "Set a new bot token with channelUpdate.",
  token_revoked: "Set a new bot token with channelUpdate.",
  user_not_found: "The person is not in this workspace. Let the person enrol again.",
};

/** After these, nothing was posted, and a later try may succeed. */
const TRANSIENT: ReadonlySet<string> = new Set([
  "message_limit_exceeded",
  "rate_limited",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
]);

/** After these, it may have been posted: "some aspect of the operation" may have succeeded, the documentation says. */
const UNCLEAR: ReadonlySet<string> = new Set(["fatal_error", "internal_error"]);

/** Errors of Slack are words: with neither digits nor capitals, they cannot have a code or an id in them. */
const ERROR = /^[a-z]+(?:_[a-z]+){0,8}$/;

/** Sends messages by a bot of Slack, to a person or a channel by its id. */
export function slackDriver(
  settings: SettingsOf<"SLACK">,
  secrets: SecretsOf<"SLACK">,
  http: OutgoingHttp,
): Driver {
  return {
    async send(message, signal) {
      const request = {
        url: below(settings.url, "api/chat.postMessage"),
        method: "POST",
        headers: {
          authorization: `Bearer ${secrets.botToken}`,
          "content-type": "application/json; charset=utf-8",
        },
        body: JSON.stringify({
          channel: message.to,
          text: escapeText(message.text),
          mrkdwn: false,
          unfurl_links: false,
          unfurl_media: false,
        }),
      } as const;
      return getResult(await http(request, signal), judge);
    },
  };
}

/** Slack reads `<!channel>` and `<https://…|…>` in every text, so these three are always escaped. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function judge(answer: HttpAnswer): SendResult {
  if (answer.status < 200 || answer.status > 299) return failedStatus(answer, "Slack");
  const said = readJson(answer.body);
  if (field(said, "ok") === true) return accepted(getId(field(said, "ts")));
  const error = field(said, "error");
  if (typeof error !== "string" || !ERROR.test(error)) {
    return unknown(
      "Slack's answer could not be read. Check the channel's URL, and whether the message arrived.",
    );
  }
  if (TRANSIENT.has(error)) {
    return notAccepted(`Slack did not accept the message now (${error}).`, retryAfterSeconds(answer));
  }
  if (UNCLEAR.has(error)) return unknown(`Slack failed (${error}). Check there whether the message arrived.`);
  const reason = REASONS[error] ?? "See Slack's documentation of chat.postMessage for what to do.";
  return refused(`Slack did not accept the message (${error}). ${reason}`);
}
