import { RESERVED_HEADERS } from "@tokenplane/rules/channel";
import type { SecretsOf, SettingsOf } from "@tokenplane/rules/drivers/drivers";
import { accepted, failedStatus, refused, repeatable, getResult } from "./answers.js";
import type { Driver, OutgoingMessage, SendResult } from "./delivery.js";
import type { HttpAnswer, HttpRequest, OutgoingHttp } from "./outgoing-http.js";
import {
  type Escape,
  fill,
  headerValue,
  jsonEscape,
  MissingSecret,
  percentEncode,
  plain,
  xmlEscape,
} from "./template.js";

/** The part of a URL that decides where a request goes has no placeholder: nothing in a message may lead it elsewhere. */
const FIXED_ORIGIN = /^https?:\/\/[^/?#{}\\]+(?:[/?#]|$)/i;

/** Sends messages by any gateway with an HTTP interface. */
export function httpTemplateDriver(
  settings: SettingsOf<"SMS_HTTP">,
  secrets: SecretsOf<"SMS_HTTP">,
  http: OutgoingHttp,
): Driver {
  return {
    async send(message, signal) {
      const request = getRequest(settings, secrets, message);
      if ("state" in request) return request;
      const result = getResult(await http(request, signal), (answer) => judge(answer, settings));
      const { idempotencyHeader } = settings;
      // The gateway recognises a repetition by the header. No other gateway does.
      return idempotencyHeader === null
        ? result
        : repeatable(result, `The request may be sent again with the same ${idempotencyHeader}.`);
    },
  };
}

function getRequest(
  settings: SettingsOf<"SMS_HTTP">,
  secrets: SecretsOf<"SMS_HTTP">,
  message: OutgoingMessage,
): HttpRequest | SendResult {
  if (!FIXED_ORIGIN.test(settings.url)) {
    return refused("The channel's URL must begin with https:// and a host name that has no placeholder.");
  }
  const headers: Record<string, string> = {};
  const add = (name: string, value: string) => {
    headers[name.toLowerCase()] = headerValue(value);
  };
  try {
    if (settings.contentType !== null) add("Content-Type", `${settings.contentType}; charset=utf-8`);
    for (const { name, value } of settings.headers) add(name, fill(value, message, secrets.values, plain));
    if (settings.idempotencyHeader !== null) add(settings.idempotencyHeader, message.reference);
    const reserved = Object.keys(headers).find((name) => RESERVED_HEADERS.has(name));
    if (reserved !== undefined) {
      return refused(`The channel must not set the header ${reserved}. Remove it from the channel.`);
    }
    const escape = escapeFor(headers["content-type"] ?? "");
    return {
      url: fill(settings.url, message, secrets.values, percentEncode),
      method: settings.method,
      headers,
      body: settings.body === null ? null : fill(settings.body, message, secrets.values, escape),
    };
  } catch (error) {
    if (!(error instanceof MissingSecret)) throw error;
    return refused(
      `The channel has no secret with the name ${error.secretName}. Add it, or correct the template.`,
    );
  }
}

/** How values are written into a body of this type. */
function escapeFor(contentType: string): Escape {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json" || type.endsWith("+json")) return jsonEscape;
  if (/^(?:application|text)\/xml$|\+xml$/.test(type)) return xmlEscape;
  return type === "application/x-www-form-urlencoded" ? percentEncode : plain;
}

function judge(answer: HttpAnswer, { successContains }: SettingsOf<"SMS_HTTP">): SendResult {
  if (answer.status < 200 || answer.status > 299) return failedStatus(answer, "The gateway");
  if (successContains === null || answer.body.includes(successContains)) return accepted(null);
  return refused(
    `The gateway answered ${answer.status} without the text that means success. Look into its log for the reason.`,
  );
}
