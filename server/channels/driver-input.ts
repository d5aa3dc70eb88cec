import { createPrivateKey, X509Certificate } from "node:crypto";
import { templateFault } from "@tokenplane/rules/channel";
import { CHANNEL } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Rule } from "@tokenplane/rules/rule";
import { checkForm, checkForms } from "../actions/validation.js";
import { readServiceAccount } from "../delivery/fcm.js";
import type {
  ChannelSetup,
  DriverName,
  FcmSettings,
  HttpTemplateSettings,
  MattermostSettings,
  SlackSettings,
  SmtpSettings,
  TelegramSettings,
  TwilioSettings,
  VonageSettings,
} from "../delivery/driver-settings.js";

/** A mail server. */
export interface SmtpInput {
  readonly host: string;
  /** By default 465 for TLS, 587 for STARTTLS and 25 for NONE. */
  readonly port?: number | null | undefined;
  /** STARTTLS by default. */
  readonly security?: SmtpSettings["security"] | null | undefined;
  readonly username?: string | null | undefined;
  readonly from: string;
  readonly replyTo?: string | null | undefined;
  readonly certificateAuthority?: string | null | undefined;
  readonly dkimDomain?: string | null | undefined;
  readonly dkimSelector?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly dkimPrivateKey?: string | null | undefined;
}

export interface TwilioInput {
  readonly url?: string | null | undefined;
  readonly accountSid: string;
  readonly from?: string | null | undefined;
  readonly messagingServiceSid?: string | null | undefined;
  readonly authToken?: string | null | undefined;
}

export interface VonageInput {
  readonly url?: string | null | undefined;
  readonly apiKey: string;
  readonly from: string;
  readonly apiSecret?: string | null | undefined;
  /** null removes it. */
  readonly signatureSecret?: string | null | undefined;
}

/** Any gateway with an HTTP interface. */
export interface HttpTemplateInput {
  readonly url: string;
  /** POST by default. */
  readonly method?: HttpTemplateSettings["method"] | null | undefined;
  /** null sends no type. */
  readonly contentType?: HttpTemplateSettings["contentType"] | undefined;
  readonly headers?: readonly { readonly name: string; readonly value: string }[] | null | undefined;
  readonly body?: string | null | undefined;
  readonly successContains?: string | null | undefined;
  readonly idempotencyHeader?: string | null | undefined;
  readonly secrets?: readonly { readonly name: string; readonly value: string }[] | null | undefined;
}

export interface TelegramInput {
  readonly url?: string | null | undefined;
  readonly botUsername: string;
  readonly botToken?: string | null | undefined;
}

export interface SlackInput {
  readonly url?: string | null | undefined;
  readonly botToken?: string | null | undefined;
}

export interface MattermostInput {
  readonly url: string;
  readonly botToken?: string | null | undefined;
}

export interface FcmInput {
  readonly url?: string | null | undefined;
  readonly tokenUrl?: string | null | undefined;
  readonly projectId: string;
  readonly serviceAccount?: string | null | undefined;
}

/** The driver that a channel sends by: exactly one of the fields. */
export interface ChannelDriverInput {
  readonly smtp?: SmtpInput | null | undefined;
  readonly twilio?: TwilioInput | null | undefined;
  readonly vonage?: VonageInput | null | undefined;
  readonly smsHttp?: HttpTemplateInput | null | undefined;
  readonly telegram?: TelegramInput | null | undefined;
  readonly slack?: SlackInput | null | undefined;
  readonly mattermost?: MattermostInput | null | undefined;
  readonly botHttp?: HttpTemplateInput | null | undefined;
  readonly fcm?: FcmInput | null | undefined;
}

type Path = readonly string[];

/** A driver with its settings. */
export type DriverSettings = {
  [Name in DriverName]: {
    readonly driver: Name;
    readonly settings: Extract<ChannelSetup, { readonly driver: Name }>["settings"];
  };
}[DriverName];

/** A checked driver of a request: its settings, and the secrets that the request gives. */
export interface DriverChoice {
  readonly chosen: DriverSettings;
  readonly given: ReadonlyMap<string, string>;
  /** Secrets that the request removes. */
  readonly removed: readonly string[];
  /** Of the driver in the input. */
  readonly path: Path;
}

function refuse(sentence: string, path: Path): Refusal {
  return new Refusal("VALIDATION_FAILED", sentence, path);
}

/** A value that may be absent. @throws Refusal VALIDATION_FAILED */
function optional<T>(value: T | null | undefined, rule: Rule<T>, path: Path): T | null {
  return value == null ? null : checkForm(value, rule, path);
}

/** The secrets that a request gives, each checked. */
function givenSecrets(
  secrets: readonly (readonly [name: string, value: string | null | undefined, rule: Rule<string>])[],
  path: Path,
): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value, rule] of secrets) {
    if (value != null) given.set(name, checkForm(value, rule, [...path, name]));
  }
  return given;
}

const USUAL_PORTS = { TLS: 465, STARTTLS: 587, NONE: 25 } as const;

