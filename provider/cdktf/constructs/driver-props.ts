// The properties of each driver. Made of the declarations of the drivers by `npm run reference`; do not edit.
import type { BotProps, ChannelProps, DkimProps, SmsChannelProps } from "./channel-props.js";

/** A mail server. */
export interface SmtpProps extends ChannelProps {
  /** The mail server's name or IP address. */
  readonly host: string;
  /** Its port: usually 465 for TLS, 587 for STARTTLS and 25 for NONE. */
  readonly port?: number | undefined;
  /** How the connection is protected. Default: `STARTTLS`. */
  readonly security?: "STARTTLS" | "TLS" | "NONE" | undefined;
  /** The user name at the mail server. Without it, there is no login. */
  readonly username?: string | undefined;
  /** The sender: `codes@example.org`, or `Example <codes@example.org>`. */
  readonly from: string;
  /** The address for replies. Without it, replies go to the sender. */
  readonly replyTo?: string | undefined;
  /** The certificates of your own certificate authority, as PEM, if it issued the mail server's certificate. Without them, the public certificate authorities are used. */
  readonly certificateAuthority?: string | undefined;
  /** How mails are signed. Default: not at all. */
  readonly dkim?: DkimProps | undefined;
  /** The password of the user name. A reference: Terraform sends it and stores it nowhere. */
  readonly password?: string | undefined;
}

/** An account of Twilio. Either a number or name, or a messaging service, is the sender. */
export interface TwilioProps extends SmsChannelProps {
  /** The address of Twilio's API, or of its API in a region. Default: `https://api.twilio.com`. */
  readonly url?: string | undefined;
  /** The account SID: AC, followed by 32 hexadecimal digits. */
  readonly accountSid: string;
  /** The sender: a number, a short number, or a name of at most 11 characters. Without it, a messaging service chooses the sender. */
  readonly from?: string | undefined;
  /** The messaging service that chooses the sender: MG, followed by 32 hexadecimal digits. Without it, give the sender itself. */
  readonly messagingServiceSid?: string | undefined;
  /** The auth token of the account. A reference: Terraform sends it and stores it nowhere. */
  readonly authToken: string;
}

/** An account of Vonage. */
export interface VonageProps extends SmsChannelProps {
  /** The address of Vonage's SMS API. Default: `https://rest.nexmo.com`. */
  readonly url?: string | undefined;
  /** The API key, which names the account. It is no secret. */
  readonly apiKey: string;
  /** The sender: a number, or a name of at most 11 characters. */
  readonly from: string;
  /** The API secret. A reference: Terraform sends it and stores it nowhere. */
  readonly apiSecret: string;
  /** The secret by which Vonage signs delivery receipts. Without it, no receipts are accepted. A reference: Terraform sends it and stores it nowhere. */
  readonly signatureSecret?: string | undefined;
}

/** A gateway with an HTTP interface, and the request that is sent to it. Placeholders in URL, headers and body stand for what is sent: `{to}` (the phone number or the chat), `{text}`, `{code}`, `{reference}` (a UUID that stays the same when a message is repeated), `{secondsLeft}` (for how long the code is valid), and `{secret:NAME}`. Each is escaped for where it stands. `{to}` and one of `{text}` and `{code}` are needed. */
export interface HttpTemplateProps extends ChannelProps {
  /** The address to call. Placeholders are allowed after the host name. */
  readonly url: string;
  /** The HTTP method. Default: `POST`. */
  readonly method?: "POST" | "PUT" | "GET" | undefined;
  /** The content type of the body. With `NONE`, no content type is sent. Default: `JSON`. */
  readonly contentType?: "JSON" | "FORM" | "TEXT" | "NONE" | undefined;
  /** Headers, at most 20. Their values may have placeholders. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body, with placeholders: `{"to": "{to}", "text": "{text}"}`. The placeholders are `{to}`, `{text}`, `{code}`, `{reference}`, `{secondsLeft}` and `{secret:NAME}`. Without it, no body is sent. */
  readonly body?: string | undefined;
  /** A text that the gateway's answer must contain. Without it, a status from 200 to 299 is enough. */
  readonly successContains?: string | undefined;
  /** The name of a header that gets `{reference}`, for gateways that use it to recognise repeated requests. Without it, a message is not sent again if it is not known whether the gateway got it. */
  readonly idempotencyHeader?: string | undefined;
  /** The values of `{secret:NAME}` by their names. A reference: Terraform sends it and stores it nowhere. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}

/** SMS by any gateway with an HTTP interface. */
export interface SmsHttpProps extends HttpTemplateProps, SmsChannelProps {}

/** A bot of Telegram. */
export interface TelegramProps extends BotProps {
  /** The address of the Bot API, or of your own Bot API server. Default: `https://api.telegram.org`. */
  readonly url?: string | undefined;
  /** The bot's name, without @. */
  readonly botUsername: string;
}

/** An app of Slack, with the permission chat:write. */
export interface SlackProps extends BotProps {
  /** The address of Slack's API. Default: `https://slack.com`. */
  readonly url?: string | undefined;
}

/** A bot account of a Mattermost server. */
export interface MattermostProps extends BotProps {
  /** The address of the Mattermost server. */
  readonly url: string;
}

/** Firebase Cloud Messaging. */
export interface FcmProps extends ChannelProps {
  /** The address of Firebase Cloud Messaging. Default: `https://fcm.googleapis.com`. */
  readonly url?: string | undefined;
  /** The address at which Google issues access tokens for a service account. Default: `https://oauth2.googleapis.com/token`. */
  readonly tokenUrl?: string | undefined;
  /** The id of the Firebase project that the app was built for. */
  readonly projectId: string;
  /** The JSON key file of a service account that may send in the project, as Google issues it. A reference: Terraform sends it and stores it nowhere. */
  readonly serviceAccount: string;
}
