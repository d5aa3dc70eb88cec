import { SELF_SERVICE } from "@tokenplane/rules/self-service";
// Values whose form is refused, for every attribute that has a form: in a configuration, and in a program.
import type { DriverDeclaration } from "@tokenplane/rules/drivers/declaration";
import { DECLARATIONS } from "@tokenplane/rules/drivers/drivers";
import { API_KEY, BYPASS, CHANNEL, RESOURCE, TOKEN, USER } from "@tokenplane/rules/fields";
import type { Value } from "../../provider/plugin/cty/value.js";
import { DKIM_KEY, SERVICE_ACCOUNT } from "../support/channels.js";
import type { Kit, Stack } from "../support/constructs.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { fobNamed, universal, SECRET } from "../support/scene.js";

/** An attribute whose values have a form. */
export interface Form {
  /** Such as `tokenplane_user.login`. */
  readonly attribute: string;
  /** The rule. */
  readonly rule: unknown;
  readonly bad: readonly Value[];
  /** A configuration that is valid except for the value. */
  readonly config: (value: Value) => Fields;
  /**
   * The same as a program; undefined when programs cannot write it as plain text, or when its type allows no wrong
   * value.
   */
  readonly program?: (kit: Kit, stack: Stack, value: never) => unknown;
  /** The only package that has the construct. */
  readonly only?: Kit["name"];
}

const LONG = "n".repeat(51);
const NO_MOMENTS = [
  "",
  "tomorrow",
  "2026-01-31",
  "2026-02-30T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "0000-01-01T00:00:00Z",
];
const NO_BLOCKS = [
  ["10.0.0.300"],
  ["10.0.0.0/8", "::1/129"],
  ["vpn"],
  Array.from({ length: 201 }, (_, at) => `10.0.0.${at}`),
];
const NAMES = ["", LONG, " a", "a\u00a0", "a\nb", "😀".repeat(51)];

function ofUser(name: string, rule: unknown, bad: readonly string[], prop: string): Form {
  return {
    attribute: `tokenplane_user.${name}`,
    rule,
    bad,
    config: (value) => ({ login: "anna", [name]: value }),
    program: ({ tokenplane }, stack, value: string) =>
      new tokenplane.Person(stack, "it", { login: "anna", [prop]: value }),
  };
}

function ofResource(name: string, rule: unknown, bad: readonly Value[], prop: string): Form {
  return {
    attribute: `tokenplane_resource.${name}`,
    rule,
    bad,
    config: (value) => ({ name: "VPN", [name]: value }),
    program: ({ tokenplane }, stack, value: string) =>
      new tokenplane.ProtectedResource(stack, "it", { name: "VPN", [prop]: value }),
  };
}

function ofPortal(name: string, rule: unknown, bad: readonly Value[], prop: string): Form {
  return {
    attribute: `tokenplane_self_service_policy.${name}`,
    rule,
    bad,
    config: (value) => ({ resource_id: "r", address: "vpn", actions: [], [name]: value }),
    program: ({ tokenplane }, stack, value: string) =>
      new tokenplane.SelfServicePolicy(stack, "it", {
        at: tokenplane.ProtectedResource.fromName(stack, "vpn", "VPN"),
        address: "vpn",
        actions: [],
        [prop]: value,
      }),
  };
}

/** An attribute of tokens. @param what the model and its required attributes, in a configuration. */
function ofToken(
  name: string,
  rule: unknown,
  bad: readonly Value[],
  what: Fields,
  program?: Form["program"],
): Form {
  return {
    attribute: `tokenplane_token.${name}`,
    rule,
    bad,
    config: (value) => ({ ...what, [name]: value }),
    ...(program === undefined ? {} : { program }),
  };
}

const camelCase = (name: string) => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** A driver that is valid: as a configuration, and as a program with references for secrets. */
interface DriverCase {
  readonly driver: string;
  readonly settings: Fields;
  readonly more: Fields;
  readonly secrets: Readonly<Record<string, string>>;
  /** The names of the secrets in programs, besides those of templates. */
  readonly given: readonly string[];
}

