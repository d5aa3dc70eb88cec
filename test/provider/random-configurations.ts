// Random configurations of Tokenplane's resources that the server takes. Texts may hold `$n`, which is another number
// for each life, and name what stands ready by `$user1` and the like.
import fc, { type Arbitrary } from "fast-check";
import type { Attributes } from "../../provider/framework/attributes.js";
import { isNested } from "../../provider/framework/block.js";
import { isRecord, UNKNOWN, type Value } from "../../provider/plugin/cty/value.js";
import { SERVICE_ACCOUNT } from "../support/channels.js";
import type { Fields } from "../support/fake-core/proposed.js";

const MAXIMA = ["NONE", "HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24", "PERMANENT"];
const GRANTERS = ["ADMIN", "HELPDESK", "PROVISIONER"];
const DURATIONS = ["HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24", "PERMANENT"];
const SECRETS = ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"];

/** Left out, or one of these. */
const perhaps = <T extends Value>(...values: readonly T[]): Arbitrary<Value> =>
  fc.option(fc.constantFrom(...values), { nil: null, freq: 2 });
const whole = (min: number, max: number): Arbitrary<Value> => fc.integer({ min, max });
const perhapsWhole = (min: number, max: number): Arbitrary<Value> =>
  fc.option(fc.integer({ min, max }), { nil: null, freq: 2 });
const perhapsSome = (...values: readonly string[]): Arbitrary<Value> =>
  fc.option(fc.subarray([...values]), { nil: null, freq: 2 });
const one = (...values: readonly string[]): Arbitrary<string> => fc.constantFrom(...values);
const fields = (of: Readonly<Record<string, Arbitrary<Value>>>): Arbitrary<Fields> =>
  fc.record({ ...of }, { noNullPrototype: true });

const together = (...parts: readonly Arbitrary<Fields>[]): Arbitrary<Fields> =>
  fc.tuple(...parts).map((all) => Object.fromEntries(all.flatMap((part) => Object.entries(part))));

const ofEveryToken = {
  name: perhaps("Token $n", "Zo\u00eb's token $n", "Zoe\u0308's token $n"),
  enabled: perhaps(true, false),
  user_id: perhaps("$user1", "$user2"),
  // The same moments in several writings, and others.
  valid_from: perhaps("2026-01-01T00:00:00Z", "2026-01-01T01:00:00.000+01:00", "2026-01-02T00:00:00.123456Z"),
  valid_until: perhaps("2999-01-01T00:00:00Z", "2998-12-31T23:00:00-01:00", "2030-01-31T18:00:00.5Z"),
  secret_wo_version: perhapsWhole(1, 2),
};
const pin = fields({
  pin_wo: one("1234", "98765432"),
  pin_position: one("BEFORE_OTP", "AFTER_OTP"),
  pin_wo_version: perhapsWhole(1, 2),
});
const pins: Arbitrary<Fields> = fc.oneof(pin, fc.constant<Fields>({}));
const device = { serial_number: one("S-$n", "T-$n"), secret_wo: one(...SECRETS) };
const oath = { digits: whole(6, 8), hash: one("SHA1", "SHA256", "SHA512") };

/** What a token is: another one of these is another token. */
const models: readonly Arbitrary<Fields>[] = [
  fields({ model: one("GOOGLE_AUTHENTICATOR"), name: one("Phone $n", "Telephone $n") }),
  fields({
    model: one("PROTECTIMUS_SMART"),
    name: one("Phone $n", "Telephone $n"),
    algorithm: perhaps("TOTP"),
    digits: perhaps(6, 8),
    hash: perhaps("SHA1", "SHA256"),
    period_seconds: perhaps(30, 60),
  }),
  fields({
    ...device,
    model: one("PROTECTIMUS_TWO", "PROTECTIMUS_SHARK"),
    period_seconds: fc.constantFrom(30, 60),
  }),
  fields({ ...device, model: one("UNIVERSAL"), algorithm: one("HOTP"), ...oath }),
  fields({
    ...device,
    ...oath,
    model: one("UNIVERSAL"),
    algorithm: one("TOTP"),
    period_seconds: whole(10, 120),
  }),
  fields({ ...device, model: one("PROTECTIMUS_ULTRA") }),
  fields({ model: one("PUSH"), name: one("Phone $n", "Telephone $n") }),
  fields({
    model: one("SMS"),
    name: one("Number $n"),
    phone_number: one("+491701234567", "+491701234568", "+393331234567"),
  }),
  fields({ model: one("EMAIL"), name: one("Mail $n"), address: one("ann@example.org", "bob@example.net") }),
  fields({
    model: one("BOT"),
    name: one("Chat $n"),
    channel_id: one("$channel1"),
    chat_id: perhaps("123456789", "987654321"),
  }),
  fields({
    model: one("BOT"),
    name: one("Chat $n"),
    channel_id: one("$channel1", "$channel2"),
    chat_id: one("U0123ABCD"),
  }),
];
const SUITE_WITH_PIN = fields({
  ...device,
  model: one("PROTECTIMUS_ULTRA"),
  suite: one("OCRA-1:HOTP-SHA1-6:QN08-PSHA1"),
  pin_wo: one("1234", "98765432"),
  pin_wo_version: perhapsWhole(1, 2),
});

