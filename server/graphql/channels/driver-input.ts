import {
  LONGEST_BODY,
  LONGEST_CERTIFICATES,
  LONGEST_SECRET,
  LONGEST_SERVICE_ACCOUNT,
} from "@tokenplane/rules/channel";
import { builder } from "../builder.js";
import { bounded } from "../input-bounds.js";
import type { InputBuilder } from "../mutation.js";

export const MailSecurity = builder.enumType("MailSecurity", {
  description: "How the connection to a mail server is protected.",
  values: {
    TLS: { description: "TLS from the first byte. The usual port is 465." },
    STARTTLS: {
      description:
        "The connection changes to TLS before anything is sent; a server that cannot is not used. The usual port is 587.",
    },
    NONE: {
      description: "Nothing protects it. Only for mail servers in private networks that the operator allows.",
    },
  } as const,
});

export const HttpMethod = builder.enumType("HttpMethod", {
  description: "How a gateway is called.",
  values: {
    GET: { description: "Everything is in the URL and the headers; there is no body." },
    POST: { description: "With a body." },
    PUT: { description: "With a body." },
  } as const,
});

export const HttpContentType = builder.enumType("HttpContentType", {
  description: "The content type of a request's body. Placeholders are escaped for this type.",
  values: {
    JSON: { value: "application/json", description: "application/json" },
    FORM: { value: "application/x-www-form-urlencoded", description: "application/x-www-form-urlencoded" },
    TEXT: { value: "text/plain", description: "text/plain" },
  } as const,
});

/** A secret, which is needed at creation and may be absent at an update. */
function secretField(t: InputBuilder, what: string, longest?: number) {
  return t.string({
    ...(longest === undefined ? {} : bounded({ longest })),
    description: `${what} It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same.`,
  });
}

const SmtpInput = builder.inputType("SmtpInput", {
  description: "Mails by a mail server (SMTP).",
  fields: (t) => ({
    host: t.string({ required: true, description: "The server's name or IP address." }),
    port: t.int({ description: "Its port; by default 465 for TLS, 587 for STARTTLS and 25 for NONE." }),
    security: t.field({
      type: MailSecurity,
      defaultValue: "STARTTLS",
      description: "How the connection is protected.",
    }),
    username: t.string({
      description: "The user name at the server; absent when the server needs no login.",
    }),
    from: t.string({
      required: true,
      description:
        "The sender: an address like codes@example.org, or a name and an address like Example <codes@example.org>.",
    }),
    replyTo: t.string({ description: "The address for replies; by default the sender." }),
    certificateAuthority: t.string({
      ...bounded({ longest: LONGEST_CERTIFICATES }),
      description:
        "Certificates of your own certificate authority, as PEM, if it issued the server's certificate. They replace the public certificate authorities.",
    }),
    dkimDomain: t.string({
      description: "The domain that mails are signed for (DKIM); absent for no signature.",
    }),
    dkimSelector: t.string({
      description: "The DKIM selector: the name under which the domain's public key is published.",
    }),
    password: secretField(t, "The password of the user name.", LONGEST_SECRET),
    dkimPrivateKey: secretField(
      t,
      "The RSA key that signs mails (DKIM), as PEM without a password.",
      LONGEST_SECRET,
    ),
  }),
});

const TwilioInput = builder.inputType("TwilioInput", {
  description: "SMS by Twilio. Give either from or messagingServiceSid.",
  fields: (t) => ({
    url: t.string({
      defaultValue: "https://api.twilio.com",
      description: "The address of Twilio's API, or of its API in a region.",
    }),
    accountSid: t.string({
      required: true,
      description: "The account SID: AC, followed by 32 hexadecimal digits.",
    }),
    from: t.string({
      description: "The sender: a number, a short number, or a name of at most 11 characters.",
    }),
    messagingServiceSid: t.string({
      description: "The messaging service that chooses the sender: MG, followed by 32 hexadecimal digits.",
    }),
    authToken: secretField(t, "The auth token of the account."),
  }),
});

const VonageInput = builder.inputType("VonageInput", {
  description: "SMS by Vonage.",
  fields: (t) => ({
    url: t.string({
      defaultValue: "https://rest.nexmo.com",
      description: "The address of Vonage's SMS API.",
    }),
    apiKey: t.string({ required: true, description: "The API key, which names the account." }),
    from: t.string({
      required: true,
      description: "The sender: a number, or a name of at most 11 characters.",
    }),
    apiSecret: secretField(t, "The API secret.", LONGEST_SECRET),
    signatureSecret: secretField(
      t,
      "The secret by which Vonage signs delivery receipts; without it, no receipts are accepted. null removes it.",
      LONGEST_SECRET,
    ),
  }),
});

const HttpHeaderInput = builder.inputType("HttpHeaderInput", {
  description: "A header of a request to a gateway.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name, as in X-Api-Key." }),
    value: t.string({
      required: true,
      description:
        "Its value, with the placeholders of HttpTemplateInput. It is shown; write secrets as {secret:NAME}.",
    }),
  }),
});

