// The rules of every field that people write. They are grouped by the object that has the field; each has its
// name in the API. Rules that depend on another field are in models.ts.
import { addressBlocks } from "./addresses.js";
import * as channel from "./channel.js";
import { countries, country } from "./countries.js";
import { moment } from "./moment.js";
import { suite } from "./ocra-suite.js";
import { pin } from "./pin.js";
import { password } from "./password.js";
import { called, range } from "./rule.js";
import { secret } from "./secret.js";
import { firstEnrolmentDays, portalAddress } from "./self-service.js";
import { email, login, name, phoneNumber, reason } from "./text.js";

/** 30 days. */
const LONGEST_LOCK_MINUTES = 43_200;

export const USER = {
  login: login("Login"),
  email,
  phoneNumber,
  firstName: name("First name"),
  lastName: name("Last name"),
  locale: channel.locale,
} as const;

export const RESOURCE = {
  name: name("Name"),
  failedAttemptsBeforeLock: range(called("failedAttemptsBeforeLock"), 3, 10),
  lockMinutes: range(called("lockMinutes"), 0, LONGEST_LOCK_MINUTES),
  allowedAddresses: addressBlocks,
} as const;

export const TOKEN = {
  name: name("Name"),
  serialNumber: name("Serial number"),
  secret: secret("BASE32"),
  suite,
  pin,
  validFrom: moment,
  validUntil: moment,
  chatId: channel.chatId,
} as const;

export const BYPASS = {
  reason: reason("Reason"),
  notAfter: moment,
} as const;

/** How a gateway with an HTTP interface is called. */
const HTTP_TEMPLATE = {
  url: channel.templateUrl,
  headers: channel.headerList,
  headerName: channel.headerName,
  headerValue: channel.headerValue,
  body: channel.templateBody,
  successContains: channel.successContains,
  idempotencyHeader: channel.referenceHeader,
  secretNames: channel.secretNames,
  secret: channel.secretLine,
} as const;

/** A channel, and below it the fields of each driver. */
export const CHANNEL = {
  name: name("Name"),
  priority: range("Priority", 1, 1_000),
  hourlyLimit: range(called("hourlyLimit"), 1, 1_000_000),
  allowedCountries: countries,
  country,
  smtp: {
    host: channel.host,
    port: range("Port", 1, 65_535),
    username: channel.username,
    from: channel.mailbox,
    replyTo: channel.mailbox,
    certificateAuthority: channel.certificates,
    dkimDomain: channel.domain,
    dkimSelector: channel.dkimSelector,
    password: channel.secretLine,
    dkimPrivateKey: channel.privateKey,
  },
  twilio: {
    url: channel.url,
    accountSid: channel.accountSid,
    from: channel.smsSender,
    messagingServiceSid: channel.messagingServiceSid,
    authToken: channel.tokenSecret,
  },
  vonage: {
    url: channel.url,
    apiKey: channel.vonageApiKey,
    from: channel.smsSender,
    apiSecret: channel.secretLine,
    signatureSecret: channel.secretLine,
  },
  smsHttp: HTTP_TEMPLATE,
  telegram: {
    url: channel.url,
    botUsername: channel.botUsername,
    botToken: channel.telegramToken,
  },
  slack: { url: channel.url, botToken: channel.tokenSecret },
  mattermost: { url: channel.url, botToken: channel.tokenSecret },
  botHttp: HTTP_TEMPLATE,
  fcm: {
    url: channel.url,
    tokenUrl: channel.url,
    projectId: channel.firebaseProject,
    serviceAccount: channel.serviceAccount,
  },
} as const;

export const MESSAGE = { locale: channel.locale } as const;

export const PERSON = { password } as const;

export const SELF_SERVICE = {
  address: portalAddress,
  firstEnrolmentDays,
  allowedAddresses: addressBlocks,
} as const;

export const API_KEY = { name: name("Name") } as const;

/** Settings of the Terraform provider. */
export const PROVIDER = {
  maxRetries: range("The number of retries", 0, 1_000),
  retryTimeoutSeconds: range("The time for retries, in seconds,", 0, 3_600),
  requestTimeoutSeconds: range("The time for a request, in seconds,", 1, 600),
} as const;

export const ERASURE = { reason: reason("Reason") } as const;