const EUROPE = { allowed_countries: ["DE"] };
const BODY = '{"to": "{to}", "text": "{text}"}';

const SMTP: DriverCase = {
  driver: "smtp",
  settings: { host: "mail.example.org", username: "codes", from: "codes@example.org" },
  more: {},
  secrets: { password: "Geheimnis" },
  given: ["password"],
};
const TWILIO: DriverCase = {
  driver: "twilio",
  settings: { account_sid: `AC${"0a".repeat(16)}`, from: "Example" },
  more: EUROPE,
  secrets: { auth_token: "token" },
  given: ["authToken"],
};
const VONAGE: DriverCase = {
  driver: "vonage",
  settings: { api_key: "abcd1234", from: "Example" },
  more: EUROPE,
  secrets: { api_secret: "secret" },
  given: ["apiSecret"],
};
const SMS_HTTP: DriverCase = {
  driver: "sms_http",
  settings: { url: "https://sms.example.org", body: BODY },
  more: EUROPE,
  secrets: {},
  given: [],
};
const BOT_HTTP: DriverCase = { ...SMS_HTTP, driver: "bot_http", more: {} };
const TELEGRAM: DriverCase = {
  driver: "telegram",
  settings: { bot_username: "ExampleBot" },
  more: {},
  secrets: { bot_token: "1:token" },
  given: ["botToken"],
};
const SLACK: DriverCase = { ...TELEGRAM, driver: "slack", settings: {} };
const MATTERMOST: DriverCase = {
  ...TELEGRAM,
  driver: "mattermost",
  settings: { url: "https://chat.example.org" },
};

const FCM: DriverCase = {
  driver: "fcm",
  settings: { project_id: "tokenplane-test" },
  more: {},
  secrets: { service_account: SERVICE_ACCOUNT },
  given: ["serviceAccount"],
};

function getProgram({ driver, settings, more, given }: DriverCase, changed: object) {
  return (kit: Kit, stack: Stack): unknown => {
    const secret = given.length === 0 ? undefined : getSecret(kit, stack);
    const props = Object.fromEntries(
      Object.entries({ ...settings, ...more }).map(([name, value]) => [camelCase(name), value]),
    );
    const make = Reflect.get(kit.tokenplane.Channel, camelCase(driver)) as (
      ...args: readonly unknown[]
    ) => unknown;
    const secrets = Object.fromEntries(given.map((name) => [name, secret]));
    return make(stack, "it", { name: "Channel", ...props, ...secrets, ...changed });
  };
}

/** The rules of the settings and secrets of a driver, by their names in the API. */
export function rulesOf({ settings, secrets }: DriverDeclaration): Readonly<Record<string, unknown>> {
  const declared = Object.entries({ ...settings, ...(secrets === "NAMED" ? {} : secrets) });
  return Object.fromEntries(declared.flatMap(([name, of]) => ("rule" in of ? [[name, of.rule]] : [])));
}

function getRule({ driver }: DriverCase, name: string): unknown {
  const declared = Object.values(DECLARATIONS).find((one) => one.name === driver.toUpperCase());
  return declared === undefined ? undefined : rulesOf(declared)[camelCase(name)];
}

/** An attribute of a driver. */
function ofDriver(
  of: DriverCase,
  name: string,
  bad: readonly Value[],
  rule: unknown = getRule(of, name),
): Form {
  const { driver, settings, more, secrets } = of;
  return {
    attribute: `tokenplane_channel.${driver}.${name}`,
    rule,
    bad,
    config: (value) => ({
      name: "Channel",
      [driver]: { ...settings, [name]: value },
      ...more,
      secrets_wo: secrets,
    }),
    program: (kit, stack, value: string) => getProgram(of, { [camelCase(name)]: value })(kit, stack),
  };
}

