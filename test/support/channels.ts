// Channels as administrators give them: an example of each driver, whose secrets are marked.
import { generateKeyPairSync } from "node:crypto";
import { settingsSelection } from "@tokenplane/rules/drivers/drivers";

/** The mark that every secret here contains, so that a leak is found. In the private key, it is the middle. */
export const MARK = "Geheimnis";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2_048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** An RSA key for DKIM. */
export const DKIM_KEY = privateKey;

/** A part of that key that nothing else has. */
export const DKIM_MARK = privateKey.split("\n")[10] ?? "";

/** The file of a service account, as Google gives it out. */
export const SERVICE_ACCOUNT = JSON.stringify({
  type: "service_account",
  project_id: "tokenplane-test",
  private_key_id: "0123456789abcdef",
  private_key: privateKey,
  client_email: "sender@tokenplane-test.iam.gserviceaccount.com",
  client_id: MARK,
  token_uri: "https://oauth2.googleapis.com/token",
});

/** An example of a driver. */
export interface DriverExample {
  readonly kind: "SMS" | "EMAIL" | "BOT" | "PUSH";
  readonly driver: string;
  /** Name of the driver in the input and in the settings. */
  readonly field: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** As they are given. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Their names, in order. */
  readonly secretsSet: readonly string[];
}

const template = {
  method: "PUT",
  contentType: "JSON",
  headers: [
    { name: "Authorization", value: "Bearer {secret:TOKEN}" },
    { name: "X-Seconds", value: "{secondsLeft}" },
  ],
  body: '{"to": "{to}", "text": "{text}", "key": "{secret:KEY}", "ttl": {secondsLeft}}',
  successContains: '"ok":true',
  idempotencyHeader: "Idempotency-Key",
};

const templateSecrets = {
  secrets: [
    { name: "TOKEN", value: `${MARK}-token` },
    { name: "KEY", value: `${MARK}-key` },
  ],
};

/** One of each driver, with all settings. */
export const DRIVERS = {
  smtp: {
    kind: "EMAIL",
    driver: "SMTP",
    field: "smtp",
    settings: {
      host: "mail.example.org",
      port: 2_525,
      security: "TLS",
      username: "tokenplane",
      from: "Example Ltd <codes@example.org>",
      replyTo: "helpdesk@example.org",
      certificateAuthority: null,
      dkimDomain: "example.org",
      dkimSelector: "mail2026",
    },
    secrets: { password: `${MARK}-password`, dkimPrivateKey: DKIM_KEY },
    secretsSet: ["dkimPrivateKey", "password"],
  },
  twilio: {
    kind: "SMS",
    driver: "TWILIO",
    field: "twilio",
    settings: {
      url: "https://api.dublin.ie1.twilio.com",
      accountSid: `AC${"0a".repeat(16)}`,
      from: null,
      messagingServiceSid: `MG${"1b".repeat(16)}`,
    },
    secrets: { authToken: `${MARK}-auth` },
    secretsSet: ["authToken"],
  },
  vonage: {
    kind: "SMS",
    driver: "VONAGE",
    field: "vonage",
    settings: { url: "https://rest.nexmo.com", apiKey: "abcd1234", from: "Example" },
    secrets: { apiSecret: `${MARK}-api`, signatureSecret: `${MARK}-signature` },
    secretsSet: ["apiSecret", "signatureSecret"],
  },
  smsHttp: {
    kind: "SMS",
    driver: "SMS_HTTP",
    field: "smsHttp",
    settings: { url: "https://gateway.example.org/send?ref={reference}", ...template },
    secrets: templateSecrets,
    secretsSet: ["KEY", "TOKEN"],
  },
  telegram: {
    kind: "BOT",
    driver: "TELEGRAM",
    field: "telegram",
    settings: { url: "https://api.telegram.org", botUsername: "example_codes_bot" },
    secrets: { botToken: `123456:${MARK}-bot` },
    secretsSet: ["botToken"],
  },
  slack: {
    kind: "BOT",
    driver: "SLACK",
    field: "slack",
    settings: { url: "https://slack.com" },
    secrets: { botToken: `xoxb-${MARK}` },
    secretsSet: ["botToken"],
  },
  mattermost: {
    kind: "BOT",
    driver: "MATTERMOST",
    field: "mattermost",
    settings: { url: "https://chat.example.org/team" },
    secrets: { botToken: `${MARK}mattermost` },
    secretsSet: ["botToken"],
  },
  botHttp: {
    kind: "BOT",
    driver: "BOT_HTTP",
    field: "botHttp",
    settings: { url: "https://bot.example.org/{to}", ...template },
    secrets: templateSecrets,
    secretsSet: ["KEY", "TOKEN"],
  },
  fcm: {
    kind: "PUSH",
    driver: "FCM",
    field: "fcm",
    settings: {
      url: "https://fcm.googleapis.com",
      tokenUrl: "https://oauth2.googleapis.com/token",
      projectId: "tokenplane-test",
    },
    secrets: { serviceAccount: SERVICE_ACCOUNT },
    secretsSet: ["serviceAccount"],
  },
} as const satisfies Record<string, DriverExample>;

export const EVERY_DRIVER: readonly DriverExample[] = Object.values(DRIVERS);

/** The driver of an input, with its secrets and other settings than the example's. */
export function driverInput(
  { field, settings, secrets }: DriverExample,
  others: Readonly<Record<string, unknown>> = {},
): object {
  return { [field]: { ...settings, ...secrets, ...others } };
}

/** The same without its secrets. */
export function withoutSecrets(
  { field, settings }: DriverExample,
  others: Readonly<Record<string, unknown>> = {},
): object {
  return { [field]: { ...settings, ...others } };
}

/** The input that creates a channel of a driver. */
export function channelInput(example: DriverExample, fields: Readonly<Record<string, unknown>> = {}): object {
  const countries = example.kind === "SMS" ? { allowedCountries: ["DE"] } : {};
  return { name: `By ${example.driver}`, driver: driverInput(example), ...countries, ...fields };
}

/** A bot at an address that no channel may reach: a test message that is sent by it leaves the machine for nowhere. */
export function botToNowhere(fields: Readonly<Record<string, unknown>> = {}): object {
  const driver = driverInput(DRIVERS.slack, { url: "https://127.0.0.1:9" });
  return channelInput(DRIVERS.slack, { driver, ...fields });
}

/** The fields of a channel that are read. */
export const CHANNEL_FIELDS = `{ id name kind driver priority enabled allowedCountries hourlyLimit secretsSet createdAt updatedAt
  suspensions { country since }
  settings { ${settingsSelection()} } }`;

export interface ReadChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly driver: string;
  readonly priority: number;
  readonly enabled: boolean;
  readonly allowedCountries: string[] | null;
  readonly hourlyLimit: number | null;
  readonly secretsSet: string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly suspensions: { readonly country: string; readonly since: string }[];
  readonly settings: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
}
