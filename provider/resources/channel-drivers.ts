// The drivers of channels: the attributes of each driver, their input for the server, and their state from its answer.
import { CHANNEL } from "@tokenplane/rules/fields";
import type { SentBy } from "@tokenplane/rules/models";
import { nestedObject, optional, required, withDefault, type ElementOf } from "../framework/attributes.js";
import { integer, map, string } from "../framework/types.js";
import type {
  ChannelDriverInput,
  ChannelFieldsFragment,
  HttpContentType,
  HttpMethod,
  HttpTemplateInput,
  MailSecurity,
  TemplateFieldsFragment,
} from "../client/operations.js";
import { form, oneOf } from "../validators.js";
import { headers, unequal } from "./channel-headers.js";

const SECURITIES = ["STARTTLS", "TLS", "NONE"] as const satisfies MailSecurity[];
const METHODS = ["POST", "PUT", "GET"] as const satisfies HttpMethod[];
/** No type is null in the API; in a configuration, null means that nothing is written. */
const CONTENT_TYPES = ["JSON", "FORM", "TEXT", "NONE"] as const satisfies (HttpContentType | "NONE")[];

const words = (all: readonly string[]) => all.map((word) => `\`${word}\``).join(", ");

/** The port that a mail server has by default: that of STARTTLS. */
const STARTTLS_PORT = 587;

export const smtpAttributes = {
  host: required(string, {
    description: "The mail server's name or IP address.",
    validators: [form(CHANNEL.smtp.host)],
  }),
  security: withDefault(string, "STARTTLS", {
    description: `How the connection is protected: ${words(SECURITIES)}. Default: \`STARTTLS\`.`,
    validators: [oneOf(SECURITIES)],
  }),
  port: withDefault(integer, STARTTLS_PORT, {
    description:
      "Its port; write it when `security` is `TLS` (usually 465) or `NONE` (usually 25). Default: `587`.",
    validators: [form(CHANNEL.smtp.port)],
  }),
  username: optional(string, {
    description: "The user name for the mail server. It needs the secret `password`.",
    validators: [form(CHANNEL.smtp.username)],
  }),
  from: required(string, {
    description: "The sender: `codes@example.org`, or `Example <codes@example.org>`.",
    validators: [form(CHANNEL.smtp.from)],
  }),
  reply_to: optional(string, {
    description: "The address for replies. Default: the sender.",
    validators: [form(CHANNEL.smtp.replyTo)],
  }),
  certificate_authority: optional(string, {
    description:
      "The certificates of your own certificate authority, as PEM, if it issued the mail server's certificate. They replace the usual authorities.",
    validators: [form(CHANNEL.smtp.certificateAuthority)],
  }),
  dkim_domain: optional(string, {
    description:
      "The domain that mails are signed for (DKIM). It needs `dkim_selector` and the secret `dkim_private_key`. Default: no signature.",
    validators: [form(CHANNEL.smtp.dkimDomain)],
  }),
  dkim_selector: optional(string, {
    description: "The DKIM selector: the name under which the domain's public key is published.",
    validators: [form(CHANNEL.smtp.dkimSelector)],
  }),
};

export const twilioAttributes = {
  url: withDefault(string, "https://api.twilio.com", {
    description:
      "The address of Twilio's API, or of its API for a region. Default: `https://api.twilio.com`.",
    validators: [form(CHANNEL.twilio.url)],
  }),
  account_sid: required(string, {
    description: "The account SID.",
    validators: [form(CHANNEL.twilio.accountSid)],
  }),
  from: optional(string, {
    description:
      "The sender: a number, a short number, or a name of at most 11 characters. Write this, or `messaging_service_sid`.",
    validators: [form(CHANNEL.twilio.from)],
  }),
  messaging_service_sid: optional(string, {
    description: "The messaging service that chooses the sender. Write this, or `from`.",
    validators: [form(CHANNEL.twilio.messagingServiceSid)],
  }),
};