/** An attribute of every channel. */
function ofChannel(name: string, rule: unknown, bad: readonly Value[]): Form {
  return {
    attribute: `tokenplane_channel.${name}`,
    rule,
    bad,
    config: (value) => ({
      name: "Channel",
      twilio: TWILIO.settings,
      ...EUROPE,
      secrets_wo: TWILIO.secrets,
      [name]: value,
    }),
    program: (kit, stack, value: string) => getProgram(TWILIO, { [camelCase(name)]: value })(kit, stack),
  };
}

/** A secret, which programs cannot write as plain text. */
function ofSecret(
  of: DriverCase,
  name: string,
  bad: readonly string[],
  rule: unknown = getRule(of, name),
): Form {
  const { driver, settings, more, secrets } = of;
  return {
    attribute: "tokenplane_channel.secrets_wo",
    rule,
    bad: bad.map((value) => ({ ...secrets, [name]: value })),
    config: (secrets_wo) => ({ name: "Channel", [driver]: settings, ...more, secrets_wo }),
  };
}

const NO_URLS = [
  "",
  "sms.example.org",
  "ftp://sms.example.org",
  "https://a:b@sms.example.org",
  "https://a b",
];
const NO_GATEWAYS = [...NO_URLS, "https://sms.example.org/?key=1", "https://sms.example.org/#top"];
const NO_LINES = ["", "a\nb"];

const TEMPLATES = [SMS_HTTP, BOT_HTTP].flatMap((of) => [
  ofDriver(of, "url", [...NO_URLS, "https://{to}.example.org"]),
  ofDriver(
    of,
    "headers",
    [
      { "X-Key": "1", "x-key": "2" },
      { Authorization: "Bearer 1" },
      Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`X-${at}`, "1"])),
    ],
    CHANNEL.template.headers,
  ),
  ofDriver(of, "headers", [{ Host: "a" }, { "a b": "a" }], CHANNEL.template.headerName),
  ofDriver(
    of,
    "headers",
    [{ "X-Key": "" }, { "X-Key": "a " }, { "X-Key": "{x}" }],
    CHANNEL.template.headerValue,
  ),
  ofDriver(of, "body", ["", "{who}"]),
  ofDriver(of, "success_contains", NO_LINES),
  ofDriver(of, "idempotency_header", ["", "Host", "a b"]),
]);

