import { beforeAll, describe, expect, it } from "vitest";
import type { Attributes } from "../../provider/framework/attributes.js";
import type { Value } from "../../provider/plugin/cty/value.js";
import { UNKNOWN } from "../../provider/plugin/cty/value.js";
import { provider } from "../../provider/provider.js";
import { FakeCore } from "../support/fake-core.js";
import { validateData } from "../support/fake-core/data-source.js";
import type { Fields } from "../support/fake-core/proposed.js";
import { FORMS } from "./forms.js";
import { callsHere, fobNamed, isForUsers, KEY, getRefusal, SECRET, universal } from "../support/scene.js";

/** A configuration that no plan accepts: which attribute the error names, and what it says. */
type Refused = readonly [type: string, config: Fields, at: string, says: string];

const USER_POLICY = { maximum_duration: "HOURS_8" };
const BYPASS = { token_id: "t", resource_id: "r", duration: "HOUR_1" };
const APP = { model: "GOOGLE_AUTHENTICATOR", name: "phone" };
const ULTRA = { model: "PROTECTIMUS_ULTRA", serial_number: "U-1", secret_wo: SECRET };
const SUITE_WITH_PIN = "OCRA-1:HOTP-SHA1-6:QN08-PSHA1";

const TOKEN = "tokenplane_token";
const PORTAL = "tokenplane_self_service_policy";
/** A portal in which nobody may do anything. */
const CLOSED = { resource_id: "r", address: "vpn", actions: [] };

function without(config: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)));
}

