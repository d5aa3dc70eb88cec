// Values whose form is refused, for every attribute that has a form: in a configuration, and in a program.
import { API_KEY, BYPASS, RESOURCE, TOKEN, USER } from "@tokenplane/rules/fields";
import type { Value } from "../../provider/plugin/cty/value.js";
import type { Kit, Stack } from "./constructs.js";
import type { Fields } from "./fake-core/proposed.js";
import { fobNamed, universal, SECRET } from "./refusals/scene.js";

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

/** A reference, where a secret must not be written as plain text. */
function secretOf({ cdk }: Kit, stack: Stack): string {
  return new cdk.TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
}

const SMART = { model: "PROTECTIMUS_SMART", name: "phone" };
const ULTRA = { model: "PROTECTIMUS_ULTRA", serial_number: "U-1", secret_wo: SECRET };
const HOTP = { algorithm: "HOTP" };

export const FORMS: readonly Form[] = [
  ofUser("login", USER.login, ["", "a".repeat(255), " anna", "a\u0007b", "\ufdfa".repeat(20)], "login"),
  ofUser("email", USER.email, ["", "anna", "a@b@c", "a b@c", `${"a".repeat(254)}@b`], "email"),
  ofUser("phone_number", USER.phoneNumber, ["", "0151 123", "+0151123456", "+123456"], "phoneNumber"),
  ofUser("first_name", USER.firstName, NAMES, "firstName"),
  ofUser("last_name", USER.lastName, NAMES, "lastName"),
  ofResource("name", RESOURCE.name, NAMES, "name"),
  ofResource("failed_attempts_before_lock", RESOURCE.failedAttemptsBeforeLock, [2, 11, -1], "lockAfter"),
  ofResource("lock_minutes", RESOURCE.lockMinutes, [-1, 43_201], "lockMinutes"),
  ofResource(
    "allowed_addresses",
    RESOURCE.allowedAddresses,
    [
      ["10.0.0.300"],
      ["10.0.0.0/8", "::1/129"],
      ["vpn"],
      Array.from({ length: 201 }, (_, at) => `10.0.0.${at}`),
    ],
    "allowedAddresses",
  ),
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
      secret: secretOf(kit, stack),
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
        secret: secretOf(kit, stack),
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
      secret: secretOf(kit, stack),
      digits,
    }),
  ),
  ofToken("period_seconds", "model", [45, 0], fobNamed("F-1"), (kit, stack, periodSeconds: number) =>
    kit.tokenplane.Authenticator.hardware(stack, "it", {
      model: "TWO",
      serial: "F-1",
      periodSeconds,
      secret: secretOf(kit, stack),
    }),
  ),
  ofToken("period_seconds", "model", [9, 86_401], universal("U-1"), (kit, stack, periodSeconds: number) =>
    kit.tokenplane.Authenticator.universal(stack, "it", {
      serial: "U-1",
      secret: secretOf(kit, stack),
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
  {
    attribute: "tokenplane_bypass.reason",
    rule: BYPASS.reason,
    bad: ["", " why", "w".repeat(201), "a\nb"],
    config: (reason) => ({ token_id: "t", everywhere: true, duration: "HOUR_1", reason }),
    program: bypassOf("reason"),
  },
  {
    attribute: "tokenplane_bypass.not_after",
    rule: BYPASS.notAfter,
    bad: NO_MOMENTS,
    config: (not_after) => ({ token_id: "t", everywhere: true, duration: "HOUR_1", not_after }),
    program: bypassOf("notAfter"),
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

function bypassOf(prop: "reason" | "notAfter"): NonNullable<Form["program"]> {
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
  secret_wo_version: "any number, which stays in the state",
  pin_wo_version: "any number, which stays in the state",
  keepers: "any texts, which stay in the state",
  timeouts: "the framework's own, which stay in the state",
  expires_in: "the server gets the moment that is computed from it",
};