/** What changes while a token stays the same one. */
const standings = together(fields(ofEveryToken), pins, fields({ secret_wo: one(...SECRETS) }));

/** What changes at once. */
const CHANGES: readonly (readonly string[])[] = [
  ["user_id"],
  ["user_id"],
  ["user_id", "enabled", "name"],
  ["valid_from", "valid_until"],
  ["secret_wo_version"],
  ["secret_wo", "secret_wo_version"],
  ["pin_wo", "pin_position", "pin_wo_version"],
  ["user_id", "pin_wo", "pin_position", "pin_wo_version", "secret_wo", "secret_wo_version"],
];

/** A token in some standing; what its model says goes before. */
function readPortalMembership(
  made: Fields,
  { secret_wo, pin_wo, pin_position, pin_wo_version, ...standing }: Fields,
): Fields {
  return {
    ...standing,
    ...(made["suite"] === undefined ? { pin_wo, pin_position, pin_wo_version } : {}),
    ...made,
    ...(made["secret_wo"] === undefined ? {} : { secret_wo }),
  };
}

const anyDevice: Arbitrary<Fields> = fc.oneof(...models, SUITE_WITH_PIN);
const token: Arbitrary<Fields> = fc
  .tuple(anyDevice, standings)
  .map(([made, standing]) => readPortalMembership(made, standing));

const policy = {
  maximum_duration: one(...MAXIMA),
  reason_required: perhaps(true, false),
  granted_by: fc.option(fc.subarray(GRANTERS, { minLength: 1 }), { nil: null, freq: 2 }),
};

/** Whatever is allowed, models that allow it are there; whatever a first token is connected by, users sign in by it. */
const portal: Arbitrary<Fields> = fc
  .tuple(
    fields({
      resource_id: one("$resource2", "$resource3"),
      address: one("portal-$n", "other-portal-$n"),
      first_enrolment_days: perhapsWhole(1, 365),
      allowed_addresses: perhapsSome("192.0.2.7", "192.0.2.7/32", "10.0.0.7/8", "2001:DB8::/32"),
    }),
    fc.oneof(
      fields({
        actions: fc.subarray(["TOKEN_SYNCHRONIZE", "TOKEN_PIN_SET", "PASSWORD_CHANGE", "CONTACT_UPDATE"]),
        models: perhapsSome("UNIVERSAL", "SMS"),
      }),
      fields({
        actions: fc.constantFrom(["TOKEN_ENROL"], ["TOKEN_REPORT_LOST", "TOKEN_ENROL", "TOKEN_REISSUE"]),
        models: fc.constantFrom(["PUSH"], ["PROTECTIMUS_TWO", "GOOGLE_AUTHENTICATOR"]),
      }),
    ),
    fc.constantFrom<Fields[]>(
      {},
      { first_enrolment: "PASSWORD" },
      { first_enrolment: "INVITATION", sign_in: ["MAIL_CODE"] },
      { first_enrolment: "MAIL_CODE", sign_in: ["MAIL_CODE", "PASSWORD"] },
      { sign_in: ["PASSWORD"] },
    ),
  )
  .map(([made, allowed, signIn]) => ({ ...made, ...allowed, ...signIn }));

const bypass: Arbitrary<Fields> = fc
  .tuple(
    fields({
      token_id: one("$token1", "$token2"),
      duration: one(...DURATIONS),
      reason: perhaps("Away $n", "Sick"),
      not_after: perhaps("2999-01-01T00:00:00Z", "2999-01-01T00:00:00+01:00"),
      keepers: fc.option(
        fc.dictionary(one("trip", "__proto__"), one("1", "2"), { noNullPrototype: true, maxKeys: 2 }),
        {
          nil: null,
        },
      ),
    }),
    fc.oneof(
      fields({ everywhere: fc.constant(true) }),
      fields({ resource_id: one("$resource1"), everywhere: perhaps(false) }),
    ),
  )
  .map(([made, where]) => ({ ...made, ...where }));