export const vonageAttributes = {
  url: withDefault(string, "https://rest.nexmo.com", {
    description: "The address of Vonage's SMS API. Default: `https://rest.nexmo.com`.",
    validators: [form(CHANNEL.vonage.url)],
  }),
  api_key: required(string, {
    description: "The API key, which names the account. It is no secret.",
    validators: [form(CHANNEL.vonage.apiKey)],
  }),
  from: required(string, {
    description: "The sender: a number, or a name of at most 11 characters.",
    validators: [form(CHANNEL.vonage.from)],
  }),
};

export const templateAttributes = {
  url: required(string, {
    description: "The URL to call. Placeholders are allowed after the host name.",
    validators: [form(CHANNEL.smsHttp.url)],
  }),
  method: withDefault(string, "POST", {
    description: `The HTTP method: ${words(METHODS)}. Default: \`POST\`.`,
    validators: [oneOf(METHODS)],
  }),
  content_type: withDefault(string, "JSON", {
    description: `The content type of the body: ${words(CONTENT_TYPES)}. With \`NONE\`, no content type is sent. Default: \`JSON\`.`,
    validators: [oneOf(CONTENT_TYPES)],
  }),
  headers: withDefault(
    map(string),
    {},
    {
      description: "Headers by their names, at most 20, with placeholders. Default: none.",
      validators: [headers],
    },
  ),
  body: optional(string, {
    description:
      'The body, with placeholders: `{"to": "{to}", "text": "{text}"}`. The placeholders are `{to}`, `{text}`, `{code}`, `{reference}`, `{secondsLeft}` and `{secret:NAME}`. Default: none.',
    validators: [form(CHANNEL.smsHttp.body)],
  }),
  success_contains: optional(string, {
    description:
      "A text that the gateway's answer must contain. Default: a status from 200 to 299 is enough.",
    validators: [form(CHANNEL.smsHttp.successContains)],
  }),
  idempotency_header: optional(string, {
    description:
      "The name of a header that gets `{reference}`, for gateways that use it to recognise repeated requests. Only with it is a message sent again if it is not known whether the gateway got it.",
    validators: [form(CHANNEL.smsHttp.idempotencyHeader)],
  }),
};

export const telegramAttributes = {
  url: withDefault(string, "https://api.telegram.org", {
    description:
      "The address of the Bot API, or of your own Bot API server. Default: `https://api.telegram.org`.",
    validators: [form(CHANNEL.telegram.url)],
  }),
  bot_username: required(string, {
    description: "The bot's name, without @.",
    validators: [form(CHANNEL.telegram.botUsername)],
  }),
};

export const slackAttributes = {
  url: withDefault(string, "https://slack.com", {
    description: "The address of Slack's API. Default: `https://slack.com`.",
    validators: [form(CHANNEL.slack.url)],
  }),
};

export const mattermostAttributes = {
  url: required(string, {
    description: "The address of the Mattermost server.",
    validators: [form(CHANNEL.mattermost.url)],
  }),
};

export const fcmAttributes = {
  url: withDefault(string, "https://fcm.googleapis.com", {
    description: "The address of Firebase Cloud Messaging. Default: `https://fcm.googleapis.com`.",
    validators: [form(CHANNEL.fcm.url)],
  }),
  token_url: withDefault(string, "https://oauth2.googleapis.com/token", {
    description:
      "The address at which Google issues access tokens for a service account. Default: `https://oauth2.googleapis.com/token`.",
    validators: [form(CHANNEL.fcm.tokenUrl)],
  }),
  project_id: required(string, {
    description: "The id of the Firebase project that the app was built for.",
    validators: [form(CHANNEL.fcm.projectId)],
  }),
};

type Template = ElementOf<typeof templateAttributes>;

const getSecrets = (names: string) => `Secrets: ${names}.`;

