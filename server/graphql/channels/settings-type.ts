import { LONGEST_BODY, LONGEST_CERTIFICATES } from "@tokenplane/rules/channel";
import { driverSettings } from "../../channels/setup.js";
import type { ChannelRow } from "../../channels/channel-store.js";
import type { DriverSettings } from "../../channels/driver-input.js";
import type { ChannelSetup, DriverName } from "../../delivery/driver-settings.js";
import { builder } from "../builder.js";
import { textCost } from "../text-cost.js";
import { HttpContentType, HttpMethod, MailSecurity } from "./driver-input.js";

type SettingsOf<Name extends DriverName> = Extract<ChannelSetup, { readonly driver: Name }>["settings"];

export const ChannelDriver = builder.enumType("ChannelDriver", {
  description: "The driver of a channel: the gateway that it uses.",
  values: {
    SMTP: { description: "E-mails by a mail server." },
    TWILIO: { description: "SMS by Twilio." },
    VONAGE: { description: "SMS by Vonage." },
    SMS_HTTP: { description: "SMS by any gateway with an HTTP interface." },
    TELEGRAM: { description: "Messages by a bot of Telegram." },
    SLACK: { description: "Messages by an app of Slack." },
    MATTERMOST: { description: "Messages by a bot of Mattermost." },
    BOT_HTTP: { description: "Messages of a bot by any service with an HTTP interface." },
    FCM: { description: "Wakes phones by Firebase Cloud Messaging." },
  } as const satisfies Record<DriverName, { description: string }>,
});

const SmtpSettings = builder.objectRef<SettingsOf<"SMTP">>("SmtpSettings").implement({
  description: "A mail server.",
  fields: (t) => ({
    host: t.exposeString("host", { description: "Its name or IP address." }),
    port: t.exposeInt("port", { description: "Its port." }),
    security: t.field({
      type: MailSecurity,
      description: "How the connection is protected.",
      resolve: ({ security }) => security,
    }),
    username: t.exposeString("username", {
      nullable: true,
      description: "The user name at the server; null when there is no login.",
    }),
    from: t.exposeString("from", { description: "The sender." }),
    replyTo: t.exposeString("replyTo", {
      nullable: true,
      description: "The address for replies; null when it is the sender.",
    }),
    certificateAuthority: t.exposeString("certificateAuthority", {
      nullable: true,
      description:
        "Certificates of your own certificate authority, as PEM; null when the public authorities are used.",
      complexity: textCost(LONGEST_CERTIFICATES),
    }),
    dkimDomain: t.exposeString("dkimDomain", {
      nullable: true,
      description: "The domain that mails are signed for; null when they are not signed.",
    }),
    dkimSelector: t.exposeString("dkimSelector", {
      nullable: true,
      description:
        "The DKIM selector: the name under which the domain's public key is published; null when mails are not signed.",
    }),
  }),
});

const TwilioSettings = builder.objectRef<SettingsOf<"TWILIO">>("TwilioSettings").implement({
  description: "An account of Twilio.",
  fields: (t) => ({
    url: t.exposeString("url", { description: "The address of Twilio's API." }),
    accountSid: t.exposeString("accountSid", { description: "The account SID." }),
    from: t.exposeString("from", {
      nullable: true,
      description: "The sender; null when a messaging service chooses it.",
    }),
    messagingServiceSid: t.exposeString("messagingServiceSid", {
      nullable: true,
      description: "The messaging service that chooses the sender; null when from is the sender.",
    }),
  }),
});

const VonageSettings = builder.objectRef<SettingsOf<"VONAGE">>("VonageSettings").implement({
  description: "An account of Vonage.",
  fields: (t) => ({
    url: t.exposeString("url", { description: "The address of Vonage's SMS API." }),
    apiKey: t.exposeString("apiKey", { description: "The API key, which names the account." }),
    from: t.exposeString("from", { description: "The sender." }),
  }),
});

const HttpHeader = builder.objectRef<SettingsOf<"SMS_HTTP">["headers"][number]>("HttpHeader").implement({
  description: "A header of a request to a gateway.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    value: t.exposeString("value", { description: "Its value, with placeholders." }),
  }),
});