/** Whether every one of these certificates can be read. */
function areCertificates(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const block of blocks) void new X509Certificate(block);
    return blocks.length > 0;
  } catch {
    return false;
  }
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function checkDkim(settings: SmtpSettings, key: string | undefined, path: Path): void {
  if ((settings.dkimDomain === null) !== (settings.dkimSelector === null)) {
    const missing = settings.dkimDomain === null ? "dkimDomain" : "dkimSelector";
    throw refuse("Mails are signed with both dkimDomain and dkimSelector. Set both, or neither.", [
      ...path,
      missing,
    ]);
  }
  if (key !== undefined && !isRsaKey(key)) {
    throw refuse("This private key cannot be read as an RSA key. Copy it again.", [
      ...path,
      "dkimPrivateKey",
    ]);
  }
}

function smtpChoice(input: SmtpInput, path: Path): DriverChoice {
  const rules = CHANNEL.smtp;
  const security = input.security ?? "STARTTLS";
  const settings: SmtpSettings = {
    host: checkForm(input.host, rules.host, [...path, "host"]),
    port: checkForm(input.port ?? USUAL_PORTS[security], rules.port, [...path, "port"]),
    security,
    username: optional(input.username, rules.username, [...path, "username"]),
    from: checkForm(input.from, rules.from, [...path, "from"]),
    replyTo: optional(input.replyTo, rules.replyTo, [...path, "replyTo"]),
    certificateAuthority: optional(input.certificateAuthority, rules.certificateAuthority, [
      ...path,
      "certificateAuthority",
    ]),
    dkimDomain: optional(input.dkimDomain, rules.dkimDomain, [...path, "dkimDomain"]),
    dkimSelector: optional(input.dkimSelector, rules.dkimSelector, [...path, "dkimSelector"]),
  };
  if (settings.certificateAuthority !== null && !areCertificates(settings.certificateAuthority)) {
    throw refuse("These certificates cannot be read. Copy them again, as PEM.", [
      ...path,
      "certificateAuthority",
    ]);
  }
  const given = givenSecrets(
    [
      ["password", input.password, rules.password],
      ["dkimPrivateKey", input.dkimPrivateKey, rules.dkimPrivateKey],
    ],
    path,
  );
  checkDkim(settings, given.get("dkimPrivateKey"), path);
  return { chosen: { driver: "SMTP", settings }, given, removed: [], path };
}

function twilioChoice(input: TwilioInput, path: Path): DriverChoice {
  const rules = CHANNEL.twilio;
  const settings: TwilioSettings = {
    url: checkForm(input.url ?? "https://api.twilio.com", rules.url, [...path, "url"]),
    accountSid: checkForm(input.accountSid, rules.accountSid, [...path, "accountSid"]),
    from: optional(input.from, rules.from, [...path, "from"]),
    messagingServiceSid: optional(input.messagingServiceSid, rules.messagingServiceSid, [
      ...path,
      "messagingServiceSid",
    ]),
  };
  if ((settings.from === null) === (settings.messagingServiceSid === null)) {
    throw refuse("Give either from or messagingServiceSid: one of them is the sender of each SMS.", [
      ...path,
      "from",
    ]);
  }
  const given = givenSecrets([["authToken", input.authToken, rules.authToken]], path);
  return { chosen: { driver: "TWILIO", settings }, given, removed: [], path };
}

function vonageChoice(input: VonageInput, path: Path): DriverChoice {
  const rules = CHANNEL.vonage;
  const settings: VonageSettings = {
    url: checkForm(input.url ?? "https://rest.nexmo.com", rules.url, [...path, "url"]),
    apiKey: checkForm(input.apiKey, rules.apiKey, [...path, "apiKey"]),
    from: checkForm(input.from, rules.from, [...path, "from"]),
  };
  const given = givenSecrets(
    [
      ["apiSecret", input.apiSecret, rules.apiSecret],
      ["signatureSecret", input.signatureSecret, rules.signatureSecret],
    ],
    path,
  );
  const removed = input.signatureSecret === null ? ["signatureSecret"] : [];
  return { chosen: { driver: "VONAGE", settings }, given, removed, path };
}

function checkedHeaders(input: HttpTemplateInput, path: Path): HttpTemplateSettings["headers"] {
  const { headers, headerName, headerValue } = CHANNEL.smsHttp;
  const list = (input.headers ?? []).map(({ name, value }) => ({ name, value }));
  for (const [index, { name, value }] of list.entries()) {
    checkForm(name, headerName, [...path, "headers", String(index), "name"]);
    checkForm(value, headerValue, [...path, "headers", String(index), "value"]);
  }
  return checkForm(list, headers, [...path, "headers"]);
}

function namedSecrets(input: HttpTemplateInput, path: Path): Map<string, string> {
  const { secret, secretNames } = CHANNEL.smsHttp;
  const secrets = input.secrets ?? [];
  const names = secrets.map(({ name }) => name);
  checkForm(names, secretNames.all, [...path, "secrets"]);
  return new Map(
    secrets.map(({ name, value }, index) => [
      checkForm(name, secretNames.each, [...path, "secrets", String(index), "name"]),
      checkForm(value, secret, [...path, "secrets", String(index), "value"]),
    ]),
  );
}

