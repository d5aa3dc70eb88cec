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
  unknown,
} from "./answers.js";
import type { Driver, OutgoingMessage, SendResult } from "./delivery.js";
import { isGsm7 } from "./texts/segments.js";
import type { HttpAnswer, OutgoingHttp } from "./outgoing-http.js";

/** Milliseconds: the bounds of `ttl` (developer.vonage.com/en/api/sms). */
const TTL = { least: 20_000, most: 604_800_000 } as const;

/** Characters: the longest `callback`. A longer one would have the message refused, so it is left out. */
const MAX_CALLBACK = 100;

/** The meanings of a message's status (developer.vonage.com/en/api-errors/sms). */
const REASONS: Readonly<Record<string, string>> = {
  "2": "a parameter is missing. Check the channel's sender.",
  "3": "a parameter is not valid. Check the channel's sender and the person's phone number.",
  "4": "the API key or its secret is wrong. Correct the channel's credentials.",
  "6": "the message is not valid. Check the person's phone number.",
  "7": "the number is barred. Use another phone number.",
  "8": "the account is barred. Ask Vonage.",
  "9": "the account has no credit. Top it up.",
  "11": "the account must not use HTTP. Ask Vonage.",
  "12": "the text is too long. Shorten the names of account and resource.",
  "14": "the signature is wrong. Let the account accept requests that are not signed.",
  "15": "the sender is not valid in this country. Change the channel's sender.",
  "22": "the network code is not valid. Check the person's phone number.",
  "23": "the address for receipts is not valid. Check TOKENPLANE_PUBLIC_URL.",
  "29": "a trial account sends to listed numbers only. Top it up.",
};

/** Sends SMS by Vonage's SMS API. It does not recognise repetitions, and answers 200 to failures too. */
export function vonageDriver(
  settings: SettingsOf<"VONAGE">,
  secrets: SecretsOf<"VONAGE">,
  http: OutgoingHttp,
): Driver {
  return {
    async send(message, signal) {
      const request = {
        url: below(settings.url, "sms/json"),
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: form(settings, secrets, message),
      } as const;
      return getResult(await http(request, signal), judge);
    },
  };
}

function form(
  settings: SettingsOf<"VONAGE">,
  secrets: SecretsOf<"VONAGE">,
  message: OutgoingMessage,
): string {
  const milliseconds = Math.floor(message.secondsLeft) * 1000;
  const fields = new URLSearchParams({
    api_key: settings.apiKey,
    api_secret: secrets.apiSecret,
    from: settings.from,
    to: message.to.replace(/^\+/, ""),
    text: message.text,
    type: isGsm7(message.text) ? "text" : "unicode",
    ttl: String(Math.min(Math.max(milliseconds, TTL.least), TTL.most)),
    "client-ref": message.reference,
  });
  if (message.receiptUrl !== null && message.receiptUrl.length <= MAX_CALLBACK) {
    fields.set("status-report-req", "1");
    fields.set("callback", message.receiptUrl);
  }
  return fields.toString();
}

/** A status for a sentence, which repeats no other text of an answer. */
function getNumber(status: string | null): string {
  return isNumber(status) ? status : "unknown";
}

function isNumber(status: string | null): status is string {
  return status !== null && /^\d{1,3}$/.test(status);
}

/** The meaning of Vonage's answer. A long SMS has several parts, each with a status. */
function judge(answer: HttpAnswer): SendResult {
  if (answer.status < 200 || answer.status > 299) return failedStatus(answer, "Vonage");
  const messages = field(readJson(answer.body), "messages");
  const parts: readonly unknown[] = Array.isArray(messages) ? messages : [];
  const [first] = parts;
  const [status = null, ...others] = parts.map((part) => getId(field(part, "status")));
  const other = others.find((one) => one !== status);
  if (other !== undefined) {
    return unknown(
      `Vonage gave different answers for the parts of the message (status ${getNumber(status)} and ${getNumber(other)}). Check there which parts it sent.`,
    );
  }
  switch (status) {
    case "0":
      return accepted(getId(field(first, "message-id")));
    case "1":
    case "10":
      return notAccepted(
        `Vonage gets messages faster than the account may send (status ${status}). Raise its limit.`,
      );
    case "5":
      return unknown("Vonage had an internal error (status 5). Check there whether it sent the message.");
    case null:
      return unknown(
        "Vonage's answer could not be read. Check the channel's URL, and whether it sent the message.",
      );
    default:
      return isNumber(status)
        ? refused(
            `Vonage did not accept the message (status ${status}): ` +
              (REASONS[status] ?? "see https://developer.vonage.com/en/api-errors/sms for what to do."),
          )
        : unknown("Vonage's answer has a status that is not a number. Check the channel's URL.");
  }
}