const HttpTemplateSettings = builder.objectRef<SettingsOf<"SMS_HTTP">>("HttpTemplateSettings").implement({
  description: "A gateway with an HTTP interface, and the request that is sent to it.",
  fields: (t) => ({
    url: t.exposeString("url", { description: "The address that is called, with placeholders." }),
    method: t.field({ type: HttpMethod, description: "How it is called.", resolve: ({ method }) => method }),
    contentType: t.field({
      type: HttpContentType,
      nullable: true,
      description: "The content type of the body; null when none is sent.",
      resolve: ({ contentType }) => contentType,
    }),
    headers: t.field({ type: [HttpHeader], description: "Headers.", resolve: ({ headers }) => [...headers] }),
    body: t.exposeString("body", {
      nullable: true,
      description: "The body, with placeholders; null for none.",
      complexity: textCost(LONGEST_BODY),
    }),
    successContains: t.exposeString("successContains", {
      nullable: true,
      description: "A text that an answer must contain; null when a status from 200 to 299 suffices.",
    }),
    idempotencyHeader: t.exposeString("idempotencyHeader", {
      nullable: true,
      description: "A header by which the gateway recognises a repeated message; null when there is none.",
    }),
  }),
});

const TelegramSettings = builder.objectRef<SettingsOf<"TELEGRAM">>("TelegramSettings").implement({
  description: "A bot of Telegram.",
  fields: (t) => ({
    url: t.exposeString("url", { description: "The address of the Bot API." }),
    botUsername: t.exposeString("botUsername", { description: "The bot's name, without @." }),
  }),
});

const SlackSettings = builder.objectRef<SettingsOf<"SLACK">>("SlackSettings").implement({
  description: "An app of Slack.",
  fields: (t) => ({ url: t.exposeString("url", { description: "The address of Slack's API." }) }),
});

const MattermostSettings = builder.objectRef<SettingsOf<"MATTERMOST">>("MattermostSettings").implement({
  description: "A bot account of a Mattermost server.",
  fields: (t) => ({ url: t.exposeString("url", { description: "The address of the server." }) }),
});

/** The settings of a driver, when a channel has this driver. */
function of<Name extends DriverName>(chosen: DriverSettings, driver: Name): SettingsOf<Name> | null {
  return (chosen.driver === driver ? chosen.settings : null) as SettingsOf<Name> | null;
}

const FcmSettings = builder.objectRef<SettingsOf<"FCM">>("FcmSettings").implement({
  description: "Firebase Cloud Messaging.",
  fields: (t) => ({
    url: t.exposeString("url", { description: "The address of Firebase Cloud Messaging." }),
    tokenUrl: t.exposeString("tokenUrl", {
      description: "The address at which Google issues access tokens.",
    }),
    projectId: t.exposeString("projectId", { description: "The Firebase project of the app." }),
  }),
});

export const ChannelSettings = builder.objectRef<ChannelRow>("ChannelSettings").implement({
  description:
    "The settings of a channel, without secrets. The field of the channel's driver is given; all others are null.",
  fields: (t) => ({
    smtp: t.field({
      type: SmtpSettings,
      nullable: true,
      description: "The settings of the driver SMTP.",
      resolve: (channel) => of(driverSettings(channel), "SMTP"),
    }),
    twilio: t.field({
      type: TwilioSettings,
      nullable: true,
      description: "The settings of the driver TWILIO.",
      resolve: (channel) => of(driverSettings(channel), "TWILIO"),
    }),
    vonage: t.field({
      type: VonageSettings,
      nullable: true,
      description: "The settings of the driver VONAGE.",
      resolve: (channel) => of(driverSettings(channel), "VONAGE"),
    }),
    smsHttp: t.field({
      type: HttpTemplateSettings,
      nullable: true,
      description: "The settings of the driver SMS_HTTP.",
      resolve: (channel) => of(driverSettings(channel), "SMS_HTTP"),
    }),
    telegram: t.field({
      type: TelegramSettings,
      nullable: true,
      description: "The settings of the driver TELEGRAM.",
      resolve: (channel) => of(driverSettings(channel), "TELEGRAM"),
    }),
    slack: t.field({
      type: SlackSettings,
      nullable: true,
      description: "The settings of the driver SLACK.",
      resolve: (channel) => of(driverSettings(channel), "SLACK"),
    }),
    mattermost: t.field({
      type: MattermostSettings,
      nullable: true,
      description: "The settings of the driver MATTERMOST.",
      resolve: (channel) => of(driverSettings(channel), "MATTERMOST"),
    }),
    botHttp: t.field({
      type: HttpTemplateSettings,
      nullable: true,
      description: "The settings of the driver BOT_HTTP.",
      resolve: (channel) => of(driverSettings(channel), "BOT_HTTP"),
    }),
    fcm: t.field({
      type: FcmSettings,
      nullable: true,
      description: "The settings of the driver FCM.",
      resolve: (channel) => of(driverSettings(channel), "FCM"),
    }),
  }),
});