/** The drivers, by the names of their attributes. */
export const driverAttributes = {
  smtp: optional(nestedObject(smtpAttributes), {
    description: `E-mails by a mail server. ${getSecrets("`password`, `dkim_private_key`")}`,
  }),
  twilio: optional(nestedObject(twilioAttributes), {
    description: `SMS by Twilio. ${getSecrets("`auth_token`")}`,
  }),
  vonage: optional(nestedObject(vonageAttributes), {
    description: `SMS by Vonage. ${getSecrets("`api_secret`, and `signature_secret`, with which Vonage signs receipts")}`,
  }),
  sms_http: optional(nestedObject(templateAttributes), {
    description: `SMS by any gateway with an HTTP interface. ${getSecrets("those that `{secret:NAME}` names")}`,
  }),
  telegram: optional(nestedObject(telegramAttributes), {
    description: `Messages by a bot of Telegram. ${getSecrets("`bot_token`")}`,
  }),
  slack: optional(nestedObject(slackAttributes), {
    description: `Messages by an app of Slack. ${getSecrets("`bot_token`")}`,
  }),
  mattermost: optional(nestedObject(mattermostAttributes), {
    description: `Messages by a bot of Mattermost. ${getSecrets("`bot_token`")}`,
  }),
  bot_http: optional(nestedObject(templateAttributes), {
    description: `Messages by any service with an HTTP interface, such as a messenger of your own. ${getSecrets("those that `{secret:NAME}` names")}`,
  }),
  fcm: optional(nestedObject(fcmAttributes), {
    description: `Wakes phones of \`PUSH\` tokens by Firebase, for an app that was built for a Firebase project of your own. ${getSecrets("`service_account`, the JSON file of a service account")}`,
  }),
};

export type DriverName = keyof typeof driverAttributes;

/** The kind of messages that each driver sends. */
export const KIND_OF: Readonly<Record<DriverName, SentBy | "PUSH">> = {
  smtp: "EMAIL",
  twilio: "SMS",
  vonage: "SMS",
  sms_http: "SMS",
  telegram: "BOT",
  slack: "BOT",
  mattermost: "BOT",
  bot_http: "BOT",
  fcm: "PUSH",
};

export const DRIVERS = Object.keys(KIND_OF) as readonly DriverName[];

/** The attributes of the drivers, of which one has a value. */
export interface Drivers {
  readonly smtp: ElementOf<typeof smtpAttributes> | null;
  readonly twilio: ElementOf<typeof twilioAttributes> | null;
  readonly vonage: ElementOf<typeof vonageAttributes> | null;
  readonly sms_http: Template | null;
  readonly telegram: ElementOf<typeof telegramAttributes> | null;
  readonly slack: ElementOf<typeof slackAttributes> | null;
  readonly mattermost: ElementOf<typeof mattermostAttributes> | null;
  readonly bot_http: Template | null;
  readonly fcm: ElementOf<typeof fcmAttributes> | null;
}

/** The values of secrets by their names. */
export type Secrets = Readonly<Record<string, string>>;

/** Whether two plans or states send by the same driver with the same settings. */
export function isSameDriver(one: Drivers, other: Drivers): boolean {
  return DRIVERS.every((name) => !unequal(one[name], other[name]));
}