function httpChoice(driver: "SMS_HTTP" | "BOT_HTTP", input: HttpTemplateInput, path: Path): DriverChoice {
  const rules = CHANNEL.smsHttp;
  const settings: HttpTemplateSettings = {
    url: checkForm(input.url, rules.url, [...path, "url"]),
    method: input.method ?? "POST",
    contentType: input.contentType === undefined ? "application/json" : input.contentType,
    headers: checkedHeaders(input, path),
    body: optional(input.body, rules.body, [...path, "body"]),
    successContains: optional(input.successContains, rules.successContains, [...path, "successContains"]),
    idempotencyHeader: optional(input.idempotencyHeader, rules.idempotencyHeader, [
      ...path,
      "idempotencyHeader",
    ]),
  };
  const fault = templateFault(settings);
  if (fault !== null) throw refuse(fault.sentence, [...path, fault.field]);
  return { chosen: { driver, settings }, given: namedSecrets(input, path), removed: [], path };
}

function telegramChoice(input: TelegramInput, path: Path): DriverChoice {
  const rules = CHANNEL.telegram;
  const settings: TelegramSettings = {
    url: checkForm(input.url ?? "https://api.telegram.org", rules.url, [...path, "url"]),
    botUsername: checkForm(input.botUsername, rules.botUsername, [...path, "botUsername"]),
  };
  const given = givenSecrets([["botToken", input.botToken, rules.botToken]], path);
  return { chosen: { driver: "TELEGRAM", settings }, given, removed: [], path };
}

function slackChoice(input: SlackInput, path: Path): DriverChoice {
  const rules = CHANNEL.slack;
  const settings: SlackSettings = {
    url: checkForm(input.url ?? "https://slack.com", rules.url, [...path, "url"]),
  };
  const given = givenSecrets([["botToken", input.botToken, rules.botToken]], path);
  return { chosen: { driver: "SLACK", settings }, given, removed: [], path };
}

function mattermostChoice(input: MattermostInput, path: Path): DriverChoice {
  const rules = CHANNEL.mattermost;
  const settings: MattermostSettings = { url: checkForm(input.url, rules.url, [...path, "url"]) };
  const given = givenSecrets([["botToken", input.botToken, rules.botToken]], path);
  return { chosen: { driver: "MATTERMOST", settings }, given, removed: [], path };
}

function fcmChoice(input: FcmInput, path: Path): DriverChoice {
  const rules = CHANNEL.fcm;
  const settings: FcmSettings = {
    url: checkForm(input.url ?? "https://fcm.googleapis.com", rules.url, [...path, "url"]),
    tokenUrl: checkForm(input.tokenUrl ?? "https://oauth2.googleapis.com/token", rules.tokenUrl, [
      ...path,
      "tokenUrl",
    ]),
    projectId: checkForm(input.projectId, rules.projectId, [...path, "projectId"]),
  };
  const given = givenSecrets([["serviceAccount", input.serviceAccount, rules.serviceAccount]], path);
  const file = given.get("serviceAccount");
  const account = file === undefined ? null : readServiceAccount(file);
  if (account !== null && "failure" in account) throw refuse(account.failure, [...path, "serviceAccount"]);
  if (account !== null && account.projectId !== settings.projectId) {
    throw refuse(
      "The service account belongs to another project. Give the project id from the file of the service account.",
      [...path, "projectId"],
    );
  }
  return { chosen: { driver: "FCM", settings }, given, removed: [], path };
}

/** Checks the driver of a request. @param path of it in the input. @throws Refusal VALIDATION_FAILED */
export function checkDriver(input: ChannelDriverInput, path: Path): DriverChoice {
  const { smtp, twilio, vonage, smsHttp, telegram, slack, mattermost, botHttp, fcm } = input;
  if (smtp != null) return smtpChoice(smtp, [...path, "smtp"]);
  if (twilio != null) return twilioChoice(twilio, [...path, "twilio"]);
  if (vonage != null) return vonageChoice(vonage, [...path, "vonage"]);
  if (smsHttp != null) return httpChoice("SMS_HTTP", smsHttp, [...path, "smsHttp"]);
  if (telegram != null) return telegramChoice(telegram, [...path, "telegram"]);
  if (slack != null) return slackChoice(slack, [...path, "slack"]);
  if (mattermost != null) return mattermostChoice(mattermost, [...path, "mattermost"]);
  if (botHttp != null) return httpChoice("BOT_HTTP", botHttp, [...path, "botHttp"]);
  if (fcm != null) return fcmChoice(fcm, [...path, "fcm"]);
  throw refuse("Name one driver.", path);
}

/** The allowed countries of SMS, each once and in order. @throws Refusal VALIDATION_FAILED */
export function checkCountries(codes: readonly string[], path: Path): string[] {
  return [...new Set(checkForms(codes, CHANNEL.allowedCountries, path))].sort();
}