const RESOURCES: readonly Refused[] = [
  ["tokenplane_user", { login: null }, "login", "This is null. Write a value."],
  ["tokenplane_bypass", { ...BYPASS, duration: null }, "duration", "This is null. Write a value."],
  [
    "tokenplane_channel",
    { name: "Mail", smtp: { host: null, from: "codes@example.org" } },
    "smtp.host",
    "This is null. Write a value.",
  ],
  [TOKEN, fobNamed("F-1", { model: null }), "model", "This is null. Write a value."],
  [TOKEN, fobNamed("F-1", { status: "ACTIVE" }), "status", "Remove it from the configuration."],
  ["tokenplane_resource", { name: "VPN", id: "x" }, "id", "Remove it from the configuration."],
  [
    "tokenplane_resource",
    { name: "VPN", failed_attempts_before_lock: 2 },
    "failed_attempts_before_lock",
    "Failed attempts before lock is a number from 3 to 10.",
  ],
  [
    "tokenplane_resource",
    { name: "VPN", lock_minutes: 43_201 },
    "lock_minutes",
    "Lock minutes is a number from 0 to 43200.",
  ],
  ["tokenplane_resource", { name: "VPN", lock_minutes: 0.5 }, "lock_minutes", "This must be a whole number."],
  ["tokenplane_channel", { name: "Chat" }, "", "Write one of smtp, twilio,"],
  [
    "tokenplane_channel",
    { name: "Mail", smtp: { host: "mail.example.org", from: "codes@example.org", security: "SSL" } },
    "smtp.security",
    "Write one of STARTTLS, TLS, NONE.",
  ],
  [
    "tokenplane_channel",
    { name: "Chat", bot_http: { url: "https://chat.example.org", method: "PATCH" } },
    "bot_http.method",
    "Write one of POST, PUT, GET.",
  ],
  [
    "tokenplane_channel",
    { name: "Chat", bot_http: { url: "https://chat.example.org", content_type: "XML" } },
    "bot_http.content_type",
    "Write one of JSON, FORM, TEXT, NONE.",
  ],
  ["tokenplane_bypass", { ...BYPASS, duration: "HOURS_2" }, "duration", "Write one of HOUR_1, HOURS_8,"],
  ["tokenplane_bypass", { ...BYPASS, not_after: "tomorrow" }, "not_after", "as in RFC 3339"],
  [
    "tokenplane_bypass",
    { ...BYPASS, resource_id: null },
    "resource_id",
    "Write resource_id, or everywhere = true.",
  ],
  ["tokenplane_bypass", { ...BYPASS, everywhere: true }, "resource_id", "or everywhere = true, not both."],
  [
    "tokenplane_bypass_policy",
    { resource_id: "r", maximum_duration: "HOURS_2" },
    "maximum_duration",
    "Write one of NONE, HOUR_1,",
  ],
  [
    "tokenplane_bypass_policy",
    { resource_id: "r", ...USER_POLICY, granted_by: ["AUDITOR"] },
    "granted_by",
    "Write one of ADMIN, HELPDESK, PROVISIONER.",
  ],
  [
    "tokenplane_bypass_policy",
    { resource_id: "r", ...USER_POLICY, granted_by: [] },
    "granted_by",
    "Write at least one role",
  ],
  [
    "tokenplane_account_bypass_policy",
    { maximum_duration: "" },
    "maximum_duration",
    "Write one of NONE, HOUR_1,",
  ],
  [
    "tokenplane_account_bypass_policy",
    { ...USER_POLICY, granted_by: [] },
    "granted_by",
    "Write at least one role",
  ],
  [
    PORTAL,
    { ...CLOSED, actions: ["TOKEN_DELETE"] },
    "actions",
    'This is "TOKEN_DELETE". Write one of TOKEN_ENROL,',
  ],
  [PORTAL, { ...CLOSED, models: ["TWO"] }, "models", "Write one of PROTECTIMUS_TWO,"],
  [
    PORTAL,
    { ...CLOSED, first_enrolment: "SMS" },
    "first_enrolment",
    "Write one of INVITATION, PASSWORD, MAIL_CODE.",
  ],
  [PORTAL, { ...CLOSED, first_enrolment_days: 1.5 }, "first_enrolment_days", "a whole number."],
  [PORTAL, { ...CLOSED, sign_in: ["SMS"] }, "sign_in", "Write one of PASSWORD, MAIL_CODE."],
  [PORTAL, { ...CLOSED, sign_in: [] }, "sign_in", "Name at least one way to sign in: PASSWORD or MAIL_CODE."],
  // What else is not known yet does not hide what is.
  [PORTAL, { ...CLOSED, actions: UNKNOWN, models: UNKNOWN, sign_in: [] }, "sign_in", "Name at least one way"],
  [
    PORTAL,
    { ...CLOSED, first_enrolment: "MAIL_CODE" },
    "first_enrolment",
    "First enrolment by MAIL_CODE requires MAIL_CODE among the ways to sign in.",
  ],
  [
    PORTAL,
    { ...CLOSED, actions: UNKNOWN, first_enrolment: "PASSWORD", sign_in: ["MAIL_CODE"] },
    "first_enrolment",
    "First enrolment by PASSWORD requires PASSWORD among the ways to sign in.",
  ],
  [
    PORTAL,
    { ...CLOSED, actions: ["TOKEN_ENROL"], models: ["PROTECTIMUS_TWO"], sign_in: UNKNOWN },
    "models",
    "TOKEN_ENROL requires at least one model that users can enrol by themselves: PROTECTIMUS_SMART,",
  ],
  [
    PORTAL,
    { ...CLOSED, actions: ["TOKEN_ENROL"], models: ["EMAIL"], sign_in: ["MAIL_CODE"] },
    "sign_in",
    "If EMAIL is the only model that users can enrol by themselves, the ways to sign in must contain PASSWORD.",
  ],
  [
    PORTAL,
    { ...CLOSED, actions: ["RECOVERY_CODE"] },
    "actions",
    "RECOVERY_CODE requires TOKEN_ENROL or TOKEN_ASSIGN: with a recovery code, a user connects another token.",
  ],
  [
    PORTAL,
    { ...CLOSED, actions: ["TOKEN_ASSIGN"], first_enrolment: UNKNOWN },
    "models",
    "TOKEN_REISSUE and TOKEN_ASSIGN need at least one model.",
  ],
  [
    "tokenplane_resource",
    { name: "VPN", push_confirmation: "TAP" },
    "push_confirmation",
    "Write one of CODE, CHOICE, APPROVE.",
  ],
  [TOKEN, { model: "PUSH" }, "name", "write name."],
  [TOKEN, { model: "PUSH", name: "phone", secret_wo: SECRET }, "secret_wo", "has no secret_wo."],
  [TOKEN, { model: "YUBIKEY", name: "key" }, "model", "Write one of PROTECTIMUS_TWO,"],
  [TOKEN, { model: "PROTECTIMUS_SLIM", name: "card" }, "model", "Create it with the API, then import it."],
  [TOKEN, without(APP, "name"), "name", "write name."],
  [TOKEN, { ...APP, secret_wo: SECRET }, "secret_wo", "has no secret_wo. Remove it."],
  [TOKEN, { ...APP, serial_number: "F-1" }, "serial_number", "has no serial_number. Remove it."],
  [TOKEN, { ...APP, algorithm: "HOTP" }, "algorithm", "is TOTP. Remove it, or write this value."],
  [
    TOKEN,
    { model: "PROTECTIMUS_SMART", name: "app", algorithm: "OCRA" },
    "algorithm",
    "A token of this model computes codes by TOTP or HOTP.",
  ],
  [TOKEN, without(fobNamed("F-1"), "serial_number"), "serial_number", "needs serial_number."],
  [TOKEN, without(fobNamed("F-1"), "period_seconds"), "period_seconds", "needs period_seconds."],
  [TOKEN, without(fobNamed("F-1"), "secret_wo"), "secret_wo", "write secret_wo."],
  [
    TOKEN,
    fobNamed("F-1", { secret_wo: "not base32!" }),
    "secret_wo",
    "the letters A to Z and the digits 2 to 7",
  ],
  [
    TOKEN,
    fobNamed("F-1", { secret_wo: "GEZDGNBVGY3TQOJQ" }),
    "secret_wo",
    "The secret has 10 bytes; it needs 16 to 128.",
  ],
  [TOKEN, universal("U-1", { algorithm: "SMS" }), "algorithm", "Write one of TOTP, HOTP, OCRA."],
  [TOKEN, universal("U-1", { digits: 5 }), "digits", "Digits is a number from 6 to 8."],
  [TOKEN, universal("U-1", { hash: "MD5" }), "hash", "Write one of SHA1, SHA256, SHA512."],
  [TOKEN, universal("U-1", { period_seconds: 5 }), "period_seconds", "from 10 to 86400."],
  [
    TOKEN,
    without(universal("U-1"), "digits"),
    "digits",
    "of model UNIVERSAL and algorithm TOTP needs digits.",
  ],
  [TOKEN, universal("U-1", { algorithm: "HOTP" }), "period_seconds", "has no period_seconds. Remove it."],
  [TOKEN, universal("U-1", { suite: "OCRA-1:HOTP-SHA1-6:QN08" }), "suite", "has no suite. Remove it."],
  [
    TOKEN,
    fobNamed("F-1", { pin_wo: "4711" }),
    "pin_position",
    "Write pin_position: BEFORE_OTP or AFTER_OTP.",
  ],
  [
    TOKEN,
    fobNamed("F-1", { pin_wo: "4711", pin_position: "IN_OTP" }),
    "pin_position",
    "Write one of BEFORE_OTP, AFTER_OTP.",
  ],
  [TOKEN, fobNamed("F-1", { pin_position: "AFTER_OTP" }), "pin_wo", "write pin_wo."],
  [TOKEN, { ...ULTRA, suite: SUITE_WITH_PIN }, "pin_wo", "write pin_wo."],
  [TOKEN, fobNamed("F-1", { valid_from: "tomorrow" }), "valid_from", "as in RFC 3339"],
  [
    TOKEN,
    fobNamed("F-1", { valid_from: "2030-01-01T00:00:00Z", valid_until: "2030-01-01T01:00:00+01:00" }),
    "valid_until",
    "The end of the validity must be later than its beginning.",
  ],
  [
    TOKEN,
    { ...ULTRA, suite: SUITE_WITH_PIN, pin_wo: "4711", pin_position: "AFTER_OTP" },
    "pin_position",
    "Remove pin_position.",
  ],
];