/** A driver as the server gets it. @param secrets those that are sent; null keeps those that are stored. */
export function driverInput(drivers: Drivers, secrets: Secrets | null): ChannelDriverInput {
  const { smtp, twilio, vonage, sms_http, telegram, slack, mattermost, bot_http, fcm } = drivers;
  const given = (name: string) => secrets?.[name] ?? null;
  const botToken = given("bot_token");
  if (smtp !== null) {
    return {
      smtp: {
        host: smtp.host,
        security: SECURITIES.find((one) => one === smtp.security) ?? null,
        port: smtp.port,
        username: smtp.username,
        from: smtp.from,
        replyTo: smtp.reply_to,
        certificateAuthority: smtp.certificate_authority,
        dkimDomain: smtp.dkim_domain,
        dkimSelector: smtp.dkim_selector,
        password: given("password"),
        dkimPrivateKey: given("dkim_private_key"),
      },
    };
  }
  if (twilio !== null) {
    return {
      twilio: {
        url: twilio.url,
        accountSid: twilio.account_sid,
        from: twilio.from,
        messagingServiceSid: twilio.messaging_service_sid,
        authToken: given("auth_token"),
      },
    };
  }
  if (vonage !== null) {
    return {
      vonage: {
        url: vonage.url,
        apiKey: vonage.api_key,
        from: vonage.from,
        apiSecret: given("api_secret"),
        // null removes it.
        ...(secrets === null ? {} : { signatureSecret: given("signature_secret") }),
      },
    };
  }
  if (sms_http !== null) return { smsHttp: templateInput(sms_http, secrets) };
  if (bot_http !== null) return { botHttp: templateInput(bot_http, secrets) };
  if (telegram !== null) {
    return { telegram: { url: telegram.url, botUsername: telegram.bot_username, botToken } };
  }
  if (slack !== null) return { slack: { url: slack.url, botToken } };
  if (mattermost !== null) return { mattermost: { url: mattermost.url, botToken } };
  if (fcm !== null) {
    const { url, token_url: tokenUrl, project_id: projectId } = fcm;
    return { fcm: { url, tokenUrl, projectId, serviceAccount: given("service_account") } };
  }
  throw new TypeError("a channel without a driver");
}

/** The type of a body in the API. */
function getContentType({ content_type }: Template): HttpContentType | null {
  const known = CONTENT_TYPES.find((one) => one === content_type) ?? "JSON";
  return known === "NONE" ? null : known;
}

function templateInput(template: Template, secrets: Secrets | null): HttpTemplateInput {
  return {
    url: template.url,
    method: METHODS.find((one) => one === template.method) ?? null,
    contentType: getContentType(template),
    headers: Object.entries(template.headers ?? {}).map(([name, value]) => ({ name, value })),
    body: template.body,
    successContains: template.success_contains,
    idempotencyHeader: template.idempotency_header,
    secrets: Object.entries(secrets ?? {}).map(([name, value]) => ({ name, value })),
  };
}

function templateState(template: TemplateFieldsFragment | null): Template | null {
  if (template === null) return null;
  return {
    url: template.url,
    method: template.method,
    content_type: template.contentType ?? "NONE",
    headers: Object.fromEntries(template.headers.map(({ name, value }) => [name, value])),
    body: template.body,
    success_contains: template.successContains,
    idempotency_header: template.idempotencyHeader,
  };
}

/** The drivers' attributes as the server shows them. */
export function driverState({ settings }: Pick<ChannelFieldsFragment, "settings">): Drivers {
  const { smtp, twilio, vonage, smsHttp, telegram, slack, mattermost, botHttp, fcm } = settings;
  return {
    smtp:
      smtp === null
        ? null
        : {
            host: smtp.host,
            security: smtp.security,
            port: smtp.port,
            username: smtp.username,
            from: smtp.from,
            reply_to: smtp.replyTo,
            certificate_authority: smtp.certificateAuthority,
            dkim_domain: smtp.dkimDomain,
            dkim_selector: smtp.dkimSelector,
          },
    twilio:
      twilio === null
        ? null
        : {
            url: twilio.url,
            account_sid: twilio.accountSid,
            from: twilio.from,
            messaging_service_sid: twilio.messagingServiceSid,
          },
    vonage: vonage === null ? null : { url: vonage.url, api_key: vonage.apiKey, from: vonage.from },
    sms_http: templateState(smsHttp),
    telegram: telegram === null ? null : { url: telegram.url, bot_username: telegram.botUsername },
    slack: slack === null ? null : { url: slack.url },
    mattermost: mattermost === null ? null : { url: mattermost.url },
    bot_http: templateState(botHttp),
    fcm: fcm === null ? null : { url: fcm.url, token_url: fcm.tokenUrl, project_id: fcm.projectId },
  };
}
