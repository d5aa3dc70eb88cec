import type { ManagedProps } from "./common.js";

/** The properties of every channel. */
export interface ChannelProps extends ManagedProps {
  /** Its name; unique in the account. Default: the construct's id. */
  readonly name?: string | undefined;
  /** If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000. Default: 100. */
  readonly priority?: number | undefined;
  /** Whether the channel is used. Default: true. */
  readonly enabled?: boolean | undefined;
  /** The maximum number of messages that it sends in an hour. Default: no limit for this channel. */
  readonly hourlyLimit?: number | undefined;
  /** Another number sends the secrets again. Default: 1. */
  readonly secretsVersion?: number | undefined;
}

/** The properties of every channel for SMS. */
export interface SmsChannelProps extends ChannelProps {
  /** The countries that SMS may be sent to, by their codes of ISO 3166-1, such as `DE`. */
  readonly allowedCountries: readonly string[];
}

/** How mails are signed (DKIM). */
export interface DkimProps {
  /** The domain that mails are signed for. */
  readonly domain: string;
  /** The DKIM selector: the name under which the domain's public key is published. */
  readonly selector: string;
  /**
   * The RSA key, as PEM without a password: a reference, such as a sensitive variable's `stringValue`. Terraform sends
   * it and stores it nowhere.
   */
  readonly privateKey: string;
}

/** The properties of a mail server. */
export interface SmtpProps extends ChannelProps {
  /** Its name or IP address. */
  readonly host: string;
  /** How the connection is protected. Default: `STARTTLS`. */
  readonly security?: "STARTTLS" | "TLS" | "NONE" | undefined;
  /** Its port. Default: 587 for STARTTLS, 465 for TLS, 25 for NONE. */
  readonly port?: number | undefined;
  /** The user name for the mail server. Default: no login. */
  readonly username?: string | undefined;
  /** The password of `username`: a reference. Terraform sends it and stores it nowhere. */
  readonly password?: string | undefined;
  /** The sender: `codes@example.org`, or `Example <codes@example.org>`. */
  readonly from: string;
  /** The address for replies. Default: the sender. */
  readonly replyTo?: string | undefined;
  /** The certificates of your own certificate authority, as PEM. Default: the usual authorities. */
  readonly certificateAuthority?: string | undefined;
  /** How mails are signed. Default: not at all. */
  readonly dkim?: DkimProps | undefined;
}

/** The properties of an account of Twilio. Give either `from` or `messagingServiceSid`. */
export interface TwilioProps extends SmsChannelProps {
  /** The address of Twilio's API. Default: `https://api.twilio.com`. */
  readonly url?: string | undefined;
  /** The account SID. */
  readonly accountSid: string;
  /** The sender: a number, a short number, or a name of at most 11 characters. */
  readonly from?: string | undefined;
  /** The messaging service that chooses the sender. */
  readonly messagingServiceSid?: string | undefined;
  /** The account's auth token: a reference. Terraform sends it and stores it nowhere. */
  readonly authToken: string;
}

/** The properties of an account of Vonage. */
export interface VonageProps extends SmsChannelProps {
  /** The address of Vonage's SMS API. Default: `https://rest.nexmo.com`. */
  readonly url?: string | undefined;
  /** The API key, which names the account. It is no secret. */
  readonly apiKey: string;
  /** The sender: a number, or a name of at most 11 characters. */
  readonly from: string;
  /** The API secret: a reference. Terraform sends it and stores it nowhere. */
  readonly apiSecret: string;
  /** The secret by which Vonage signs receipts: a reference, too. Default: receipts are not checked. */
  readonly signatureSecret?: string | undefined;
}

/** How a gateway with an HTTP interface is called. */
export interface HttpTemplateProps extends ChannelProps {
  /** The URL to call. Placeholders are allowed after the host name. */
  readonly url: string;
  /** Default: `POST`. */
  readonly method?: "POST" | "PUT" | "GET" | undefined;
  /** The content type of the body. Default: `JSON`. */
  readonly contentType?: "JSON" | "FORM" | "TEXT" | "NONE" | undefined;
  /** Headers by their names, with placeholders. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body, with placeholders, such as `{"to": "{to}", "text": "{text}"}`. Default: none. */
  readonly body?: string | undefined;
  /** A text that the gateway's answer must contain. Default: a status from 200 to 299 is enough. */
  readonly successContains?: string | undefined;
  /** The name of a header that gets `{reference}`. Default: none. */
  readonly idempotencyHeader?: string | undefined;
  /** The values of `{secret:NAME}` by their names: references. Terraform sends them and stores them nowhere. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}

/** The properties of an SMS gateway with an HTTP interface. */
export interface SmsHttpProps extends HttpTemplateProps, SmsChannelProps {}

/** The properties of a bot. */
export interface BotProps extends ChannelProps {
  /** The bot's token: a reference. Terraform sends it and stores it nowhere. */
  readonly botToken: string;
}

/** The properties of a bot of Telegram. */
export interface TelegramProps extends BotProps {
  /** The address of the Bot API. Default: `https://api.telegram.org`. */
  readonly url?: string | undefined;
  /** The bot's name, without @. */
  readonly botUsername: string;
}

/** The properties of an app of Slack. */
export interface SlackProps extends BotProps {
  /** The address of Slack's API. Default: `https://slack.com`. */
  readonly url?: string | undefined;
}

/** The properties of a bot of Mattermost. */
export interface MattermostProps extends BotProps {
  /** The address of the Mattermost server. */
  readonly url: string;
}

/** The properties of Firebase Cloud Messaging. */
export interface FcmProps extends ChannelProps {
  /** The address of Firebase Cloud Messaging. Default: `https://fcm.googleapis.com`. */
  readonly url?: string | undefined;
  /** The address at which Google issues access tokens. Default: `https://oauth2.googleapis.com/token`. */
  readonly tokenUrl?: string | undefined;
  /** The id of the Firebase project that the app was built for. */
  readonly projectId: string;
  /** The JSON file of a service account: a reference. Terraform sends it and stores it nowhere. */
  readonly serviceAccount: string;
}