const inEurope = fc.subarray(["DE", "AT", "IT", "FR"], { minLength: 1 });

/** A gateway with an HTTP interface. */
const template = fc
  .tuple(
    fields({
      url: one("https://sms.example.org/send", "https://other.example.org/{reference}"),
      method: perhaps("POST", "PUT"),
      content_type: perhaps("JSON", "TEXT", "NONE"),
      body: one('{"to": "{to}", "text": "{text}", "key": "{secret:KEY}"}'),
      success_contains: perhaps('"ok":true'),
      idempotency_header: perhaps("Idempotency-Key"),
    }),
    fc.constantFrom<Value[]>(null, {}, { "X-Kind": "code", "x-key": "{secret:KEY}" }),
  )
  .map(([made, headers]) => ({ ...made, headers }));

/** A driver, and all of its secrets. */
const drivers: readonly Arbitrary<Fields>[] = [
  fields({
    smtp: fields({
      host: one("mail.example.org", "192.0.2.25"),
      security: perhaps("STARTTLS"),
      port: perhaps(587, 2525),
      username: one("codes", "tokenplane"),
      from: one("codes@example.org", "Example <codes@example.org>"),
      reply_to: perhaps("help@example.org"),
    }),
    secrets_wo: fc.constantFrom({ password: "first" }, { password: "second" }),
  }),
  fields({
    smtp: fields({
      host: one("mail.example.org"),
      security: one("NONE", "TLS"),
      port: fc.constantFrom(25, 465),
      from: one("codes@example.org"),
    }),
    // It has no secrets that a new number could send.
    secrets_wo_version: fc.constant(null),
  }),
  fields({
    twilio: fields({
      account_sid: one(`AC${"0a".repeat(16)}`),
      from: one("+15005550006", "Example"),
      url: perhaps("https://api.dublin.ie1.twilio.com"),
    }),
    allowed_countries: inEurope,
    secrets_wo: fc.constantFrom({ auth_token: "first" }, { auth_token: "second" }),
  }),
  fields({
    vonage: fields({ api_key: one("abcd1234"), from: one("Example", "+15005550006") }),
    allowed_countries: inEurope,
    secrets_wo: fc.constantFrom({ api_secret: "first" }, { api_secret: "first", signature_secret: "second" }),
  }),
  fields({ sms_http: template, allowed_countries: inEurope, secrets_wo: fc.constant({ KEY: "first" }) }),
  fields({
    telegram: fields({ bot_username: one("ExampleBot"), url: perhaps("https://bots.example.org") }),
    secrets_wo: fc.constantFrom({ bot_token: "1:first" }, { bot_token: "2:second" }),
  }),
  fields({
    slack: fields({ url: perhaps("https://slack.com") }),
    secrets_wo: fc.constant({ bot_token: "xoxb" }),
  }),
  fields({
    mattermost: fields({ url: one("https://chat.example.org", "https://chat2.example.org") }),
    secrets_wo: fc.constant({ bot_token: "first" }),
  }),
  fields({ bot_http: template, secrets_wo: fc.constant({ KEY: "first" }) }),
  fields({
    fcm: fields({ project_id: one("tokenplane-test"), url: perhaps("https://fcm.example.org") }),
    secrets_wo: fc.constant({ service_account: SERVICE_ACCOUNT }),
  }),
];
const channel = together(
  fields({
    name: one("Channel $n", "channel $n", "Zoe\u0308's $n"),
    priority: perhapsWhole(1, 1_000),
    enabled: perhaps(true, false),
    hourly_limit: perhapsWhole(1, 500),
    secrets_wo_version: perhapsWhole(1, 2),
  }),
  fc.oneof(...drivers),
);