const NamedSecretInput = builder.inputType("NamedSecretInput", {
  description: "A secret that {secret:NAME} stands for.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name: 1 to 50 letters, digits and underscores." }),
    value: t.string({
      required: true,
      ...bounded({ longest: LONGEST_SECRET }),
      description: "Its value, in one line. It is stored encrypted and never shown.",
    }),
  }),
});

const HttpTemplateInput = builder.inputType("HttpTemplateInput", {
  description:
    "Any gateway with an HTTP interface. Placeholders in URL, headers and body stand for what is sent: {to} (the phone number or the chat), {text}, {code}, {reference} (a UUID that stays the same when a message is repeated), {secondsLeft} (for how long the code is valid), and {secret:NAME}. Each is escaped for where it stands. {to} and one of {text} and {code} are needed.",
  fields: (t) => ({
    url: t.string({
      required: true,
      description: "The address to call. Placeholders are allowed after the host name.",
    }),
    method: t.field({ type: HttpMethod, defaultValue: "POST", description: "How it is called." }),
    contentType: t.field({
      type: HttpContentType,
      defaultValue: "application/json",
      description: "The content type of the body; null when none is sent.",
    }),
    headers: t.field({ type: [HttpHeaderInput], description: "Headers, at most 20." }),
    body: t.string({
      ...bounded({ longest: LONGEST_BODY }),
      description: 'The body, as in {"to": "{to}", "text": "{text}"}; absent for none.',
    }),
    successContains: t.string({
      description:
        "A text that the gateway's answer must contain. If it is absent, a status from 200 to 299 suffices.",
    }),
    idempotencyHeader: t.string({
      description:
        "The name of a header that gets {reference}, for gateways that use it to recognise a repeated message. Only with this header is a message sent again when it is not known whether it arrived.",
    }),
    secrets: t.field({
      type: [NamedSecretInput],
      description:
        "The values of {secret:NAME}. At an update, an absent one keeps its value, as long as the driver, the host of the URL and the template around {secret:NAME} stay the same. One that no template names any more is deleted.",
    }),
  }),
});

const TelegramInput = builder.inputType("TelegramInput", {
  description: "Messages by a bot of Telegram.",
  fields: (t) => ({
    url: t.string({
      defaultValue: "https://api.telegram.org",
      description: "The address of the Bot API, or of your own Bot API server.",
    }),
    botUsername: t.string({ required: true, description: "The bot's name, without @." }),
    botToken: secretField(t, "The bot's token, from @BotFather."),
  }),
});

const SlackInput = builder.inputType("SlackInput", {
  description: "Messages by an app of Slack, with the permission chat:write.",
  fields: (t) => ({
    url: t.string({ defaultValue: "https://slack.com", description: "The address of Slack's API." }),
    botToken: secretField(t, "The app's bot token; it begins with xoxb-."),
  }),
});

const MattermostInput = builder.inputType("MattermostInput", {
  description: "Messages by a bot account of a Mattermost server.",
  fields: (t) => ({
    url: t.string({ required: true, description: "The address of the Mattermost server." }),
    botToken: secretField(t, "The access token of the bot account."),
  }),
});

const FcmInput = builder.inputType("FcmInput", {
  description:
    "Wakes phones by Firebase Cloud Messaging, so that they show requests at once. It needs an app that was built for a Firebase project of your own, or a contract with the app's vendor.",
  fields: (t) => ({
    url: t.string({
      defaultValue: "https://fcm.googleapis.com",
      description: "The address of Firebase Cloud Messaging.",
    }),
    tokenUrl: t.string({
      defaultValue: "https://oauth2.googleapis.com/token",
      description: "The address at which Google issues access tokens for a service account.",
    }),
    projectId: t.string({
      required: true,
      description: "The id of the Firebase project that the app was built for.",
    }),
    serviceAccount: secretField(
      t,
      "The JSON key file of a service account that may send in the project, as Google issues it.",
      LONGEST_SERVICE_ACCOUNT,
    ),
  }),
});

export const ChannelDriverInput = builder.inputType("ChannelDriverInput", {
  description: "The driver of a channel, with its settings and secrets.",
  isOneOf: true,
  fields: (t) => ({
    smtp: t.field({ type: SmtpInput, description: "E-mails by a mail server." }),
    twilio: t.field({ type: TwilioInput, description: "SMS by Twilio." }),
    vonage: t.field({ type: VonageInput, description: "SMS by Vonage." }),
    smsHttp: t.field({ type: HttpTemplateInput, description: "SMS by any gateway with an HTTP interface." }),
    telegram: t.field({ type: TelegramInput, description: "Messages by a bot of Telegram." }),
    slack: t.field({ type: SlackInput, description: "Messages by an app of Slack." }),
    mattermost: t.field({ type: MattermostInput, description: "Messages by a bot of Mattermost." }),
    botHttp: t.field({
      type: HttpTemplateInput,
      description:
        "Messages of a bot by any service with an HTTP interface, such as a messenger of your own.",
    }),
    fcm: t.field({ type: FcmInput, description: "Wakes phones of PUSH tokens by Firebase." }),
  }),
});