const CHANNELS: readonly Form[] = [
  ofChannel("name", CHANNEL.name, NAMES),
  ofChannel("priority", CHANNEL.priority, [0, 1_001]),
  ofChannel("hourly_limit", CHANNEL.hourlyLimit, [0, 1_000_001]),
  ofChannel("allowed_countries", CHANNEL.allowedCountries, [[], ["DE", "de"], ["UK"]]),
  ofDriver(SMTP, "host", ["", "mail.example.org:25", "a b"]),
  ofDriver(SMTP, "port", [0, 65_536]),
  ofDriver(SMTP, "username", ["", "a\nb"]),
  ofDriver(SMTP, "from", ["", "codes", "Example <codes>", "a@b.c <a@b.c"]),
  ofDriver(SMTP, "reply_to", ["codes"]),
  ofDriver(SMTP, "certificate_authority", ["", "certificate"]),
  ofDkim("dkim_domain", ["", "example", "a b.org"]),
  ofDkim("dkim_selector", ["", "a b"]),
  ofSecret(SMTP, "password", NO_LINES),
  {
    ...ofSecret(SMTP, "dkim_private_key", ["", "key"]),
    config: (secrets_wo) => ({
      name: "Channel",
      smtp: { ...SMTP.settings, dkim_domain: "example.org", dkim_selector: "mail" },
      secrets_wo,
    }),
  },
  ofDriver(TWILIO, "url", NO_GATEWAYS),
  ofDriver(TWILIO, "account_sid", ["", "AC12"]),
  ofDriver(TWILIO, "from", ["", "a name of many letters", "12"]),
  {
    ...ofDriver(TWILIO, "messaging_service_sid", ["", "MG12"]),
    config: (value) => ({
      name: "Channel",
      twilio: { account_sid: `AC${"0a".repeat(16)}`, messaging_service_sid: value },
      ...EUROPE,
      secrets_wo: TWILIO.secrets,
    }),
    program: (kit, stack, value: string) =>
      getProgram(TWILIO, { from: undefined, messagingServiceSid: value })(kit, stack),
  },
  ofSecret(TWILIO, "auth_token", ["", "a b"]),
  ofDriver(VONAGE, "url", NO_GATEWAYS),
  ofDriver(VONAGE, "api_key", ["", "a-b"]),
  ofDriver(VONAGE, "from", ["", "a name of many letters"]),
  ofSecret(VONAGE, "api_secret", NO_LINES),
  ofSecret(VONAGE, "signature_secret", NO_LINES),
  ...TEMPLATES,
  {
    ...ofSecret(SMS_HTTP, "KEY", NO_LINES, CHANNEL.template.secret),
    config: (secrets_wo) => ({
      name: "Channel",
      sms_http: { ...SMS_HTTP.settings, headers: { "X-Key": "{secret:KEY}" } },
      ...EUROPE,
      secrets_wo,
    }),
  },
  ofDriver(TELEGRAM, "url", NO_GATEWAYS),
  ofDriver(TELEGRAM, "bot_username", ["", "@ExampleBot", "abc"]),
  ofSecret(TELEGRAM, "bot_token", ["", "token"]),
  ofDriver(SLACK, "url", NO_GATEWAYS),
  ofSecret(SLACK, "bot_token", ["", "a b"]),
  ofDriver(MATTERMOST, "url", NO_GATEWAYS),
  ofSecret(MATTERMOST, "bot_token", ["", "a b"]),
  ofDriver(FCM, "url", NO_GATEWAYS),
  ofDriver(FCM, "token_url", NO_GATEWAYS),
  ofDriver(FCM, "project_id", ["", "short", "Big-Letters", "-tokenplane"]),
  ofSecret(FCM, "service_account", ["", "{}", "service_account"]),
];

/** An attribute of the signature of mails. */
function ofDkim(name: "dkim_domain" | "dkim_selector", bad: readonly string[]): Form {
  const dkim = { dkim_domain: "example.org", dkim_selector: "mail" };
  const made = ofDriver(SMTP, name, bad);
  return {
    ...made,
    config: (value) => ({
      name: "Channel",
      smtp: { ...SMTP.settings, ...dkim, [name]: value },
      secrets_wo: { ...SMTP.secrets, dkim_private_key: DKIM_KEY },
    }),
    program: (kit, stack, value: string) =>
      getProgram(SMTP, {
        dkim: {
          domain: name === "dkim_domain" ? value : "example.org",
          selector: name === "dkim_selector" ? value : "mail",
          privateKey: getSecret(kit, stack),
        },
      })(kit, stack),
  };
}

/** A reference, where a secret must not be written as plain text. */
function getSecret({ cdk }: Kit, stack: Stack): string {
  const { stringValue } = (stack.node.tryFindChild("secret") ??
    new cdk.TerraformVariable(stack, "secret", { sensitive: true })) as InstanceType<
    typeof cdk.TerraformVariable
  >;
  return stringValue;
}

const SMART = { model: "PROTECTIMUS_SMART", name: "phone" };
const ULTRA = { model: "PROTECTIMUS_ULTRA", serial_number: "U-1", secret_wo: SECRET };
const HOTP = { algorithm: "HOTP" };