const DATA_SOURCES: readonly Refused[] = [
  ["tokenplane_user", {}, "id", "Write id or login."],
  ["tokenplane_user", { id: "u", login: "anna" }, "login", "Write id or login, only one of them."],
  ["tokenplane_resource", {}, "id", "Write id or name."],
  ["tokenplane_resource", { id: "r", name: "VPN" }, "name", "only one of them."],
  ["tokenplane_channel", {}, "id", "Write id or name."],
  ["tokenplane_channel", { id: "c", name: "Mail" }, "name", "only one of them."],
  ["tokenplane_channels", { kind: "FAX" }, "kind", "Write one of SMS, EMAIL, BOT, PUSH."],
  ["tokenplane_token", {}, "id", "Write id or serial_number."],
  ["tokenplane_token", { id: "t", serial_number: "F-1" }, "serial_number", "only one of them."],
  ["tokenplane_token_user", {}, "token_id", "Write token_id or serial_number."],
  ["tokenplane_bypass_policy", {}, "resource_id", "Write resource_id or resource_name."],
  [PORTAL, {}, "resource_id", "Write resource_id or resource_name."],
  ["tokenplane_assignment", {}, "id", "Write id alone, or a resource"],
  ["tokenplane_assignment", { id: "a", login: "anna" }, "login", "Write id alone, or a resource"],
  ["tokenplane_assignment", { login: "anna" }, "resource_id", "Write resource_id or resource_name."],
  [
    "tokenplane_assignment",
    { resource_id: "r" },
    "token_id",
    "Write token_id, serial_number, user_id or login.",
  ],
  ["tokenplane_bypass", {}, "id", "Write id alone, or a token"],
  ["tokenplane_bypass", { id: "b", token_id: "t" }, "token_id", "Write id alone, or a token"],
  ["tokenplane_bypass", { everywhere: true }, "token_id", "Write token_id or serial_number."],
  ["tokenplane_bypass", { token_id: "t" }, "resource_id", "Write resource_id, resource_name or everywhere."],
  ["tokenplane_tokens", { kind: "PAPER" }, "kind", "Write one of HARDWARE, SOFTWARE, UNIVERSAL."],
  ["tokenplane_tokens", { model: "YUBIKEY" }, "model", "Write one of "],
  ["tokenplane_tokens", { status: "LOST" }, "status", "Write one of "],
  ["tokenplane_tokens", { used_after: "May" }, "used_after", "as in RFC 3339"],
  ["tokenplane_tokens", { used_before: "May" }, "used_before", "as in RFC 3339"],
  ["tokenplane_tokens", { valid_until_before: "May" }, "valid_until_before", "as in RFC 3339"],
];

