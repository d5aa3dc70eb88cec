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
} from "./answers.js";
import type { Driver, OutgoingMessage, SendResult } from "./delivery.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";
import { twilioCallback } from "./receipts.js";

/** Seconds: the bounds of ValidityPeriod (Twilio, Message resource). */
const VALIDITY = { least: 1, most: 36_000 } as const;

/** The meanings of Twilio's codes, as far as an administrator can do something (twilio.com/docs/api/errors). */
const REASONS: Readonly<Record<string, string>> = {
  "20003": "the account SID or the token is wrong. Correct the channel's credentials.",
  "21211": "the number is not valid. Correct the person's phone number.",
  "21212": "the sender is not valid. Correct the channel's sender.",
  "21408": "the country is not enabled. Enable it in Twilio's console (SMS geographic permissions).",
  "21606": "the sender cannot send SMS to this number. Choose another sender.",
  "21608": "a trial account sends to verified numbers only. Upgrade the account.",
  "21610": "the person unsubscribed from this sender. They can send START to it.",
  "21614": "the number is no mobile number. Correct the person's phone number.",
  "21617": "the text is too long. Shorten the names of account and resource.",
  "21703": "the messaging service has no sender. Add one in Twilio's console.",
};

/** Sends SMS by Twilio, one POST for each: Twilio does not recognise repetitions. */
export function twilioDriver(
  settings: SettingsOf<"TWILIO">,
  secrets: SecretsOf<"TWILIO">,
  http: OutgoingHttp,
): Driver {
  const account = encodeURIComponent(settings.accountSid);
  const credentials = Buffer.from(`${settings.accountSid}:${secrets.authToken}`).toString("base64");
  return {
    async send(message, signal) {
      const request = {
        url: below(settings.url, `2010-04-01/Accounts/${account}/Messages.json`),
        method: "POST",
        headers: {
          authorization: `Basic ${credentials}`,
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
        },
        body: form(settings, message),
      } as const;
      return getResult(await http(request, signal), judge);
    },
  };
}

function form(settings: SettingsOf<"TWILIO">, message: OutgoingMessage): string {
  const seconds = Math.floor(message.secondsLeft);
  const fields = new URLSearchParams({
    To: message.to,
    Body: message.text,
    ValidityPeriod: String(Math.min(Math.max(seconds, VALIDITY.least), VALIDITY.most)),
  });
  if (settings.messagingServiceSid !== null) fields.set("MessagingServiceSid", settings.messagingServiceSid);
  else if (settings.from !== null) fields.set("From", settings.from);
  if (message.receiptUrl !== null) {
    fields.set("StatusCallback", twilioCallback(message.receiptUrl, message.reference));
  }
  return fields.toString();
}

function judge(answer: HttpAnswer): SendResult {
  const said = readJson(answer.body);
  if (answer.status >= 200 && answer.status < 300) return accepted(getId(field(said, "sid")));
  const code = field(said, "code");
  const usual = failedStatus(answer, "Twilio");
  if (typeof code !== "number" || !Number.isInteger(code) || code < 10_000 || code > 99_999) return usual;
  const reason = REASONS[code] ?? `see https://www.twilio.com/docs/api/errors/${code} for what to do.`;
  const failure = `Twilio did not accept the message (error ${code}): ${reason}`;
  if (usual.state === "REFUSED") return refused(failure);
  return usual.state === "NOT_ACCEPTED" ? notAccepted(failure, usual.retryAfterSeconds) : usual;
}