/** By the name of a type without the provider's. */
export const CONFIGURATIONS: Readonly<Record<string, Arbitrary<Fields>>> = {
  user: fields({
    login: one("ann-$n", "Ann-$n", "\u00c5sa-$n", "A\u030asa-$n"),
    email: perhaps("ann-$n@example.com", "Ann-$n@Example.COM"),
    phone_number: perhaps("+15551234567", "+441632960001"),
    first_name: perhaps("Ann", "Zoe\u0308"),
    last_name: perhaps("Smith", "von Neumann"),
    timeouts: fc.constantFrom<Value[]>(null, { create: "5m", update: null, delete: "90s" }),
    enabled: perhaps(true, false),
  }),
  resource: fields({
    name: one("VPN $n", "vpn $n", "Zoe\u0308 $n"),
    failed_attempts_before_lock: perhapsWhole(3, 10),
    lock_minutes: perhapsWhole(0, 60),
    allowed_addresses: perhapsSome(
      "192.0.2.7",
      "192.0.2.7/32",
      "10.0.0.0/8",
      "2001:DB8::/32",
      "2001:db8:0:0::1",
    ),
    pin_before_sending: perhaps(true, false),
    push_confirmation: perhaps("CODE", "CHOICE", "APPROVE"),
    enabled: perhaps(true, false),
  }),
  channel,
  token,
  token_user: fields({
    token_id: one("$free1", "$free2"),
    user_id: one("$user1", "$user2"),
    timeouts: fc.constantFrom<Value[]>(null, { create: "5m", delete: null }),
  }),
  assignment: fc
    .tuple(fc.constantFrom(1, 2), one("$resource2", "$resource3"))
    .map(([person, resource_id]) => ({
      resource_id,
      token_id: `$token${person}`,
      user_id: `$user${person}`,
    })),
  bypass,
  bypass_policy: fields({ resource_id: one("$resource2", "$resource3"), ...policy }),
  account_bypass_policy: fields(policy),
  self_service_policy: portal,
};

/** A configuration for one life. @param names what stands ready, by the names that configurations have for it. */
export function placed(config: Fields, life: number, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, placedValue(value, life, names)]),
  );
}

function placedValue(value: Value, life: number, names: Readonly<Record<string, string>>): Value {
  if (typeof value !== "string") return value;
  return names[value] ?? value.replaceAll("$n", String(life));
}

/**
 * What becomes of one resource: some configurations, one after the other. Half of the lives of tokens are those of one
 * device, which is changed in place: it goes from one user to another, with and without a PIN.
 */
export function getLives(name: string, configuration: Arbitrary<Fields>): Arbitrary<Fields[]> {
  const any = fc.array(configuration, { minLength: 1, maxLength: 3 });
  if (name !== "token") return any;
  const held = fields({ ...ofEveryToken, user_id: one("$user1", "$user2") });
  const secret = fields({ secret_wo: one(...SECRETS) });
  const standing = together(held, pins, secret);
  const pinned = together(held, pin, secret);
  const ofOneDevice = fc
    .tuple(
      anyDevice,
      pinned,
      fc.array(fc.tuple(standing, fc.constantFrom(...CHANGES)), { minLength: 2, maxLength: 5 }),
    )
    .map(([made, first, changes]) => {
      let now: Fields = first;
      return [
        readPortalMembership(made, now),
        ...changes.map(([other, names]) => {
          now = { ...now, ...Object.fromEntries(names.map((changed) => [changed, other[changed] ?? null])) };
          return readPortalMembership(made, now);
        }),
      ];
    });
  return fc.oneof(any, ofOneDevice);
}

/** The same configuration as it is before an apply, with some values not known yet. */
export function hidden(attributes: Attributes, config: Fields): Arbitrary<Fields> {
  const entries = Object.entries(attributes).map(([name, { presence, type }]) => {
    const value = config[name] ?? null;
    if (presence === "computed" || presence === "identifier")
      return [name, fc.constant<Value>(value)] as const;
    const seen: Arbitrary<Value> = isNested(type) ? hiddenWithin(type.nested, value) : hiddenElements(value);
    return [
      name,
      fc.oneof({ weight: 4, arbitrary: seen }, { weight: 1, arbitrary: fc.constant(UNKNOWN) }),
    ] as const;
  });
  return fc.record(Object.fromEntries(entries));
}

/** Elements of a list, a set or a map, some of them not known yet. */
function hiddenElements(value: Value): Arbitrary<Value> {
  const element = (of: Value): Arbitrary<Value> =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(of) }, { weight: 1, arbitrary: fc.constant(UNKNOWN) });
  if (Array.isArray(value) && value.length > 0) return fc.tuple(...value.map(element));
  if (!isRecord(value)) return fc.constant(value);
  return fc.record(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, element(of)])));
}

function hiddenWithin(
  { nesting, attributes }: { readonly nesting: string; readonly attributes: Attributes },
  value: Value,
): Arbitrary<Value> {
  if (value === null) return fc.constant(null);
  const object = (of: Value): Arbitrary<Value> => (isRecord(of) ? hidden(attributes, of) : fc.constant(of));
  if (nesting === "single") return object(value);
  if (Array.isArray(value)) return value.length === 0 ? fc.constant([]) : fc.tuple(...value.map(object));
  if (!isRecord(value)) return fc.constant(value);
  return fc.record(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, object(of)])));
}
