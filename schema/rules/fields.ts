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

/** A channel; drivers/ has the settings of each driver. */
export const CHANNEL = {
  name: name("Name"),
  priority: range("Priority", 1, 1_000),
  hourlyLimit: range(called("hourlyLimit"), 1, 1_000_000),
  allowedCountries: countries,
  country,
  /** What a template has besides its settings. */
  template: {
    headers: channel.headerList,
    headerName: channel.headerName,
    headerValue: channel.headerValue,
    secretNames: channel.secretNames,
    secret: channel.secretLine,
  },
} as const;

export const MESSAGE = { locale: channel.locale } as const;

export const PERSON = { password } as const;

export const API_KEY = { name: name("Name") } as const;

/** Settings of the Terraform provider. */
export const PROVIDER = {
  maxRetries: range("The number of retries", 0, 1_000),
  retryTimeoutSeconds: range("The time for retries, in seconds,", 0, 3_600),
  requestTimeoutSeconds: range("The time for a request, in seconds,", 1, 600),
} as const;

export const ERASURE = { reason: reason("Reason") } as const;