/** Values that no check lets pass, by their types. */
const NONSENSE = new Map<string, unknown>([
  ['"string"', "?"],
  ['"number"', -1],
  ['["set","string"]', ["?"]],
]);

/** The attributes that check what is written in them, as in `tokenplane_resource.lock_minutes`. */
function checked(types: Readonly<Record<string, { readonly attributes: Attributes }>>): string[] {
  return Object.entries(types).flatMap(([type, { attributes }]) =>
    Object.entries(attributes).flatMap(([name, attribute]) => {
      const value = NONSENSE.get(JSON.stringify(attribute.type.cty));
      return value !== undefined && attribute.check(value, [name]).length > 0
        ? [`tokenplane_${type}.${name}`]
        : [];
    }),
  );
}

describe("a plan is refused", () => {
  const calls = callsHere();
  let core: FakeCore;
  beforeAll(async () => {
    core = await FakeCore.start(calls, { endpoint: UNKNOWN, api_key: KEY });
  });

  it("by every check that an attribute has", () => {
    for (const [types, rows] of [
      [provider.resources, RESOURCES],
      [provider.dataSources, DATA_SOURCES],
    ] as const) {
      // What a value must look like is tried in forms.test.ts.
      const met = new Set([
        ...rows.map(([type, , at]) => `${type}.${at}`),
        ...FORMS.map(({ attribute }) => attribute),
      ]);
      const checks = checked(types);
      expect(checks.length).toBeGreaterThan(4);
      expect(checks.filter((attribute) => !met.has(attribute))).toEqual([]);
      const together = Object.entries(types).filter(([, { validate }]) => validate !== undefined);
      const tried = new Set(rows.map(([type]) => type));
      expect(together.filter(([type]) => !tried.has(`tokenplane_${type}`))).toEqual([]);
    }
  });

  it.each(RESOURCES)("of %s %j at %s", async (type, config, at, says) => {
    const reported = await getRefusal(core.plan(type, config, null));
    isForUsers(reported);
    expect(reported).toMatchObject({ path: at, detail: expect.stringContaining(says) });
    // No secret is repeated.
    const secret: Value = config["secret_wo"] ?? null;
    if (typeof secret === "string") expect(reported.detail).not.toContain(secret);
  });

  it.each(DATA_SOURCES)("of data %s %j at %s", async (type, config, at, says) => {
    const reported = await getRefusal(validateData(calls, type, config));
    isForUsers(reported);
    expect(reported).toMatchObject({ path: at, detail: expect.stringContaining(says) });
  });

  it.each<[string, Fields, Fields]>([
    ["tokenplane_bypass", { ...BYPASS, duration: UNKNOWN }, { ...BYPASS, duration: "HOURS_2" }],
    [TOKEN, { ...ULTRA, suite: UNKNOWN }, { ...ULTRA, suite: SUITE_WITH_PIN }],
    ...(
      [
        [{ sign_in: UNKNOWN }, { sign_in: [] }],
        [{ first_enrolment: UNKNOWN }, { first_enrolment: "MAIL_CODE" }],
        [{ first_enrolment: "MAIL_CODE", sign_in: UNKNOWN }, { first_enrolment: "MAIL_CODE" }],
        [{ actions: UNKNOWN }, { actions: ["TOKEN_ENROL"] }],
        [
          { actions: ["TOKEN_REISSUE"], models: UNKNOWN },
          { actions: ["TOKEN_REISSUE"], models: [] },
        ],
      ] satisfies [Fields, Fields][]
    ).map(([before, known]): [string, Fields, Fields] => [
      PORTAL,
      { ...CLOSED, ...before },
      { ...CLOSED, ...known },
    ]),
    [TOKEN, fobNamed("F-1", { secret_wo: UNKNOWN }), fobNamed("F-1", { secret_wo: "ABC" })],
  ])("of %s while it is applied, when what was unknown is wrong", async (type, before, known) => {
    const planned = await core.plan(type, before, null);
    const { path } = await getRefusal(core.apply(planned, known));
    expect(path).toMatch(/^(duration|pin_wo|secret_wo|sign_in|first_enrolment|models)$/);
  });
});
