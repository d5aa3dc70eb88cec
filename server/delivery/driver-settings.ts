import type { IPv4, IPv6 } from "ipaddr.js";

/** A mail server. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, STARTTLS that is required, or none (only for addresses that the operator allows). */
  readonly security: "TLS" | "STARTTLS" | "NONE";
  readonly username: string | null;
  /** The sender: an address, or `Name <address>`. */
  readonly from: string;
  readonly replyTo: string | null;
  /** Certificates of an authority of one's own, as PEM; null for the usual ones. */
  readonly certificateAuthority: string | null;
  readonly dkimDomain: string | null;
  readonly dkimSelector: string | null;
}
export interface SmtpSecrets {
  readonly password: string | null;
  /** PEM. */
  readonly dkimPrivateKey: string | null;
}

export interface TwilioSettings {
  /** `https://api.twilio.com`, or that of a region. */
  readonly url: string;
  readonly accountSid: string;
  /** A number or a name; exactly one of from and messagingServiceSid is given. */
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
}
export interface TwilioSecrets {
  readonly authToken: string;
}

export interface VonageSettings {
  /** `https://rest.nexmo.com`. */
  readonly url: string;
  readonly apiKey: string;
  readonly from: string;
}
export interface VonageSecrets {
  readonly apiSecret: string;
  /** Verifies receipts; null: no receipt is taken. */
  readonly signatureSecret: string | null;
}

/** Any gateway with an HTTP interface. */
export interface HttpTemplateSettings {
  /** May contain placeholders, which are percent-encoded there: {to} {text} {code} {reference} {secondsLeft}. */
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly contentType: "application/json" | "application/x-www-form-urlencoded" | "text/plain" | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The same placeholders, each escaped for the content type. Also {secret:NAME} for a secret. null: no body. */
  readonly body: string | null;
  /** A text that an answer must contain; null: the status 2xx suffices. */
  readonly successContains: string | null;
  /** A header that gets the reference, for gateways that recognise repetitions by it; null when they do not. */
  readonly idempotencyHeader: string | null;
}
export interface HttpTemplateSecrets {
  /** By name. `{secret:NAME}` in headers, URL and body is replaced by the value. */
  readonly values: Readonly<Record<string, string>>;
}

export interface TelegramSettings {
  /** `https://api.telegram.org`, or a Bot API server of one's own. */
  readonly url: string;
  /** Without @. */
  readonly botUsername: string;
}
export interface SlackSettings {
  /** `https://slack.com`. */
  readonly url: string;
}
export interface MattermostSettings {
  readonly url: string;
}
export interface BotSecrets {
  readonly botToken: string;
}

/** Firebase Cloud Messaging. */
export interface FcmSettings {
  /** `https://fcm.googleapis.com`. */
  readonly url: string;
  /** Where access tokens are given out: `https://oauth2.googleapis.com/token`. */
  readonly tokenUrl: string;
  /** The project that the app was built for. */
  readonly projectId: string;
}
export interface FcmSecrets {
  /** The service account file: JSON. */
  readonly serviceAccount: string;
}

/** The driver of a channel, with everything that it needs. */
export type ChannelSetup =
  | { readonly driver: "SMTP"; readonly settings: SmtpSettings; readonly secrets: SmtpSecrets }
  | { readonly driver: "TWILIO"; readonly settings: TwilioSettings; readonly secrets: TwilioSecrets }
  | { readonly driver: "VONAGE"; readonly settings: VonageSettings; readonly secrets: VonageSecrets }
  | {
      readonly driver: "SMS_HTTP";
      readonly settings: HttpTemplateSettings;
      readonly secrets: HttpTemplateSecrets;
    }
  | {
      readonly driver: "BOT_HTTP";
      readonly settings: HttpTemplateSettings;
      readonly secrets: HttpTemplateSecrets;
    }
  | { readonly driver: "TELEGRAM"; readonly settings: TelegramSettings; readonly secrets: BotSecrets }
  | { readonly driver: "SLACK"; readonly settings: SlackSettings; readonly secrets: BotSecrets }
  | { readonly driver: "MATTERMOST"; readonly settings: MattermostSettings; readonly secrets: BotSecrets }
  | { readonly driver: "FCM"; readonly settings: FcmSettings; readonly secrets: FcmSecrets };

export type DriverName = ChannelSetup["driver"];

/** Which networks channels may reach. */
export interface OutgoingPolicy {
  /** CIDR blocks of private networks that are allowed, besides all public addresses. */
  readonly allowed: readonly (readonly [network: IPv4 | IPv6, bits: number])[];
}