export const FORMS: readonly Form[] = [
  ofUser("login", USER.login, ["", "a".repeat(255), " anna", "a\u0007b", "\ufdfa".repeat(20)], "login"),
  ofUser("email", USER.email, ["", "anna", "<a@b.c>", "a@b.c;", "a@b.c.", `${"a".repeat(254)}@b`], "email"),
  ofUser("phone_number", USER.phoneNumber, ["", "0151 123", "+0151123456", "+123456"], "phoneNumber"),
  ofUser("first_name", USER.firstName, NAMES, "firstName"),
  ofUser("last_name", USER.lastName, NAMES, "lastName"),
  ofResource("name", RESOURCE.name, NAMES, "name"),
  ofResource("failed_attempts_before_lock", RESOURCE.failedAttemptsBeforeLock, [2, 11, -1], "lockAfter"),
  ofResource("lock_minutes", RESOURCE.lockMinutes, [-1, 43_201], "lockMinutes"),
  ofResource("allowed_addresses", RESOURCE.allowedAddresses, NO_BLOCKS, "allowedAddresses"),
  ofPortal(
    "address",
    SELF_SERVICE.address,
    ["", "ab", "VPN", "-vpn", "vpn-", "v/pn", "vpn ", "a".repeat(41)],
    "address",
  ),
  ofPortal("first_enrolment_days", SELF_SERVICE.firstEnrolmentDays, [0, 366], "firstEnrolmentDays"),
  ofPortal("allowed_addresses", SELF_SERVICE.allowedAddresses, NO_BLOCKS, "allowedAddresses"),
  ofToken(
    "name",
    TOKEN.name,
    NAMES,
    { model: "GOOGLE_AUTHENTICATOR" },
    ({ tokenplane }, stack, name: string) => tokenplane.Authenticator.app(stack, "it", { name }),
  ),
  ofToken("serial_number", TOKEN.serialNumber, NAMES, fobNamed(""), (kit, stack, serial: string) =>
    kit.tokenplane.Authenticator.hardware(stack, "it", {
      model: "TWO",
      serial,
      periodSeconds: 30,
      secret: getSecret(kit, stack),
    }),
  ),
  ofToken(
    "phone_number",
    USER.phoneNumber,
    ["", "0151 123", "+0151123456", "+123456"],
    { model: "SMS", name: "number" },
    ({ tokenplane }, stack, phoneNumber: string) =>
      tokenplane.Authenticator.sms(stack, "it", { phoneNumber }),
  ),
  ofToken(
    "address",
    USER.email,
    ["", "anna", "a@b@c"],
    { model: "EMAIL", name: "mail" },
    ({ tokenplane }, stack, address: string) => tokenplane.Authenticator.email(stack, "it", { address }),
  ),
  ofToken(
    "chat_id",
    TOKEN.chatId,
    ["", "a b", "c".repeat(101)],
    { model: "BOT", name: "chat", channel_id: "nothing" },
    (kit, stack, chatId: string) =>
      kit.tokenplane.Authenticator.bot(stack, "it", {
        channel: kit.tokenplane.Channel.fromName(stack, "channel", "Chat"),
        chatId,
      }),
  ),
  ofToken(
    "suite",
    TOKEN.suite,
    ["", "OCRA-1", "OCRA-2:HOTP-SHA1-6:QN08", "OCRA-1:HOTP-SHA1-0:QN08", "OCRA-1:HOTP-SHA1-6:QN04"],
    ULTRA,
    (kit, stack, suite: string) =>
      kit.tokenplane.Authenticator.hardware(stack, "it", {
        model: "ULTRA",
        serial: "U-1",
        secret: getSecret(kit, stack),
        suite,
      }),
  ),
  ofToken(
    "secret_wo",
    TOKEN.secret,
    [
      "",
      "0189",
      "GEZDGNBVGY3TQ",
      `${SECRET} `,
      "A".repeat(208),
      "MFRGGZDFMZTWQ2LKNNWG23TPOD",
      "A".repeat(1_000),
    ],
    fobNamed("F-1"),
  ),
  ofToken("pin_wo", TOKEN.pin, ["", "123", "secret", "1234567890123", "١٢٣٤"], {
    ...fobNamed("F-1"),
    pin_position: "BEFORE_OTP",
    pin_wo_version: 1,
  }),
  ofToken("valid_from", TOKEN.validFrom, NO_MOMENTS, SMART, ({ tokenplane }, stack, validFrom: string) =>
    tokenplane.Authenticator.smart(stack, "it", { name: "phone", validFrom }),
  ),
  ofToken("valid_until", TOKEN.validUntil, NO_MOMENTS, SMART, ({ tokenplane }, stack, validUntil: string) =>
    tokenplane.Authenticator.smart(stack, "it", { name: "phone", validUntil }),
  ),
  ofToken("digits", "model", [7, 5, 9], SMART, ({ tokenplane }, stack, digits: 6) =>
    tokenplane.Authenticator.smart(stack, "it", { name: "phone", digits }),
  ),
  ofToken("digits", "model", [5, 9], universal("U-1"), (kit, stack, digits: 6) =>
    kit.tokenplane.Authenticator.universal(stack, "it", {
      serial: "U-1",
      secret: getSecret(kit, stack),
      digits,
    }),
  ),
  ofToken("period_seconds", "model", [45, 0], fobNamed("F-1"), (kit, stack, periodSeconds: number) =>
    kit.tokenplane.Authenticator.hardware(stack, "it", {
      model: "TWO",
      serial: "F-1",
      periodSeconds,
      secret: getSecret(kit, stack),
    }),
  ),
  ofToken("period_seconds", "model", [9, 86_401], universal("U-1"), (kit, stack, periodSeconds: number) =>
    kit.tokenplane.Authenticator.universal(stack, "it", {
      serial: "U-1",
      secret: getSecret(kit, stack),
      periodSeconds,
    }),
  ),
  ofToken("period_seconds", "model", [9, 86_401], SMART, ({ tokenplane }, stack, periodSeconds: number) =>
    tokenplane.Authenticator.smart(stack, "it", { name: "phone", periodSeconds }),
  ),
  ofToken(
    "period_seconds",
    "model",
    [30],
    { ...SMART, ...HOTP },
    ({ tokenplane }, stack, periodSeconds: number) =>
      tokenplane.Authenticator.smart(stack, "it", { name: "phone", algorithm: "HOTP", periodSeconds }),
  ),
  ...CHANNELS,
  {
    attribute: "tokenplane_bypass.reason",
    rule: BYPASS.reason,
    bad: ["", " why", "w".repeat(201), "a\nb"],
    config: (reason) => ({ token_id: "t", everywhere: true, duration: "HOUR_1", reason }),
    program: getBypass("reason"),
  },
  {
    attribute: "tokenplane_bypass.not_after",
    rule: BYPASS.notAfter,
    bad: NO_MOMENTS,
    config: (not_after) => ({ token_id: "t", everywhere: true, duration: "HOUR_1", not_after }),
    program: getBypass("notAfter"),
  },
  {
    attribute: "tokenplane_api_key.name",
    rule: API_KEY.name,
    bad: NAMES,
    config: (name) => ({ role: "PROVISIONER", name }),
    only: "cdktn",
    program({ tokenplane }, stack, name: string) {
      const { EphemeralApiKey } = tokenplane as unknown as {
        readonly EphemeralApiKey: new (scope: Stack, id: string, props: object) => object;
      };
      return new EphemeralApiKey(stack, "it", { name });
    },
  },
];

function getBypass(prop: "reason" | "notAfter"): NonNullable<Form["program"]> {
  return ({ tokenplane }, stack, value: string) =>
    new tokenplane.Bypass(stack, "it", {
      authenticator: tokenplane.Authenticator.app(stack, "phone", { name: "phone" }),
      at: "everywhere",
      duration: "HOUR_1",
      [prop]: value,
    });
}

/**
 * Attributes whose values have no form, with the reason. Booleans have none, nor attributes that accept one of several
 * words.
 */
export const FREE: Readonly<Record<string, string>> = {
  token_id: "an id: whether it names something, only the server knows",
  resource_id: "an id, too",
  user_id: "an id, too",
  channel_id: "an id, too",
  secret_wo_version: "any number, which stays in the state",
  pin_wo_version: "any number, which stays in the state",
  secrets_wo_version: "any number, which stays in the state",
  keepers: "any texts, which stay in the state",
  timeouts: "the framework's own, which stay in the state",
  expires_in: "the server gets the moment that is computed from it",
};
